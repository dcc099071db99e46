/** What can be asked of a ticket: an act and everything it came with. `decide` answers with events or with a refusal. */
import type { Instant } from '../../../shared/instant.ts';
import type { Stars } from '../../../shared/rating.ts';
import type {
  Channel,
  ClosingResolution,
  Criticality,
  MovingAct,
  TicketKind,
} from '../../../shared/ticket.ts';
import type { FileId, Invoice, LicenseeId, PersonId, RoutingReason, StaffId, WordsId } from './event.ts';

export type Submission = {
  licenseeId: LicenseeId;
  siteId: string | null;
  personId: PersonId;
  kind: TicketKind;
  channel: Channel;
  turnedAt: Instant;
  criticality: Criticality | null;
  title: WordsId;
  fields: readonly { field: string; words: WordsId }[];
  files: readonly FileId[];
  productId: string | null;
  part: string | null;
  page: string | null;
  pageWords?: WordsId;
  environment: string | null;
};

export type Said = { words: WordsId | null; files: readonly FileId[] };

/** An act that moves the ticket by the workflow table. */
export type Moving = Said & {
  act: MovingAct;
  invoice?: Invoice;
  /** Local date. */
  paidOn?: string;
  resolution?: ClosingResolution;
};

export type TicketAct =
  | Moving
  | (Said & { act: 'reply' })
  | { act: 'note'; words: WordsId; files: readonly FileId[] }
  | { act: 'assign'; to: StaffId | null; reason: RoutingReason }
  | { act: 'estimate'; hours: number; words: WordsId | null }
  | { act: 'promise'; dueAt: Instant; words: WordsId | null }
  | { act: 'correct'; kind: TicketKind; criticality: Criticality | null; words: WordsId | null }
  | { act: 'rate'; stars: Stars; words: WordsId | null };
