/** R16: who a new ticket goes to, and why. */
import type { Instant } from '../../../shared/instant.ts';
import type { TicketKind } from '../../../shared/ticket.ts';
import type { RoutingReason, StaffId } from '../ticket/event.ts';

/** Of a member of staff, what routing looks at. */
export type Candidate = {
  id: StaffId;
  technicalSpecialist: boolean;
  available: boolean;
  openTickets: number;
  /** When they were last given one. */
  lastAssignedAt: Instant | null;
};

export type Route = { to: StaffId | null; reason: RoutingReason };

/** A bug to a technical specialist when one is there, otherwise to whoever has the fewest open tickets. */
export function routeTicket(
  { kind }: { kind: TicketKind },
  staff: readonly Candidate[],
  open: boolean,
): Route {
  if (!open) return { to: null, reason: { code: 'out_of_hours' } };
  const available = staff.filter((each) => each.available);
  const technical = kind === 'bug' ? available.filter((each) => each.technicalSpecialist) : [];
  const [chosen] = (technical.length > 0 ? technical : available).toSorted(byLoad);
  if (!chosen) return { to: null, reason: { code: 'no_one_available' } };
  const code = technical.length > 0 ? 'technical_fewest_open' : 'fewest_open';
  return { to: chosen.id, reason: { code, open: chosen.openTickets } };
}

/** Fewest open tickets, then given one longest ago, never before all; then by id, so that it is always the same one. */
function byLoad(a: Candidate, b: Candidate): number {
  return (
    a.openTickets - b.openTickets ||
    (a.lastAssignedAt ?? -Infinity) - (b.lastAssignedAt ?? -Infinity) ||
    (a.id < b.id ? -1 : 1)
  );
}
