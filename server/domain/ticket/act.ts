/** What can be asked of a ticket: an act and everything it came with. `decide` answers with events or with a refusal. */
import type { Instant } from '../../../shared/instant.ts';
import type { Stars } from '../../../shared/rating.ts';
import type { Channel, Criticality, MovingAct, Resolution, TicketKind } from '../../../shared/ticket.ts';
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
  environment: string | null;
};

export type TicketAct =
  | { act: Exclude<MovingAct, 'silence'>; words: WordsId | null; files: readonly FileId[]; invoice?: Invoice; paidOn?: string; resolution?: Resolution }
  | { act: 'silence' }
  | { act: 'reply'; words: WordsId | null; files: readonly FileId[] }
  | { act: 'note'; words: WordsId; files: readonly FileId[] }
  | { act: 'assign'; to: StaffId | null; reason: RoutingReason }
  | { act: 'estimate'; hours: number; words: WordsId | null }
  | { act: 'promise'; dueAt: Instant; words: WordsId | null }
  | { act: 'correct'; kind: TicketKind; criticality: Criticality | null; words: WordsId | null }
  | { act: 'rate'; stars: Stars; words: WordsId | null };
