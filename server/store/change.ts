/** The values that go in and out of the store: a change that is committed whole, a ticket as it is loaded. */
import type { Instant } from '../../shared/instant.ts';
import type { TicketClocks } from '../domain/sla/due-clock.ts';
import type { FileId, LicenseeId, PersonId, TicketEvent, TicketId, WordsId } from '../domain/ticket/event.ts';
import type { Consent } from './consents.ts';
import type { NewNotice } from './outbox.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';

/** What a client may see: what this person of this licensee has sent. */
export type Scope = { licenseeId: LicenseeId; personId: PersonId };

/** One act's whole outcome: committed as a value, all of it or nothing. */
export type Change = {
  /** The ticket after the change, with number 0 when it is new. */
  ticket: Ticket;
  clocks: TicketClocks;
  /** When the desk warns, notes a breach or reminds by itself, if things stay as they are. */
  signalAt: Instant | null;
  /** 0 for a new ticket; refused if the ticket has moved on. */
  seenVersion: number;
  events: readonly TicketEvent[];
  words: readonly { id: WordsId; text: string }[];
  /** Uploaded files that this change names; they belong to the ticket from now on. */
  files: readonly FileId[];
  /** Whose uploads they must be, `uploaderOf(who)` (uploader.ts); refused if one is not, or is attached already. */
  uploader: string | null;
  /** What somebody is to hear of it. */
  notices: readonly NewNotice[];
  /** What its person has consented to by sending it; there is no ticket without it. */
  consent?: Consent | null;
  /**
   * Made by the caller before the first try: the same id from the same actor is the same act, however often it arrives.
   * `fingerprint` tells a repeat from a reuse.
   */
  request: { actor: string; id: string; fingerprint: string } | null;
};

export type Committed =
  | { is: 'committed'; ticketId: TicketId; number: number; version: number }
  /** This request id has been committed before, with the same content. */
  | { is: 'repeated'; ticketId: TicketId; number: number; version: number }
  /** The same request id with other content. */
  | { is: 'reused' }
  /** Somebody was faster: load and decide again. */
  | { is: 'moved_on'; version: number }
  /** A file that the change names is unknown, another's, or attached to something else. */
  | { is: 'file_not_found' }
  /** Its person was erased while it was on its way. */
  | { is: 'person_erased' };

export type LoadedTicket = {
  ticket: Ticket;
  events: readonly TicketEvent[];
  /** What has been erased is not in it. */
  words: ReadonlyMap<WordsId, string>;
};

/** After the commit: which ticket now has which version, and who may hear of it. */
export type Committing = {
  ticketId: TicketId;
  version: number;
  licenseeId: string;
  personId: string;
  at: Instant;
  /** Nothing of it is for the client, not even that it happened. */
  staffOnly: boolean;
};
