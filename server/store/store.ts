/**
 * The store's doors. All of it is asynchronous, so that what runs in this process and what runs on another machine look
 * the same to commands. `commit` is the only write to tickets.
 */
import type { Instant } from '../../shared/instant.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { FileId, TicketEvent, TicketId, WordsId } from '../domain/ticket/event.ts';
import type { TicketClocks } from '../domain/sla/due-clock.ts';

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
  | { is: 'moved_on'; version: number };

export type LoadedTicket = { ticket: Ticket; events: readonly TicketEvent[]; words: ReadonlyMap<WordsId, string> };

/** After the commit: which ticket now has which version, and who may hear of it. */
export type Committing = { ticketId: TicketId; version: number; licenseeId: string; personId: string; at: Instant };
