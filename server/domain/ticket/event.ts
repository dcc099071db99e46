/**
 * What can have happened to a ticket. The log of these is the truth; the ticket itself is folded from them by `evolve`.
 * Events hold facts and ids only: whatever a person may ask to have erased (words, names) lives in a table of its own and is
 * named here by a `WordsId`.
 */
import type { Instant } from '../../../shared/instant.ts';
import type { Stars } from '../../../shared/rating.ts';
import type { Topic } from '../regulation.ts';
import type { EscalationBody } from '../second-line/event.ts';
import type {
  Channel,
  Criticality,
  MovingAct,
  RemindedStatus,
  Resolution,
  Status,
  TicketKind,
} from '../../../shared/ticket.ts';
import type { ClockName } from '../sla/due-clock.ts';

export type TicketId = string;
export type PersonId = string;
export type StaffId = string;
export type LicenseeId = string;
export type WordsId = string;
export type FileId = string;

export type Actor =
  | { side: 'client'; id: PersonId }
  | { side: 'staff'; id: StaffId }
  /** Somebody of the second line: a member of a department, or the channel of it that a link was sent to. */
  | { side: 'department'; id: string }
  /** The desk itself: routing, closing on silence. */
  | { side: 'desk' };

export type Invoice = {
  number: string;
  /** In kopecks, so that it stays an integer. */
  sum: number;
  currency: 'RUB';
  fileId: FileId;
  /** Local date, if the invoice names one. */
  payBy?: string;
};

/** Why a ticket went to a person, or back to the queue (R16), and what the regulation's own rules had to say to it. */
export type RoutingReason = (
  | { code: 'technical_fewest_open' | 'fewest_open'; open: number; onShift?: true }
  /** By the rule `rule`: to the person it names, or to the specialist with the fewest open tickets. */
  | { code: 'rule_person' }
  | { code: 'rule_technical'; open: number }
  | { code: 'no_one_available' }
  /** By the roster there is nobody; `present`: somebody is on shift, and away. */
  | { code: 'no_one_on_shift'; present: boolean }
  | { code: 'out_of_hours' }
  /** Nobody had reacted by the end of the shift. */
  | { code: 'shift_over' }
  /** Whoever had it is absent. */
  | { code: 'absence' }
  | { code: 'by_staff' }
) & { rules?: RulesSaid };

/** Rules are numbered from 1, within a version of the regulation. */
export type RulesSaid = {
  version: string;
  /** The one that matched and was followed. */
  followed: number | null;
  /** It proposes to ask the second line under this topic. */
  suggestedTopic: Topic | null;
  /** Matched before it, and led to nobody. */
  passedOver: readonly { rule: number; why: PassedOver }[];
};
export type PassedOver = 'person_not_on_duty' | 'person_unknown' | 'no_technical_on_duty';

export type EventBody =
  | {
      type: 'submitted';
      licenseeId: LicenseeId;
      siteId: string | null;
      personId: PersonId;
      kind: TicketKind;
      channel: Channel;
      /** Staff who registered it on the client's behalf. */
      registeredBy: StaffId | null;
      /** When the client turned to us: both clocks start here (R5). */
      turnedAt: Instant;
      /** In the client's words, kept beside what staff make of it (R3); bugs only. */
      statedCriticality: Criticality | null;
      criticality: Criticality | null;
      title: WordsId;
      /** Form field → words, in the order of FORM_FIELDS. */
      fields: readonly { field: string; words: WordsId }[];
      files: readonly FileId[];
      productId: string | null;
      /** Where in the product; the tag may say it. */
      part: string | null;
      /** Address of the page without its query, as it was written here once; a path may name a person, so now it is among the words. */
      page: string | null;
      pageWords?: WordsId;
      /** Browser and system in a few words. */
      environment: string | null;
      regulationVersion: string;
    }
  | { type: 'assigned'; to: StaffId | null; reason: RoutingReason }
  | { type: 'replied'; words: WordsId | null; files: readonly FileId[] }
  | { type: 'noted'; words: WordsId; files: readonly FileId[] }
  | {
      type: 'moved';
      act: MovingAct;
      from: Status;
      to: Status;
      /** The question, answer, what was done, what is wrong, the word to the client, the note, why. */
      words: WordsId | null;
      files: readonly FileId[];
      invoice?: Invoice;
      /** Local date. */
      paidOn?: string;
      resolution?: Resolution;
      /** On the client's word, by staff. */
      onBehalf?: boolean;
      /** Under which rules the new cycle stands; with `reopen` only. */
      regulationVersion?: string;
    }
  | {
      type: 'estimated';
      hours: number;
      words: WordsId | null;
      oldDueAt: Instant | null;
      newDueAt: Instant | null;
    }
  | {
      type: 'promised';
      dueAt: Instant;
      words: WordsId | null;
      oldDueAt: Instant | null;
      newDueAt: Instant | null;
    }
  | {
      type: 'corrected';
      kind: TicketKind;
      criticality: Criticality | null;
      oldKind: TicketKind;
      oldCriticality: Criticality | null;
      oldDueAt: Instant | null;
      newDueAt: Instant | null;
      words: WordsId | null;
    }
  | { type: 'rated'; cycle: number; stars: Stars; words: WordsId | null }
  /** The open cycle stands under another version of the regulation from now on (R13). */
  | {
      type: 'rules_changed';
      from: string;
      to: string;
      /** Who applied it; null where the operator's file did. */
      orderedBy: StaffId | null;
      oldReactionDueAt: Instant | null;
      newReactionDueAt: Instant | null;
      oldDueAt: Instant | null;
      newDueAt: Instant | null;
    }
  /** The desk reminded the client of the move that is theirs (R7). */
  | { type: 'reminded'; of: RemindedStatus }
  /** Three quarters of a clock's time had gone. */
  | { type: 'warned'; clock: ClockName; cycle: number; dueAt: Instant | null }
  /** A due time had passed unkept. */
  | { type: 'breached'; clock: ClockName; cycle: number; dueAt: Instant }
  | EscalationBody;

/** An event as it is decided. `seq` counts from 1 within the ticket and is the ticket's version after it. */
export type TicketEvent = { seq: number; at: Instant; by: Actor; body: EventBody };
