/**
 * Why a due time is what it is: the spans that counted and those that did not, each with its reason, summing exactly to
 * the allowance. The same for the client and for staff; the words are put to it where it is shown.
 */
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { TicketKind, Criticality } from '../../../shared/ticket.ts';
import type { ClockName, ClockState, ClockUnit } from './due-clock.ts';

export type HolidayName = { ru: string; en: string };

export type NotCountedReason =
  | { code: 'outside_hours' }
  | { code: 'weekend' }
  | { code: 'holiday'; name: HolidayName }
  | { code: 'transferred'; name: HolidayName }
  /** The licensor's own day off. */
  | { code: 'exception'; name: HolidayName }
  | { code: 'awaiting_info' }
  | { code: 'awaiting_payment' }
  | { code: 'awaiting_check' };

export type LedgerSpan = {
  from: Instant;
  to: Instant;
  /**
   * `counted`: has been counted; `to_count`: will be, if things stay as they are; `not_counted`: with its reason;
   * `spare`: left unused when it ended in time; `over`: counted beyond the allowance (late).
   * `moved`: R2 moved the due time across it.
   */
  is: 'counted' | 'to_count' | 'not_counted' | 'spare' | 'over' | 'moved';
  /** Its length on the clock: `to - from` for what counts or is moved, 0 for what does not. */
  adds: Milliseconds;
  reason?: NotCountedReason;
  /** For `moved`: which of R2's two lines. */
  rule?: 'next_working_day' | 'not_before_reaction';
};

export type Ledger = {
  clock: ClockName;
  unit: ClockUnit;
  state: ClockState;
  /** Of the regulation, as printed: "5". */
  paragraph: string;
  regulationVersion: string;
  kind: TicketKind;
  criticality: Criticality | null;
  startedAt: Instant | null;
  /** The reading's "now". */
  asOf: Instant;
  dueAt: Instant | null;
  endedAt: Instant | null;
  allowance: Milliseconds | null;
  /** counted + to_count + spare = allowance, when there is one and the clock is not late. */
  counted: Milliseconds;
  left: Milliseconds | null;
  /** In time order, adjacent, half open; from the start to the later of due time, end and now. */
  spans: readonly LedgerSpan[];
  /** A due time in a year whose production calendar is not official yet. */
  unofficialYear: number | null;
};
