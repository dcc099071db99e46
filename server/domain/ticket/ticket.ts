/** A ticket as its events have made it. Never written by hand: `evolve` alone makes one. */
import type { Instant } from '../../../shared/instant.ts';
import type { Stars } from '../../../shared/rating.ts';
import type { Channel, Criticality, Resolution, Status, TicketKind } from '../../../shared/ticket.ts';
import type { ClockName } from '../sla/due-clock.ts';
import type { Escalation } from '../second-line/escalation.ts';
import type { Invoice, LicenseeId, PersonId, StaffId, TicketId, WordsId } from './event.ts';

/** What completion was measured by from `at` on; the last one holds (R4, R9). */
export type Target = {
  at: Instant;
  kind: TicketKind;
  criticality: Criticality | null;
  estimateHours: number | null;
  promisedDueAt: Instant | null;
};

/** From submission, or reopening, to the end (R8). */
export type Cycle = {
  /** From 1. */
  number: number;
  startedAt: Instant;
  regulationVersion: string;
  /** In time order; each holds until the next. The first is at `startedAt`. */
  statuses: readonly { at: Instant; status: Status }[];
  targets: readonly Target[];
  /** First estimate of the cycle: a feature's completion clock starts here (R4). */
  firstEstimatedAt: Instant | null;
  reactedAt: Instant | null;
  closedAt: Instant | null;
  resolution: Resolution | null;
  /** Responsible at the closing; a later reassignment changes nothing (R14). */
  creditedTo: StaffId | null;
  rating: { stars: Stars; words: WordsId | null; firstAt: Instant; at: Instant } | null;
  /**
   * Of which clocks the desk has warned, and which breaches it has noted; of a new target anew. Not there while there is
   * none, as in tickets that were folded before there were any.
   */
  warned?: readonly ClockName[];
  breached?: readonly ClockName[];
};

export type Ticket = {
  id: TicketId;
  /** 0 until the commit has given it one. */
  number: number;
  /** `seq` of the last event. */
  version: number;
  licenseeId: LicenseeId;
  siteId: string | null;
  personId: PersonId;
  channel: Channel;
  registeredBy: StaffId | null;
  submittedAt: Instant;
  title: WordsId;
  productId: string | null;
  part: string | null;
  page: string | null;
  pageWords?: WordsId;
  environment: string | null;
  kind: TicketKind;
  criticality: Criticality | null;
  statedCriticality: Criticality | null;
  status: Status;
  statusSince: Instant;
  /** Where the open question was asked from. */
  askedFrom: Status | null;
  assignee: StaffId | null;
  assignedAt: Instant | null;
  invoice: Invoice | null;
  cycles: readonly Cycle[];
  /** The last thing each side said or did that the other can see. */
  clientSpokeAt: Instant;
  deskSpokeAt: Instant | null;
  updatedAt: Instant;
  /** When the client was reminded of the move they have; not there before. */
  remindedAt?: Instant;
  /** To the second line, in the order in which they were asked; several may be open at once (§7). */
  escalations: readonly Escalation[];
};

export const currentCycle = (ticket: Ticket): Cycle => {
  const cycle = ticket.cycles.at(-1);
  if (!cycle) throw new Error(`ticket ${ticket.id} has no cycle`);
  return cycle;
};
