/** What a clock says at an instant, as far as screens, the queue and the report need it. */
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { Status } from '../../../shared/ticket.ts';

export type ClockName = 'reaction' | 'completion';

/**
 * `working` counts time inside working hours, `elapsed` every hour; a `promised` date is the due time itself (R4);
 * `none`: no target yet, a feature without an estimate.
 */
export type ClockUnit = 'working' | 'elapsed' | 'promised' | 'none';

export type ClockState =
  | 'running'
  | 'paused'
  /** Past the due time and still open. */
  | 'overdue'
  | 'met'
  | 'missed'
  /** No target, open. */
  | 'no_target'
  /** Ended with nothing to measure: no target, or the client withdrew before the reaction was due. */
  | 'dropped';

export type DueClock = {
  clock: ClockName;
  unit: ClockUnit;
  state: ClockState;
  /** When it began to run; null without a target. */
  startedAt: Instant | null;
  /** The whole allowance; null for `promised` and `none`. */
  allowance: Milliseconds | null;
  /** R2's lines applied. Null while paused with time left, and without a target. */
  dueAt: Instant | null;
  /** When what it measures happened; null for a reaction that never came. */
  endedAt: Instant | null;
  counted: Milliseconds;
  /**
   * Allowance minus counted, in the clock's own time, negative when over; with the allowance used up in time, what is still
   * to come of R2's lines; for a promised date the time until it. Null without a target.
   */
  left: Milliseconds | null;
  /** Also of a clock that was late when it stopped: it is late by what had run until then. */
  pausedSince: Instant | null;
  pausedIn: Status | null;
};

export type TicketClocks = { reaction: DueClock; completion: DueClock };
