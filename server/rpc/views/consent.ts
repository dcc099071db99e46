/** Consent as the console shows it: what a site asks and has asked, and what came with a ticket. */
import type { Instant } from '../../../shared/instant.ts';
import type { Language } from '../../../shared/ticket.ts';
import type { ConsentText } from '../../store/consents.ts';
import type { Store } from '../../store/store.ts';

export type ConsentTextView = Record<Language, string> & {
  version: number;
  since: Instant;
  by: string | null;
  /** Null while it is asked. */
  until: Instant | null;
};

export type SiteConsentView = {
  siteId: string;
  /** Null where nothing is asked. */
  asked: ConsentTextView | null;
  /** Every text there has been, the newest first. */
  versions: readonly ConsentTextView[];
};

/** What the ticket's client had consented to when they sent it. */
export type TicketConsentView = {
  version: number;
  language: Language;
  at: Instant;
  /** Word for word, in the language in which it was read. */
  text: string;
  /** Given with another ticket before this one. */
  earlier: { id: string; number: number } | null;
};

export async function siteConsentView(
  { consents, staff }: Pick<Store, 'consents' | 'staff'>,
  siteId: string,
): Promise<SiteConsentView> {
  const names = new Map((await staff.all()).map(({ id, name }) => [id, name]));
  const view = ({ version, ru, en, createdAt, createdBy, endedAt }: ConsentText): ConsentTextView => ({
    ...{ version, ru, en, since: createdAt, until: endedAt },
    by: names.get(createdBy) ?? null,
  });
  const versions = (await consents.texts(siteId)).map(view);
  return { siteId, asked: versions.find(({ until }) => until === null) ?? null, versions };
}

/** Null: there was none, or nobody is to know of it any more. Undefined: no such ticket. */
export async function ticketConsentView(
  { consents, tickets }: Pick<Store, 'consents' | 'tickets'>,
  ticketId: string,
): Promise<TicketConsentView | null | undefined> {
  const loaded = await tickets.load(ticketId);
  if (!loaded) return undefined;
  const { siteId, personId, submittedAt } = loaded.ticket;
  const held = siteId === null ? null : await consents.heldAt({ siteId, personId }, submittedAt);
  if (!held) return null;
  const { version, language, at } = held;
  const text = (await consents.text(held.siteId, version))?.[language] ?? '';
  const earlier = held.ticketId === ticketId ? null : await tickets.load(held.ticketId);
  return {
    ...{ version, language, at, text },
    earlier: earlier && { id: held.ticketId, number: earlier.ticket.number },
  };
}
