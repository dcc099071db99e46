/** The live board: what is due, late and broken, who is there and how much each has, as of the desk's clock. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assignTicket } from '../../../server/commands/assign-ticket.ts';
import { changeStatus } from '../../../server/commands/change-status.ts';
import { noteWhatIsDue } from '../../../server/commands/note-what-is-due.ts';
import { reply } from '../../../server/commands/reply.ts';
import { setShifts } from '../../../server/commands/set-shifts.ts';
import { boardView } from '../../../server/rpc/views/board.ts';
import {
  ANNA,
  aRunningDesk,
  done,
  moscow,
  OLGA,
  PAVEL,
  type RunningDesk,
} from '../commands/a-running-desk.ts';

const VERA = { side: 'staff', staffId: 'vera-m', role: 'manager' } as const;

let desk: RunningDesk;
beforeEach(async () => {
  desk = await aRunningDesk();
});
afterEach(() => desk.store.close());

const view = () => boardView(desk, 'olga');
async function olgas(): Promise<string> {
  const id = await desk.submits(ANNA);
  const { version: seenVersion } = (await desk.load(id)).ticket;
  done(await assignTicket(desk, PAVEL, { requestId: desk.newId(), id, seenVersion, to: 'olga' }));
  return id;
}

describe('what is due', () => {
  test('in the next hour, with its clock; a millisecond after the due time it is late instead', async () => {
    const id = await olgas();
    desk.clock.at = moscow('2026-11-09 12:30');
    const soon = await view();
    expect(soon.dueWithinHour).toMatchObject({ total: 1, rows: [{ id, due: { clock: 'reaction' } }] });
    expect(soon.overdue.total).toBe(0);
    desk.clock.at = moscow('2026-11-09 13:00');
    expect((await view()).dueWithinHour.total).toBe(1);
    desk.clock.at += 1;
    const late = await view();
    expect([late.dueWithinHour.total, late.overdue.total]).toEqual([0, 1]);
  });

  test('and nobody’s, wherever its time stands', async () => {
    desk.clock.at = moscow('2026-11-09 23:00');
    const id = await desk.submits(ANNA);
    expect((await view()).nobody).toMatchObject({ total: 1, rows: [{ id }] });
    expect((await view()).opensAt).toBe(moscow('2026-11-10 10:00'));
  });
});

describe('what was broken today', () => {
  const broken = async () => (await view()).breachesToday.map(({ clock, dueAt }) => [clock, dueAt]);
  const DUE = moscow('2026-11-09 13:00');

  test('is there once, however many hear of it, and stays when it has been made good', async () => {
    const id = await olgas();
    desk.clock.at = DUE + 60_000;
    await noteWhatIsDue(desk);
    expect(await broken()).toEqual([['reaction', DUE]]);
    done(await reply(desk, OLGA, { requestId: 'r', id, text: 'It is so.', files: [] }));
    const close = { act: 'close', resolution: 'answered', text: 'Done.' } as const;
    done(await changeStatus(desk, OLGA, { requestId: 'c', id, ...close }));
    for (const { id: notice } of await desk.store.db.selectFrom('outbox').select('id').execute())
      await desk.store.outbox.finish(notice, 'sent', desk.clock.at);
    const { breachesToday } = await view();
    expect(breachesToday).toMatchObject([{ ticketId: id, clock: 'reaction', status: 'closed' }]);
    expect(breachesToday).toHaveLength(1);
  });

  test('is yesterday’s at midnight of the desk', async () => {
    await olgas();
    desk.clock.at = DUE + 60_000;
    await noteWhatIsDue(desk);
    desk.clock.at = moscow('2026-11-09 23:59');
    expect(await broken()).toHaveLength(1);
    desk.clock.at = moscow('2026-11-10 00:00');
    expect(await broken()).toEqual([]);
  });
});

describe('who is there', () => {
  const people = async () =>
    (await view()).people.map(({ id, onShift, openTickets }) => [id, onShift, openTickets]);

  test('is who has a shift now, each with their open tickets; who has some without a shift comes after', async () => {
    await olgas();
    await setShifts(desk, VERA, [
      { staffId: 'pavel', date: '2026-11-09', on: true, part: { from: '10:00', to: '14:00' } },
    ]);
    const { byRoster, people: now } = await view();
    expect(byRoster).toBe(true);
    expect(now[0]).toMatchObject({ id: 'pavel', onShift: true, part: { from: '10:00', to: '14:00' } });
    expect(await people()).toEqual([
      ['pavel', true, 0],
      ['olga', false, 1],
    ]);
    desk.clock.at = moscow('2026-11-09 14:00');
    expect(await people()).toEqual([['olga', false, 1]]);
  });

  test('is everybody where no shift was ever entered, with their presence', async () => {
    await desk.store.staff.update('pavel', { presence: 'away' });
    const { byRoster, people: now } = await view();
    expect(byRoster).toBe(false);
    expect(now.find(({ id }) => id === 'pavel')).toMatchObject({ onShift: true, presence: 'away' });
  });
});
