/** R13: an open cycle comes to stand under another version of the regulation. Closed cycles never do. */
import type { Instant } from '../../../shared/instant.ts';
import type { Rules } from '../rules.ts';
import { clocksOf } from '../sla/ticket-clocks.ts';
import type { Decision, DecideContext } from './decision.ts';
import type { StaffId, TicketEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { currentCycle } from './ticket.ts';
import type { Ticket } from './ticket.ts';

/** Null when there is nothing to do: it is closed, or stands under that version already. */
export function decideRulesChange(
  ticket: Ticket,
  { to, orderedBy }: { to: Rules; orderedBy: StaffId | null },
  { at, rules }: Pick<DecideContext, 'at' | 'rules'>,
): Exclude<Decision, { refusal: unknown }> | null {
  const from = currentCycle(ticket).regulationVersion;
  if (ticket.status === 'closed' || from === to.regulation.version) return null;
  const was = dueTimesOf(ticket, rules, at);
  const willBe = dueTimesOf(ticket, to, at);
  const event: TicketEvent = {
    seq: ticket.version + 1,
    at,
    by: { side: 'desk' },
    body: {
      type: 'rules_changed',
      from,
      to: to.regulation.version,
      orderedBy,
      oldReactionDueAt: was.reactionDueAt,
      newReactionDueAt: willBe.reactionDueAt,
      oldDueAt: was.completionDueAt,
      newDueAt: willBe.completionDueAt,
    },
  };
  return { events: [event], ticket: evolve(ticket, event, ticket.id) };
}

function dueTimesOf(ticket: Ticket, rules: Rules, at: Instant) {
  const { reaction, completion } = clocksOf(ticket, rules, at);
  return { reactionDueAt: reaction.dueAt, completionDueAt: completion.dueAt };
}
