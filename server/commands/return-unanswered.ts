/** R16: at the end of a shift what nobody has reacted to returns to the queue, and is given out at the next opening. */
import type { Deps } from '../deps.ts';
import { shiftEnd } from '../domain/routing/shift-end.ts';
import { decide } from '../domain/ticket/decide.ts';
import { currentCycle } from '../domain/ticket/ticket.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import { isOpenAt } from '../domain/working-time/working-time.ts';
import { commitDecision } from './commit-decision.ts';

/** Gives how many returned. */
export async function returnUnanswered(deps: Deps): Promise<number> {
  const { workingTime } = deps.ruleBook().current;
  const now = deps.now();
  if (isOpenAt(workingTime, now)) return 0;
  const hadItsShift = ({ assignedAt }: Ticket) =>
    assignedAt !== null && shiftEnd(workingTime, assignedAt) <= now;
  let returned = 0;
  for (const id of await deps.store.tickets.standingIn('request', now)) {
    const done = await commitDecision(
      deps,
      { side: 'desk' },
      { id, requestId: null, seenVersion: null, content: null },
      {
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
  return returned;
}
