import { expect, test } from 'vitest';
import type { RecordedCheck } from '../../../server/store/roster.ts';
import { T0, aDesk } from './a-desk.ts';

const check = (date: string, planned: number): RecordedCheck => ({
  date,
  stage: 'before',
  required: 3,
  technicalRequired: 1,
  planned,
  technicalPlanned: 1,
  between: null,
  recordedAt: T0,
});
const notice = (id: string, date: string) => ({
  id,
  kind: 'shift_short' as const,
  to: { side: 'managers' as const },
  channel: 'as_set' as const,
  seq: null,
  detail: { date },
  notBefore: T0,
});

test('of a day that was checked before, neither the record changes nor anybody is told again', async () => {
  const store = await aDesk();
  await store.roster.recordChecks([check('2026-11-09', 2)], [notice('a', '2026-11-09')], T0);
  const both = [check('2026-11-09', 1), check('2026-11-10', 2)];
  const recorded = await store.roster.recordChecks(
    both,
    [notice('b', '2026-11-09'), notice('c', '2026-11-10')],
    T0,
  );
  expect(recorded).toEqual(['2026-11-10']);
  const told = await store.db.selectFrom('outbox').select('id').orderBy('position').execute();
  expect(told).toEqual([{ id: 'a' }, { id: 'c' }]);
  expect(await store.roster.shortfalls('2026-11-01', '2026-11-10')).toEqual([check('2026-11-09', 2)]);
});

test('a day that does not fall short is checked, and is no shortfall', async () => {
  const store = await aDesk();
  await store.roster.recordChecks([check('2026-11-09', 3)], [], T0);
  expect(await store.roster.shortfalls('2026-11-01', '2026-12-01')).toEqual([]);
  expect(await store.roster.checked('before', '2026-11-01', '2026-12-01')).toEqual(new Set(['2026-11-09']));
  expect(await store.roster.lastChecked('before')).toBe('2026-11-09');
  expect(await store.roster.lastChecked('after')).toBeNull();
});

test('the days asked for are half open, of shifts and of absences', async () => {
  const store = await aDesk();
  const change = (id: string) => ({ id, at: T0, by: 'olga' });
  const shift = (date: string) => ({ staffId: 'olga', date, part: null });
  await store.roster.setShifts(
    { set: ['2026-11-08', '2026-11-09', '2026-11-10'].map(shift), clear: [] },
    { ...change('s'), act: 'shifts' },
  );
  const absence = { staffId: 'olga', kind: 'sick', handBack: false, handedBackAt: null } as const;
  for (const [id, from, until] of [
    ['over', '2026-11-07', '2026-11-09'],
    ['within', '2026-11-08', '2026-11-10'],
    ['later', '2026-11-10', '2026-11-12'],
  ] as const) {
    await store.roster.addAbsence({ ...absence, id, from, until }, { ...change(id), act: 'absence' });
  }
  const { shifts, absences } = await store.roster.between('2026-11-09', '2026-11-10');
  expect(shifts).toEqual([shift('2026-11-09')]);
  expect(absences.map(({ id }) => id)).toEqual(['within']);
});

test('a person’s day is set over what it was', async () => {
  const store = await aDesk();
  const part = { from: '10:00', to: '14:00' };
  const day = { staffId: 'olga', date: '2026-11-09' };
  const set = (id: string, shift: typeof part | null) =>
    store.roster.setShifts(
      { set: [{ ...day, part: shift }], clear: [] },
      { id, at: T0, by: 'olga', act: 'shifts' },
    );
  await set('a', null);
  await set('b', part);
  expect((await store.roster.between('2026-11-09', '2026-11-10')).shifts).toEqual([{ ...day, part }]);
});
