/** What the desk does by itself: gives out what waits (R16), closes what nobody checked (R7). */
import { describe, expect, test } from 'vitest';
import { assignTicket } from '../../../server/commands/assign-ticket.ts';
import { changeStatus } from '../../../server/commands/change-status.ts';
import { closeSilentTickets } from '../../../server/commands/close-silent-tickets.ts';
import { giveOutWaiting } from '../../../server/commands/give-out-waiting.ts';
import { reply } from '../../../server/commands/reply.ts';
import { returnUnanswered } from '../../../server/commands/return-unanswered.ts';
import { setPresence } from '../../../server/commands/set-presence.ts';
import { writeNote } from '../../../server/commands/write-note.ts';
import { aMember } from '../store/a-desk.ts';
import { ANNA, OLGA, PAVEL, aRunningDesk, done, moscow } from './a-running-desk.ts';
import type { RunningDesk } from './a-running-desk.ts';

const BUG = { kind: 'bug', fields: { happened: 'x', expected: 'y' } } as const;
const MORNING = moscow('2026-11-10 10:00');

async function overNight(tickets: number): Promise<{ desk: RunningDesk; ids: string[] }> {
  const desk = await aRunningDesk();
  desk.clock.at = moscow('2026-11-09 21:00');
  const ids: string[] = [];
  for (let i = 0; i < tickets; i++) {
    desk.clock.at += 60_000;
    ids.push(await desk.submits(ANNA));
  }
  return { desk, ids };
}

const assignees = (desk: RunningDesk, ids: string[]) =>
  Promise.all(ids.map(async (id) => (await desk.load(id)).ticket.assignee));

describe('what came over night', () => {
  test('goes out at opening, one each in turn, by the desk itself, and is told', async () => {
    const { desk, ids } = await overNight(4);
    desk.clock.at = MORNING;
    expect(await giveOutWaiting(desk)).toBe(4);
    expect(await assignees(desk, ids)).toEqual(['olga', 'pavel', 'olga', 'pavel']);
    const { events } = await desk.load(ids[3]!);
    expect(events.at(-1)).toMatchObject({
      at: MORNING,
      by: { side: 'desk' },
      body: { reason: { code: 'fewest_open', open: 1 } },
    });
    expect(desk.heard).toHaveLength(8);
  });

  test('waits while the desk is closed', async () => {
    const { desk, ids } = await overNight(1);
    desk.clock.at = MORNING - 1;
    expect(await giveOutWaiting(desk)).toBe(0);
    expect(await assignees(desk, ids)).toEqual([null]);
  });

  test('waits until somebody comes, and goes to them', async () => {
    const { desk, ids } = await overNight(2);
    for (const id of ['olga', 'pavel']) await desk.store.staff.update(id, { presence: 'off' });
    desk.clock.at = MORNING;
    expect(await giveOutWaiting(desk)).toBe(0);
    expect(await setPresence(desk, PAVEL, 'away')).toEqual({ presence: 'away' });
    expect(await assignees(desk, ids)).toEqual([null, null]);
    expect(await setPresence(desk, PAVEL, 'available')).toEqual({ presence: 'available' });
    expect(await assignees(desk, ids)).toEqual(['pavel', 'pavel']);
  });

  test('a bug goes to the specialist then too', async () => {
    const { desk } = await overNight(0);
    await desk.store.staff.add(aMember('timur', { technicalSpecialist: true }));
    const bug = await desk.submits(ANNA, BUG);
    desk.clock.at = MORNING;
    await giveOutWaiting(desk);
    expect(await assignees(desk, [bug])).toEqual(['timur']);
  });

  test('goes out once, when two begin at the same moment', async () => {
    const { desk, ids } = await overNight(3);
    desk.clock.at = MORNING;
    const given = await Promise.all([giveOutWaiting(desk), giveOutWaiting(desk)]);
    expect(given[0]! + given[1]!).toBe(3);
    for (const id of ids) {
      const given_ = (await desk.load(id)).events.filter(
        ({ body }) => body.type === 'assigned' && body.to !== null,
      );
      expect(given_).toHaveLength(1);
    }
  });

  test('what a colleague put back by hand stays where it is', async () => {
    const { desk, ids } = await overNight(2);
    desk.clock.at = MORNING;
    await giveOutWaiting(desk);
    done(await assignTicket(desk, OLGA, { requestId: 'a', id: ids[0]!, seenVersion: 3, to: null }));
    expect(await giveOutWaiting(desk)).toBe(0);
    expect(await assignees(desk, ids)).toEqual([null, 'pavel']);
  });
});

describe('at the end of a shift', () => {
  const CLOSING = moscow('2026-11-09 19:00');
  const byStaff = (id: string, to: string | null) => ({ requestId: `${id} ${to}`, id, seenVersion: 2, to });

  test('what nobody has reacted to returns to the queue, and goes out at opening', async () => {
    const desk = await aRunningDesk();
    const ids = [await desk.submits(ANNA), await desk.submits(ANNA), await desk.submits(ANNA)];
    expect(await assignees(desk, ids)).toEqual(['olga', 'pavel', 'olga']);
    done(await reply(desk, PAVEL, { requestId: 'r', id: ids[1]!, seenVersion: 2, text: 'Soon', files: [] }));
    desk.clock.at = CLOSING;
    expect(await returnUnanswered(desk)).toBe(2);
    expect(await assignees(desk, ids)).toEqual([null, 'pavel', null]);
    expect((await desk.load(ids[0]!)).events.at(-1)).toMatchObject({
      by: { side: 'desk' },
      body: { type: 'assigned', to: null, reason: { code: 'shift_over' } },
    });
    expect(await returnUnanswered(desk)).toBe(0);
    desk.clock.at = MORNING;
    await desk.store.staff.update('olga', { presence: 'off' });
    expect(await giveOutWaiting(desk)).toBe(2);
    expect(await assignees(desk, ids)).toEqual(['pavel', 'pavel', 'pavel']);
  });

  test('and not while the desk is open', async () => {
    const desk = await aRunningDesk();
    await desk.submits(ANNA);
    desk.clock.at = CLOSING - 1;
    expect(await returnUnanswered(desk)).toBe(0);
  });

  test('what a stopped server left behind goes back and out again at once, for the desk is open', async () => {
    const desk = await aRunningDesk();
    const id = await desk.submits(ANNA);
    await desk.store.staff.update('olga', { presence: 'off' });
    desk.clock.at = MORNING + 3_600_000;
    expect(await returnUnanswered(desk)).toBe(1);
    expect(await assignees(desk, [id])).toEqual(['pavel']);
    expect(await returnUnanswered(desk)).toBe(0);
  });

  test('whoever took one after closing keeps it until the next shift has ended', async () => {
    const { desk, ids } = await overNight(1);
    done(await assignTicket(desk, OLGA, byStaff(ids[0]!, 'olga')));
    desk.clock.at = MORNING - 1;
    expect(await returnUnanswered(desk)).toBe(0);
    expect(await assignees(desk, ids)).toEqual(['olga']);
    desk.clock.at = CLOSING + 24 * 3_600_000;
    expect(await returnUnanswered(desk)).toBe(1);
  });

  test('a ticket that was reopened and that nobody has reacted to again returns too', async () => {
    const desk = await aRunningDesk();
    const id = await desk.submits(ANNA);
    const close = { act: 'close', text: 'Menu, Export', resolution: 'answered' } as const;
    done(await changeStatus(desk, OLGA, { requestId: 'c', id, seenVersion: 2, ...close }));
    done(await changeStatus(desk, ANNA, { requestId: 'o', id, act: 'reopen', text: 'It is not there' }));
    desk.clock.at = CLOSING;
    expect(await returnUnanswered(desk)).toBe(1);
  });
});

describe('a check that nobody answers', () => {
  /** Handed over on Monday the 9th: the 10th working day after it is the 23rd. */
  const CLOSES_AT = moscow('2026-11-23 19:00');

  async function aCheck(desk: RunningDesk): Promise<string> {
    const id = await desk.submits(ANNA, BUG);
    done(await changeStatus(desk, OLGA, { requestId: `${id} s`, id, seenVersion: 2, act: 'start' }));
    const handOver = { act: 'hand_over', text: 'Repaired' } as const;
    done(await changeStatus(desk, OLGA, { requestId: `${id} h`, id, seenVersion: 3, ...handOver }));
    return id;
  }

  test('is closed as unanswered by the desk itself, when it is due and not before', async () => {
    const desk = await aRunningDesk();
    const id = await aCheck(desk);
    desk.clock.at = CLOSES_AT - 1;
    expect(await closeSilentTickets(desk)).toBe(0);
    desk.clock.at = CLOSES_AT;
    expect(await closeSilentTickets(desk)).toBe(1);
    const { ticket, events } = await desk.load(id);
    expect(ticket.cycles[0]).toMatchObject({
      closedAt: CLOSES_AT,
      resolution: 'unanswered',
      creditedTo: 'olga',
    });
    expect(events.at(-1)!.by).toEqual({ side: 'desk' });
    expect(await closeSilentTickets(desk)).toBe(0);
  });

  test('one that is not due keeps none of the others open', async () => {
    const desk = await aRunningDesk();
    const due = await aCheck(desk);
    desk.clock.at = moscow('2026-11-12 12:00');
    const later = await aCheck(desk);
    desk.clock.at = CLOSES_AT;
    expect(await closeSilentTickets(desk)).toBe(1);
    expect((await desk.load(due)).ticket.status).toBe('closed');
    expect((await desk.load(later)).ticket.status).toBe('verification');
  });

  test('is closed all the same when somebody writes a note in that moment', async () => {
    const desk = await aRunningDesk();
    const id = await aCheck(desk);
    desk.clock.at = CLOSES_AT;
    await Promise.all([
      closeSilentTickets(desk),
      writeNote(desk, PAVEL, { requestId: 'n', id, text: 'Called', files: [] }),
    ]);
    expect((await desk.load(id)).ticket).toMatchObject({ status: 'closed', version: 6 });
  });
});
