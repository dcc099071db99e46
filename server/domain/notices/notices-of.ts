/** Who is to hear of what has just happened to a ticket. Pure: every change asks it, and commits what it says. */
import type { TicketEvent } from '../ticket/event.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Notice } from './notice.ts';

export function noticesOf(_ticket: Ticket, events: readonly TicketEvent[]): readonly Notice[] {
  return events.flatMap(({ seq, at, by, body }): Notice[] => {
    if (body.type !== 'assigned' || body.to === null) return [];
    // Whoever takes a ticket knows that they have it.
    if (by.side === 'staff' && by.id === body.to) return [];
    const to = { side: 'staff', staffId: body.to } as const;
    return [{ kind: 'assigned_to_you', to, channel: 'as_set', seq, detail: {}, notBefore: at }];
  });
}
