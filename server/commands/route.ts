/** R16 with the people there are now: by the roster, or by presence alone where the desk has none. */
import type { Instant } from '../../shared/instant.ts';
import type { Deps } from '../deps.ts';
import { routeTicket } from '../domain/routing/route-ticket.ts';
import type { Candidate, Route } from '../domain/routing/route-ticket.ts';
import type { RoutedTicket } from '../domain/routing/routing-rules.ts';
import { isOpenAt } from '../domain/working-time/working-time.ts';
import type { LoadedTicket } from '../store/change.ts';
import { dutyNow } from './duty-now.ts';

type RouteDeps = Pick<Deps, 'store' | 'ruleBook'>;

export async function route(deps: RouteDeps, ticket: RoutedTicket, at: Instant): Promise<Route> {
  const { store, ruleBook } = deps;
  const { regulation, workingTime } = ruleBook().current;
  const [everybody, duty] = await Promise.all([store.staff.all(), dutyNow(deps, at)]);
  const staff = everybody.filter(({ disabled }) => !disabled);
  const mayGet = staff.filter(({ id, presence }) => presence === 'available' && duty.isOnDuty(id));
  // Whoever can be given nothing now is not counted: a desk has more people than a shift, and more open tickets.
  const load = await store.tickets.loadOf(mayGet.map(({ id }) => id));
  const candidates = staff.map((member): Candidate => ({
    id: member.id,
    email: member.email,
    technicalSpecialist: member.technicalSpecialist,
    available: member.presence === 'available',
    onShift: duty.isOnDuty(member.id),
    openTickets: load.get(member.id) ?? 0,
    lastAssignedAt: member.lastAssignedAt,
  }));
  return routeTicket(ticket, candidates, {
    open: isOpenAt(workingTime, at),
    byRoster: duty.byRoster,
    rules: regulation.routing ?? [],
    version: regulation.version,
  });
}

/** What rules look at, of a ticket that is here already; what was erased of its words is nobody's to read. */
export async function routedOf(
  { store }: Pick<Deps, 'store'>,
  { ticket, events, words }: LoadedTicket,
): Promise<RoutedTicket> {
  const form = events[0]?.body;
  const fields = form?.type === 'submitted' ? form.fields : [];
  const texts = fields.map(({ field, words: id }) => ({ field, text: words.get(id) ?? '' }));
  const product = ticket.productId === null ? null : await store.licensees.product(ticket.productId);
  const named = texts.find(({ field }) => field === 'product')?.text;
  return {
    kind: ticket.kind,
    criticality: ticket.criticality,
    licensee: await licenseeNamed(store, ticket.licenseeId),
    product: product ?? (named ? { id: null, name: named } : null),
    text: texts.map(({ text }) => text).join('\n'),
  };
}

export async function licenseeNamed(
  { licensees }: Pick<Deps['store'], 'licensees'>,
  id: string,
): Promise<{ id: string; name: string }> {
  return { id, name: (await licensees.get(id))?.name ?? '' };
}
