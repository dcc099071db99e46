/**
 * The columns a ticket is sorted and chosen by, made from it and its clocks and from nothing else, so that `verify` can
 * make them again from the log. What changes by itself as time passes (running, overdue) is not among them.
 */
import type { Instant } from '../../shared/instant.ts';
import type { DueClock, TicketClocks } from '../domain/sla/due-clock.ts';
import { currentCycle, type Ticket } from '../domain/ticket/ticket.ts';
import { yesNo, type FoldedTicketRow, type TicketTable } from './schema.ts';

export function rowOf(ticket: Ticket, clocks: TicketClocks, signalAt: Instant | null): FoldedTicketRow {
  const cycle = currentCycle(ticket);
  const open = ticket.status !== 'closed';
  const next = cycle.reactedAt === null && open ? clocks.reaction : clocks.completion;
  // With a due time that a pause no longer moves, the state is a matter of when one asks.
  const standsStill = open && next.dueAt === null && next.pausedSince !== null;
  const { queue_group, queue_key } = placeInQueue(ticket, cycle.closedAt, next);
  return {
    id: ticket.id,
    number: ticket.number,
    version: ticket.version,
    licensee_id: ticket.licenseeId,
    site_id: ticket.siteId,
    person_id: ticket.personId,
    product_id: ticket.productId,
    title: ticket.title,
    kind: ticket.kind,
    channel: ticket.channel,
    criticality: ticket.criticality,
    status: ticket.status,
    status_since: ticket.statusSince,
    resolution: cycle.resolution,
    assignee: ticket.assignee,
    open: yesNo(open),
    reacted: yesNo(cycle.reactedAt !== null),
    client_waits: yesNo(open && (ticket.deskSpokeAt === null || ticket.clientSpokeAt > ticket.deskSpokeAt)),
    submitted_at: ticket.submittedAt,
    updated_at: ticket.updatedAt,
    closed_at: cycle.closedAt,
    reaction_due_at: clocks.reaction.dueAt,
    completion_due_at: clocks.completion.dueAt,
    due_clock: next.clock,
    due_at: open ? next.dueAt : null,
    due_promised: yesNo(next.unit === 'promised'),
    due_left: standsStill ? next.left : null,
    paused_since: standsStill ? next.pausedSince : null,
    queue_group,
    queue_key,
    signal_at: signalAt,
    ticket: JSON.stringify(ticket),
  };
}

/** By what is due next; then what has no target, oldest first; then what stands still, least left first; closed ones newest first. */
function placeInQueue(
  ticket: Ticket,
  closedAt: number | null,
  next: DueClock,
): Pick<TicketTable, 'queue_group' | 'queue_key'> {
  if (ticket.status === 'closed') return { queue_group: 3, queue_key: -(closedAt ?? ticket.updatedAt) };
  // What was late before it was paused, or is promised for a date, keeps its due time through the pause.
  if (next.dueAt !== null) return { queue_group: 0, queue_key: next.dueAt };
  if (next.pausedSince !== null) return { queue_group: 2, queue_key: next.left ?? 0 };
  return { queue_group: 1, queue_key: ticket.submittedAt };
}
