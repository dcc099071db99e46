/** A rating by the link of a mail: whoever holds it is the person it was sent to, for this one cycle of this one ticket. */
import type { Stars } from '../../shared/rating.ts';
import { hashOf } from '../auth/secrets.ts';
import type { Deps } from '../deps.ts';
import { currentCycle, type Ticket } from '../domain/ticket/ticket.ts';
import { rateUntil } from '../domain/ticket/windows.ts';
import type { LoadedTicket } from '../store/change.ts';
import type { MailLink } from '../store/mail.ts';
import type { Done, Refused } from './commit-decision.ts';
import { rateTicket } from './rate-ticket.ts';

export type OpenedRating = { link: Extract<MailLink, { purpose: 'rate' }>; loaded: LoadedTicket };

/** Null when there is nothing to rate by it: unknown, over, reopened since. Nobody is told which. */
export async function openRating(deps: Deps, token: string): Promise<OpenedRating | null> {
  const { store, now } = deps;
  const link = await store.mail.link(hashOf(token), 'rate', now());
  if (!link) return null;
  const person = await store.people.get(link.personId);
  const loaded =
    person && (await store.tickets.loadForPerson({ ...person, personId: person.id }, link.ticketId));
  return loaded && mayRate(deps, loaded.ticket, link.cycle) ? { link, loaded } : null;
}

function mayRate({ ruleBook, now }: Deps, ticket: Ticket, number: number): boolean {
  const cycle = currentCycle(ticket);
  const untilAt = rateUntil(ticket, ruleBook().of(cycle.regulationVersion));
  return cycle.number === number && untilAt !== null && now() <= untilAt;
}

export async function rateByLink(
  deps: Deps,
  token: string,
  given: { requestId: string; stars: Stars; word?: string | undefined },
): Promise<Done | Refused> {
  const opened = await openRating(deps, token);
  if (!opened) return { refusal: { code: 'not_found' } };
  const { ticket } = opened.loaded;
  return rateTicket(
    deps,
    {
      side: 'client',
      licenseeId: ticket.licenseeId,
      siteId: ticket.siteId ?? '',
      personId: opened.link.personId,
      verified: true,
      sessionId: '',
    },
    { ...given, id: ticket.id },
  );
}
