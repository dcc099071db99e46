/** The desk's own notes on its promises, decided like any act: what has come due, in one change. */
import { dueSignals } from '../sla/signals.ts';
import type { DecideContext, Decision } from './decision.ts';
import type { TicketEvent } from './event.ts';
import { evolve } from './evolve.ts';
import type { Ticket } from './ticket.ts';

/** Null when nothing has. */
export function decideSignals(
  ticket: Ticket,
  { at, rules }: Pick<DecideContext, 'at' | 'rules'>,
): Exclude<Decision, { refusal: unknown }> | null {
  const events = dueSignals(ticket, rules, at).map((body, i): TicketEvent => ({
    seq: ticket.version + 1 + i,
    at,
    by: { side: 'desk' },
    body,
  }));
  if (events.length === 0) return null;
  return { events, ticket: events.reduce((so, event) => evolve(so, event, ticket.id), ticket) };
}
