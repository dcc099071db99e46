/** "A shift has at least 3 people, a technical specialist among them." */
import { expect, test } from 'vitest';
import { checkShift, isShort, workingDaysFrom } from '../../../../server/domain/roster/shift-rule.ts';
import { moscowDesk } from '../working-time/calendars.ts';

const DATE = '2026-11-09';
const STAFF = ['anna', 'boris', 'vera', 'gleb'].map((id) => ({ id, technicalSpecialist: false }));
const EVERYBODY = [...STAFF, { id: 'timur', technicalSpecialist: true }];
const RULE = { shift: { minimum: 3, technicalSpecialists: 1 }, wt: moscowDesk() };

function check(people: string[], absent: string[] = [], date = DATE) {
  const shifts = people.map((written) => {
    const [staffId = '', hours] = written.split(' ');
    const [from = '', to = ''] = hours?.split('-') ?? [];
    return { staffId, date, part: hours === undefined ? null : { from, to } };
  });
  const absences = absent.map((staffId) => ({
    id: staffId,
    staffId,
    from: date,
    until: '2026-12-01',
    kind: 'sick' as const,
  }));
  return checkShift({ shifts, absences }, EVERYBODY, date, RULE);
}

test.each<[string, string[], string[], [planned: number, technical: number], boolean]>([
  ['three with a specialist', ['anna', 'boris', 'timur'], [], [3, 1], false],
  ['three without one', ['anna', 'boris', 'vera'], [], [3, 0], true],
  ['two with one', ['anna', 'timur'], [], [2, 1], true],
  ['nobody', [], [], [0, 0], true],
  ['three, one of whom is absent', ['anna', 'boris', 'timur'], ['anna'], [2, 1], true],
  ['the specialist is absent', ['anna', 'boris', 'vera', 'timur'], ['timur'], [3, 0], true],
  ['somebody who no longer works here counts for nothing', ['anna', 'timur', 'gone'], [], [2, 1], true],
  [
    'two halves of a day are one person',
    ['anna', 'timur', 'vera 10:00-14:00', 'gleb 14:00-19:00'],
    [],
    [3, 1],
    false,
  ],
  ['an hour between the halves', ['anna', 'timur', 'vera 10:00-13:00', 'gleb 14:00-19:00'], [], [2, 1], true],
  ['hours outside the desk’s are none', ['anna', 'timur', 'vera 08:00-10:00'], [], [2, 1], true],
])('%s', (_, people, absent, [planned, technicalPlanned], short) => {
  const checked = check(people, absent)!;
  expect(checked).toMatchObject({ required: 3, technicalRequired: 1, planned, technicalPlanned });
  expect(isShort(checked)).toBe(short);
});

test('says from when to when it falls short, where that is not the whole day', () => {
  const moscow = (time: string) => Date.parse(`${DATE}T${time}:00+03:00`);
  const between = check(['anna', 'timur', 'vera 10:00-13:00', 'gleb 14:00-19:00'])!.between;
  expect(between).toEqual({ from: moscow('13:00'), to: moscow('14:00') });
  expect(check(['anna'])!.between).toBeNull();
  expect(check(['anna', 'boris', 'timur'])!.between).toBeNull();
});

test('asks for nobody on a day that does not work', () => {
  expect(check([], [], '2026-11-04')).toBeNull();
  expect(check([], [], '2026-11-08')).toBeNull();
});

test('the working days ahead are those of the calendar', () => {
  expect(workingDaysFrom(RULE.wt, '2026-11-01', 14)).toEqual([
    ...['2026-11-02', '2026-11-03', '2026-11-05', '2026-11-06'],
    ...['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'],
  ]);
});
