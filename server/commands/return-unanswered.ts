/**
 * R16: at the end of a shift what nobody has reacted to returns to the queue, and is given out at the next opening; at once
 * where the desk is open, for a shift may be part of a day.
 */
import type { Instant, LocalDate } from '../../shared/instant.ts';
import type { Shift } from '../../shared/roster.ts';
import type { Deps } from '../deps.ts';
import { plannedOn } from '../domain/roster/roster.ts';
import { dateAfter } from '../domain/roster/shift-rule.ts';
import { shiftEnd } from '../domain/routing/shift-end.ts';
import { decide } from '../domain/ticket/decide.ts';
import { currentCycle } from '../domain/ticket/ticket.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import { isOpenAt, localDateOf } from '../domain/working-time/working-time.ts';
import { inTurns } from '../in-turns.ts';
import { commitDecision } from './commit-decision.ts';
import { giveOutWaiting } from './give-out-waiting.ts';

/** Gives how many returned. */
export async function returnUnanswered(deps: Deps): Promise<number> {
  const { workingTime } = deps.ruleBook().current;
  const now = deps.now();
  const shiftsOn = shiftsByDate(deps);
  let returned = 0;
  for await (const id of inTurns(await deps.store.tickets.standingIn('request', now))) {
    const given = (await deps.store.tickets.load(id))?.ticket;
    if (!given || given.assignedAt === null) continue;
    const shifts = await shiftsOn(localDateOf(workingTime, given.assignedAt));
    const hadItsShift = ({ assignedAt, assignee }: Ticket) =>
      assignedAt !== null &&
      assignedAt === given.assignedAt &&
      shiftEnd(
        workingTime,
        assignedAt,
        shifts.find(({ staffId }) => staffId === assignee),
      ) <= now;
    if (!hadItsShift(given)) continue;
    const done = await commitDecision(
      deps,
      { side: 'desk' },
      { id, requestId: null, seenVersion: null, content: null },
      {
        // Somebody may have answered, or taken it, in this very moment.
        decide: (ticket, context) =>
          currentCycle(ticket).reactedAt === null && hadItsShift(ticket)
            ? decide(ticket, { act: 'assign', to: null, reason: { code: 'shift_over' } }, context)
            : { refusal: { code: 'act_not_allowed', act: 'assign', status: ticket.status } },
        words: [],
        files: [],
      },
    );
    if (!('refusal' in done)) returned += 1;
  }
  if (returned > 0 && isOpenAt(workingTime, now)) await giveOutWaiting(deps);
  return returned;
}

/** R16 within the day: who works a part of it comes and goes while the desk is open. Nothing to do where nobody does. */
export async function turnShifts(deps: Deps): Promise<void> {
  const { workingTime } = deps.ruleBook().current;
  const now: Instant = deps.now();
  if (!isOpenAt(workingTime, now)) return;
  const shifts = await shiftsByDate(deps)(localDateOf(workingTime, now));
  if (shifts.every(({ part }) => part === null)) return;
  await returnUnanswered(deps);
  await giveOutWaiting(deps);
}

function shiftsByDate({ store }: Pick<Deps, 'store'>): (date: LocalDate) => Promise<readonly Shift[]> {
  const known = new Map<LocalDate, readonly Shift[]>();
  return async (date) => {
    const shifts = known.get(date) ?? plannedOn(await store.roster.between(date, dateAfter(date, 1)), date);
    known.set(date, shifts);
    return shifts;
  };
}
