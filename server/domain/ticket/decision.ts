/** What every decision about a ticket is given, and what comes out of it. */
import type { Instant } from '../../../shared/instant.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { Act } from '../../../shared/ticket.ts';
import type { Rules } from '../rules.ts';
import type { Actor, EventBody, TicketEvent } from './event.ts';
import type { Ticket } from './ticket.ts';

export type Decision = { events: readonly TicketEvent[]; ticket: Ticket } | { refusal: Refusal };

export type BodyOrRefusal = EventBody | { refusal: Refusal };

/** `rules` are those the cycle stands under; `newest` those that a new cycle begins under, where they differ. */
export type DecideContext = { at: Instant; by: Actor; rules: Rules; newest?: Rules };

export function notHere(ticket: Ticket, act: Act): { refusal: Refusal } {
  return { refusal: { code: 'act_not_allowed', act, status: ticket.status } };
}
