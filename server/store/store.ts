/**
 * The store's doors. All of it is asynchronous, so that what runs in this process and what runs on another machine look
 * the same to commands. `commit` is the only write to tickets. A query for a client takes its `Scope` first; there is
 * none without one.
 */
import type { Instant } from '../../shared/instant.ts';
import type { TicketClocks } from '../domain/sla/due-clock.ts';
import type { FileId, LicenseeId, PersonId, TicketEvent, TicketId, WordsId } from '../domain/ticket/event.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Files } from './files.ts';
import type { Inspection } from './inspection.ts';
import type { Licensees } from './licensees.ts';
import type { Links } from './links.ts';
import type { People } from './people.ts';
import type { Regulations } from './regulations.ts';
import type { Db } from './schema.ts';
import type { Sessions } from './sessions.ts';
import type { Sites } from './sites.ts';
import type { Staff } from './staff.ts';
import type { Tickets } from './tickets.ts';

export type Store = {
  tickets: Tickets;
  files: Files;
  people: People;
  sites: Sites;
  licensees: Licensees;
  staff: Staff;
  sessions: Sessions;
  links: Links;
  regulations: Regulations;
  /** For `verify`. */
  inspection: Inspection;
  /** For better-auth's own tables, and for nothing else. */
  db: Db;
  /** Answers once the database does; throws when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** What a client may see: what this person of this licensee has sent. */
export type Scope = { licenseeId: LicenseeId; personId: PersonId };

/** One act's whole outcome: committed as a value, all of it or nothing. */
export type Change = {
  /** The ticket after the change, with number 0 when it is new. */
  ticket: Ticket;
  clocks: TicketClocks;
  /** 0 for a new ticket; refused if the ticket has moved on. */
  seenVersion: number;
  events: readonly TicketEvent[];
  words: readonly { id: WordsId; text: string }[];
  /** Uploaded files that this change names; they belong to the ticket from now on. */
  files: readonly FileId[];
  /** Whose uploads they must be, `uploaderOf(who)` (uploader.ts); refused if one is not, or is attached already. */
  uploader: string | null;
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
  | { is: 'file_not_found' };

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
