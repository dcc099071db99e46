/** R16 with the people there are now. */
import type { Instant } from '../../shared/instant.ts';
import type { TicketKind } from '../../shared/ticket.ts';
import type { Deps } from '../deps.ts';
import { routeTicket } from '../domain/routing/route-ticket.ts';
import type { Route } from '../domain/routing/route-ticket.ts';
import { isOpenAt } from '../domain/working-time/working-time.ts';

export async function route(
  { store, ruleBook }: Pick<Deps, 'store' | 'ruleBook'>,
  ticket: { kind: TicketKind },
  at: Instant,
): Promise<Route> {
  const [staff, open] = await Promise.all([store.staff.all(), store.tickets.openByAssignee()]);
  const candidates = staff.map((member) => ({
    id: member.id,
    technicalSpecialist: member.technicalSpecialist,
    available: member.presence === 'available' && !member.disabled,
    openTickets: open.get(member.id) ?? 0,
    lastAssignedAt: member.lastAssignedAt,
  }));
  return routeTicket(ticket, candidates, isOpenAt(ruleBook().current.workingTime, at));
}
