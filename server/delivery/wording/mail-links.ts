/** Where a mail to a client leads: to the page with the widget, to its rating, to wanting no more mail. */
import { DAY } from '../../../shared/duration.ts';
import { hashOf, randomToken } from '../../auth/secrets.ts';
import type { Rules } from '../../domain/rules.ts';
import type { PersonId } from '../../domain/ticket/event.ts';
import { currentCycle, type Ticket } from '../../domain/ticket/ticket.ts';
import { rateUntil } from '../../domain/ticket/windows.ts';
import type { LoadedTicket } from '../../store/change.ts';
import type { WordingDeps } from '../outgoing.ts';

const UNSUBSCRIBE_LIFE = 365 * DAY;

/**
 * Where the widget stands: the page that the ticket came from, if it is one of the site's own, otherwise the site's first
 * address. What somebody else claims to be the page is nobody's link.
 */
export async function pageOf(
  { store }: WordingDeps,
  { ticket: { siteId, ...ticket }, words }: Pick<LoadedTicket, 'ticket' | 'words'>,
): Promise<string | null> {
  const page = ticket.pageWords === undefined ? ticket.page : (words.get(ticket.pageWords) ?? null);
  const site = siteId === null ? null : await store.sites.get(siteId);
  if (!site) return null;
  const from = page === null ? null : URL.parse(page);
  return from && site.origins.includes(from.origin) ? from.href : (site.origins[0] ?? null);
}

type Rated = { ticket: Ticket; personId: PersonId; rules: Rules };

export async function ratingLink(deps: WordingDeps, { ticket, personId, rules }: Rated): Promise<URL | null> {
  const untilAt = rateUntil(ticket, rules);
  if (untilAt === null || deps.at > untilAt) return null;
  return linkTo(deps, 'rate', (tokenHash) => ({
    tokenHash,
    purpose: 'rate',
    personId,
    ticketId: ticket.id,
    cycle: currentCycle(ticket).number,
    createdAt: deps.at,
    // A rating can be changed for some days after it was given.
    expiresAt: untilAt + rules.regulation.ratingChangeWithinDays * DAY,
  }));
}

export const unsubscribeLink = (deps: WordingDeps, personId: string): Promise<URL> =>
  linkTo(deps, 'mail', (tokenHash) => ({
    tokenHash,
    purpose: 'unsubscribe',
    personId,
    createdAt: deps.at,
    expiresAt: deps.at + UNSUBSCRIBE_LIFE,
  }));

type AddLink = WordingDeps['store']['mail']['addLink'];

async function linkTo(
  { store, baseUrl, configured }: WordingDeps,
  path: 'rate' | 'mail',
  link: (tokenHash: string) => Parameters<AddLink>[0],
): Promise<URL> {
  const token = randomToken();
  // What cannot be sent yet is worded again at every look: its links need not be kept.
  if (configured.email) await store.mail.addLink(link(hashOf(token)));
  return new URL(`/${path}/${token}`, baseUrl);
}
