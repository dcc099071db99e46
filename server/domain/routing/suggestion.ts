/** The second-line topic that a rule proposed for a ticket, until somebody asks under it. */
import type { Topic } from '../regulation.ts';
import type { TicketEvent } from '../ticket/event.ts';
import type { Ticket } from '../ticket/ticket.ts';

export function suggestionFor(
  { escalations }: Pick<Ticket, 'escalations'>,
  events: readonly TicketEvent[],
): { topic: Topic; rule: number } | null {
  const proposed = events.findLast(
    ({ body }) => body.type === 'assigned' && body.reason.rules?.suggestedTopic != null,
  )?.body;
  const said = proposed?.type === 'assigned' ? proposed.reason.rules : undefined;
  if (!said?.suggestedTopic || escalations.some(({ topic }) => topic === said.suggestedTopic)) return null;
  return { topic: said.suggestedTopic, rule: said.followed ?? 0 };
}
