/** The roster at work: who is given tickets, absences that hand them back, shifts of part of a day, and the rule's record. */
import { describe, expect, test } from 'vitest';
import type { StaffCaller } from '../../../server/auth/caller.ts';
import {
  handBackAbsent,
  handBackNow,
  recordAbsence,
  removeAbsence,
} from '../../../server/commands/absences.ts';
import { assignTicket } from '../../../server/commands/assign-ticket.ts';
import { checkNextShifts, recordPastShifts } from '../../../server/commands/check-shifts.ts';
import { giveOutWaiting } from '../../../server/commands/give-out-waiting.ts';
import { turnShifts } from '../../../server/commands/return-unanswered.ts';
import { copyRoster, setShifts } from '../../../server/commands/set-shifts.ts';
import { submitTicket } from '../../../server/commands/submit-ticket.ts';
import { compileRules } from '../../../server/domain/rules.ts';
import { REGULATION } from '../../../server/domain/regulation.ts';
import type { RoutingRule } from '../../../server/domain/regulation.ts';
import { aMember } from '../store/a-desk.ts';
import { ANNA, OLGA, aRunningDesk, aSubmission, done, moscow } from './a-running-desk.ts';
import type { RunningDesk } from './a-running-desk.ts';

const VERA: StaffCaller = { side: 'staff', staffId: 'vera-m', role: 'manager' };
const BUG = { kind: 'bug', fields: { happened: 'x', expected: 'y' } } as const;
const TODAY = '2026-11-09';

/** Olga and Pavel, Timur and Ilya who are technical specialists, and a manager. */
async function aManagedDesk(): Promise<RunningDesk> {
  const desk = await aRunningDesk();
  for (const id of ['timur', 'ilya']) await desk.store.staff.add(aMember(id, { technicalSpecialist: true }));
  await desk.store.staff.add(aMember('vera-m', { role: 'manager', presence: 'off' }));
  return desk;
}
const works = async (desk: RunningDesk, ...people: string[]) => {
  const cells = people.map((written) => {
    const [staffId = '', date = TODAY, hours] = written.split(' ');
    const [from = '', to = ''] = hours?.split('-') ?? [];
    return { staffId, date, on: true, ...(hours && { part: { from, to } }) };
  });
  expect(await setShifts(desk, VERA, cells)).toEqual({ days: cells.length });
};
const off = (desk: RunningDesk, staffId: string, date = TODAY) =>
  setShifts(desk, VERA, [{ staffId, date, on: false }]);
const last = async (desk: RunningDesk, id: string) => (await desk.load(id)).events.at(-1)!;
const assignee = async (desk: RunningDesk, id: string) => (await desk.load(id)).ticket.assignee;
const sick = (desk: RunningDesk, staffId: string, more = {}) =>
  recordAbsence(desk, VERA, {
    requestId: `absence of ${staffId}`,
    staffId,
    from: TODAY,
    until: '2026-11-12',
    kind: 'sick',
    handBack: true,
    ...more,
  });

describe('a new ticket', () => {
  test('goes by presence alone where no roster was ever entered', async () => {
    const desk = await aManagedDesk();
    const id = await desk.submits(ANNA, BUG);
    expect((await last(desk, id)).body).toMatchObject({
      to: 'ilya',
      reason: { code: 'technical_fewest_open', open: 0 },
    });
    expect((await last(desk, id)).body).not.toMatchObject({ reason: { onShift: true } });
  });

  test('goes to the technical specialist on shift, with the reason on the ticket', async () => {
    const desk = await aManagedDesk();
    await works(desk, 'olga', 'pavel', 'timur');
    for (let i = 0; i < 4; i++) await desk.submits(ANNA, BUG);
    expect((await last(desk, await desk.submits(ANNA, BUG))).body).toMatchObject({
      type: 'assigned',
      to: 'timur',
      reason: { code: 'technical_fewest_open', open: 4, onShift: true },
    });
  });

  test('waits where the roster has nobody, also once all shifts have been cleared', async () => {
    const desk = await aManagedDesk();
    await works(desk, 'olga');
    await off(desk, 'olga');
    const id = await desk.submits(ANNA);
    expect((await last(desk, id)).body).toMatchObject({
      to: null,
      reason: { code: 'no_one_on_shift', present: false },
    });
    // And goes out as soon as somebody is put on shift.
    await works(desk, 'pavel');
    expect(await assignee(desk, id)).toBe('pavel');
  });

  test('is never given to who is absent, roster or none', async () => {
    const desk = await aManagedDesk();
    await sick(desk, 'ilya');
    expect(await assignee(desk, await desk.submits(ANNA, BUG))).toBe('timur');
    await works(desk, 'ilya', 'olga');
    expect(await assignee(desk, await desk.submits(ANNA, BUG))).toBe('olga');
  });

  test('follows the regulation’s own rules, by what the client wrote, at once and at opening', async () => {
    const routing: RoutingRule[] = [
      { when: { licensee: 'Licensee north', words: ['договор'] }, to: { person: 'pavel@desk.example' } },
      { when: { words: ['суд'] }, to: { topic: 'legal' } },
    ];
    const rules = compileRules({ ...REGULATION, version: '2.0-1', routing });
    const plain = await aManagedDesk();
    const desk = { ...plain, ruleBook: () => ({ current: rules, of: () => rules }) };
    const contract = 'Где наш договор?';
    const submit = async (requestId: string, question: string) =>
      done(await submitTicket(desk, ANNA, aSubmission({ requestId, fields: { question } }))).ticketId;
    const at = await submit('one', contract);
    expect((await last(desk, at)).body).toMatchObject({
      to: 'pavel',
      reason: { code: 'rule_person', rules: { version: '2.0-1', followed: 1 } },
    });
    const court = await submit('two', 'Дело идёт в суд');
    expect((await last(desk, court)).body).toMatchObject({
      reason: { code: 'fewest_open', rules: { suggestedTopic: 'legal', followed: 2 } },
    });
    desk.clock.at = moscow('2026-11-09 21:00');
    const night = await submit('three', contract);
    desk.clock.at = moscow('2026-11-10 10:00');
    await giveOutWaiting(desk);
    expect((await last(desk, night)).body).toMatchObject({ to: 'pavel', reason: { code: 'rule_person' } });
  });
});

describe('an absence', () => {
  test('hands all open tickets back with one act, and they go out again', async () => {
    const desk = await aManagedDesk();
    await works(desk, 'olga', 'pavel');
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) ids.push(await desk.submits(ANNA));
    expect(await Promise.all(ids.map((id) => assignee(desk, id)))).toEqual([
      'olga',
      'pavel',
      'olga',
      'pavel',
    ]);
    expect(await sick(desk, 'olga')).toEqual({ id: 'absence of olga', tickets: 2 });
    for (const id of ids) expect(await assignee(desk, id)).toBe('pavel');
    const { events } = await desk.load(ids[0]!);
    expect(events.slice(-2)).toMatchObject([
      { by: { side: 'staff', id: 'vera-m' }, body: { to: null, reason: { code: 'absence' } } },
      { by: { side: 'desk' }, body: { to: 'pavel', reason: { code: 'fewest_open' } } },
    ]);
  });

  test('the same request again records nothing more', async () => {
    const desk = await aManagedDesk();
    await works(desk, 'olga');
    await desk.submits(ANNA);
    expect(await sick(desk, 'olga')).toMatchObject({ tickets: 1 });
    expect(await sick(desk, 'olga')).toMatchObject({ tickets: 0 });
    expect((await desk.store.roster.between(TODAY, '2026-11-10')).absences).toHaveLength(1);
  });

  test('that begins later leaves the tickets until it does, and then hands them back by itself, once', async () => {
    const desk = await aManagedDesk();
    await works(desk, 'olga', 'olga 2026-11-10', 'olga 2026-11-11');
    const id = await desk.submits(ANNA);
    expect(await sick(desk, 'olga', { from: '2026-11-10' })).toMatchObject({ tickets: null });
    expect(await handBackAbsent(desk)).toBe(0);
    expect(await assignee(desk, id)).toBe('olga');
    desk.clock.at = moscow('2026-11-10 10:00');
    expect(await handBackAbsent(desk)).toBe(1);
    expect((await last(desk, id)).body).toMatchObject({ to: null, reason: { code: 'absence' } });
    // Somebody gives it to her all the same: it stays.
    done(await assignTicket(desk, OLGA, { requestId: 'x', id, seenVersion: 3, to: 'olga' }));
    expect(await handBackAbsent(desk)).toBe(0);
    expect(await assignee(desk, id)).toBe('olga');
  });

  test('takes nothing back from a colleague who was faster', async () => {
    const desk = await aManagedDesk();
    await works(desk, 'olga', 'pavel');
    const id = await desk.submits(ANNA);
    const { tickets } = desk.store;
    const openOf = async (who: string) => {
      const hers = await tickets.openOf(who);
      done(await assignTicket(desk, OLGA, { requestId: 'taken', id, seenVersion: 2, to: 'pavel' }));
      return hers;
    };
    const meanwhile = { ...desk, store: { ...desk.store, tickets: { ...tickets, openOf } } };
    expect(await sick(meanwhile, 'olga')).toMatchObject({ tickets: 0 });
    expect((await last(desk, id)).body).toMatchObject({ to: 'pavel', reason: { code: 'by_staff' } });
  });

  test('recorded without that keeps the tickets until a manager says so', async () => {
    const desk = await aManagedDesk();
    await works(desk, 'olga', 'pavel');
    const id = await desk.submits(ANNA);
    expect(await sick(desk, 'olga', { handBack: false })).toMatchObject({ tickets: null });
    expect(await handBackAbsent(desk)).toBe(0);
    expect(await assignee(desk, id)).toBe('olga');
    expect(await handBackNow(desk, VERA, 'absence of olga')).toMatchObject({ tickets: 1 });
    expect(await assignee(desk, id)).toBe('pavel');
  });

  test('taken back brings the person back on shift, and what waits to them', async () => {
    const desk = await aManagedDesk();
    await works(desk, 'olga');
    const id = await desk.submits(ANNA);
    await sick(desk, 'olga');
    expect(await assignee(desk, id)).toBeNull();
    expect(await removeAbsence(desk, VERA, 'absence of olga')).toEqual({ id: 'absence of olga' });
    expect(await assignee(desk, id)).toBe('olga');
    expect(await removeAbsence(desk, VERA, 'absence of olga')).toEqual({ refusal: { code: 'not_found' } });
  });

  test.each([
    ['that ends before it begins', { from: '2026-11-12', until: '2026-11-12' }],
    ['that is over', { from: '2026-11-02', until: TODAY }],
  ])('%s is refused', async (_, more) => {
    expect(await sick(await aManagedDesk(), 'olga', more)).toMatchObject({
      refusal: { code: 'field_wrong', field: 'until' },
    });
  });
});

describe('a shift', () => {
  test.each([
    ['on a day that is over', '2026-11-06'],
    ['on a holiday', '2027-01-01'],
    ['on a Saturday', '2026-11-14'],
    ['in ten years', '2036-11-10'],
  ])('%s is refused, and nothing of the same call is kept', async (_, date) => {
    const desk = await aManagedDesk();
    const cells = [TODAY, date].map((each) => ({ staffId: 'olga', date: each, on: true }));
    expect(await setShifts(desk, VERA, cells)).toMatchObject({ refusal: { code: 'field_wrong' } });
    expect(await desk.store.roster.enteredAt()).toBeNull();
  });

  test('of part of a day returns what nobody reacted to at its own end, to who is there', async () => {
    const desk = await aManagedDesk();
    await works(desk, `olga ${TODAY} 10:00-14:00`, `pavel ${TODAY} 14:00-19:00`);
    const id = await desk.submits(ANNA);
    expect(await assignee(desk, id)).toBe('olga');
    desk.clock.at = moscow('2026-11-09 14:00') - 1;
    await turnShifts(desk);
    expect(await assignee(desk, id)).toBe('olga');
    desk.clock.at = moscow('2026-11-09 14:00');
    await turnShifts(desk);
    const { events } = await desk.load(id);
    expect(events.slice(-2)).toMatchObject([
      { body: { to: null, reason: { code: 'shift_over' } } },
      { body: { to: 'pavel', reason: { code: 'fewest_open', onShift: true } } },
    ]);
  });

  test('that begins within the day is given what waits', async () => {
    const desk = await aManagedDesk();
    await works(desk, `pavel ${TODAY} 14:00-19:00`);
    const id = await desk.submits(ANNA);
    expect(await assignee(desk, id)).toBeNull();
    desk.clock.at = moscow('2026-11-09 14:00');
    await turnShifts(desk);
    expect(await assignee(desk, id)).toBe('pavel');
  });

  test('copied with its week keeps what was entered', async () => {
    const desk = await aManagedDesk();
    await works(desk, 'olga', 'pavel', 'timur 2026-11-16');
    expect(await copyRoster(desk, VERA, { period: 'week', date: TODAY })).toMatchObject({
      filled: [],
      kept: ['2026-11-16'],
    });
    await works(desk, 'olga 2026-11-10 10:00-14:00');
    expect(await copyRoster(desk, VERA, { period: 'week', date: TODAY })).toMatchObject({
      filled: ['2026-11-17'],
    });
    expect((await desk.store.roster.between('2026-11-16', '2026-11-23')).shifts).toEqual([
      { staffId: 'timur', date: '2026-11-16', part: null },
      { staffId: 'olga', date: '2026-11-17', part: { from: '10:00', to: '14:00' } },
    ]);
  });
});

describe('the shift rule by itself', () => {
  const notices = async (desk: RunningDesk) =>
    (await desk.store.db.selectFrom('outbox').selectAll().where('kind', '=', 'shift_short').execute()).map(
      ({ recipient, detail }) => ({ to: JSON.parse(recipient), ...JSON.parse(detail) }),
    );

  test('tells managers on the working day before, once, and records it', async () => {
    const desk = await aManagedDesk();
    desk.clock.at = moscow('2026-11-13 10:00');
    await works(desk, ...['olga', 'pavel', 'timur'].map((who) => `${who} 2026-11-13`), 'olga 2026-11-16');
    expect(await checkNextShifts(desk)).toEqual(['2026-11-16']);
    const told = { date: '2026-11-16', required: 3, planned: 1, technicalRequired: 1, technicalPlanned: 0 };
    expect(await notices(desk)).toEqual([{ to: { side: 'managers' }, ...told }]);
    expect(await checkNextShifts(desk)).toEqual([]);
    expect(await notices(desk)).toHaveLength(1);
    expect(await desk.store.roster.shortfalls('2026-11-01', '2026-12-01')).toEqual([
      { ...told, stage: 'before', between: null, recordedAt: desk.clock.at },
    ]);
  });

  test('tells of a day once, also where two programs check at the same moment', async () => {
    const desk = await aManagedDesk();
    desk.clock.at = moscow('2026-11-13 10:00');
    await works(desk, ...['olga', 'pavel', 'timur'].map((who) => `${who} 2026-11-13`));
    await Promise.all([checkNextShifts(desk), checkNextShifts(desk)]);
    expect(await notices(desk)).toHaveLength(1);
  });

  test('records what each day was when it has closed, also of days on which nothing ran', async () => {
    const desk = await aManagedDesk();
    await works(desk, 'olga', 'pavel', 'timur', 'olga 2026-11-10', 'pavel 2026-11-10');
    expect(await recordPastShifts(desk)).toBe(0);
    desk.clock.at = moscow('2026-11-09 19:00');
    expect(await recordPastShifts(desk)).toBe(1);
    expect(await desk.store.roster.shortfalls(TODAY, '2026-12-01')).toEqual([]);
    desk.clock.at = moscow('2026-11-13 12:00');
    expect(await recordPastShifts(desk)).toBe(3);
    expect(await recordPastShifts(desk)).toBe(0);
    expect(await desk.store.roster.shortfalls(TODAY, '2026-12-01')).toMatchObject([
      { date: '2026-11-10', stage: 'after', planned: 2, technicalPlanned: 0 },
      { date: '2026-11-11', planned: 0 },
      { date: '2026-11-12', planned: 0 },
    ]);
  });

  test('says nothing at a desk without a roster', async () => {
    const desk = await aManagedDesk();
    expect(await checkNextShifts(desk)).toEqual([]);
    desk.clock.at = moscow('2026-11-13 12:00');
    expect(await recordPastShifts(desk)).toBe(0);
    expect(await notices(desk)).toEqual([]);
  });
});
