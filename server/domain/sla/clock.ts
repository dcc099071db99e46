/**
 * A clock over spans of time that run, pause or stop it. It knows no status and no rule: what a span does to the clock is
 * the caller's to say. Counted time is the integral over the spans, so pauses are holes and never added on.
 */
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { WorkingTime } from '../working-time/compile.ts';
import { addWorkingTime, workingTimeBetween } from '../working-time/working-time.ts';

/** `working` counts time inside working hours, `elapsed` every hour. */
export type ClockKind = 'working' | 'elapsed';

/** Lasts until the next begins; the last one goes on. The first `stopped` ends the clock for good. */
export type ClockSpan = { from: Instant; is: 'running' | 'paused' | 'stopped'; reason?: string };

export type ClockQuestion = {
  /** In time order, starting with the clock. Of several that begin together only the last happened. */
  spans: readonly ClockSpan[];
  /** Null: there is no target, only counting. */
  budget: Milliseconds | null;
  kind: ClockKind;
  wt: WorkingTime;
  /** The moment of the question: spans that begin later are not known of. */
  asOf: Instant;
};

export type ClockReading = {
  counted: Milliseconds;
  /** Negative when overdue; null without a budget. */
  left: Milliseconds | null;
  /**
   * When the budget was used up, or will be if the state at `asOf` lasts. Null when paused or stopped with budget left,
   * and without a budget.
   */
  dueAt: Instant | null;
  /** `paused` also before the first span. */
  state: 'running' | 'paused' | 'stopped';
  /** Exactly at the due instant is still in time. */
  overdue: boolean;
  /** The due instant, once it is reached. */
  usedUpAt: Instant | null;
  stoppedAt?: Instant;
};

export function readClock({ spans, budget, kind, wt, asOf }: ClockQuestion): ClockReading {
  const happened = whatHappened(spans, asOf);
  let counted = 0;
  let dueAt = budget === 0 ? (happened[0]?.from ?? null) : null;
  happened.forEach(({ from, is }, i) => {
    if (is !== 'running') return;
    const next = happened[i + 1]?.from;
    const more = between(kind, wt, from, next ?? asOf);
    if (budget !== null && counted < budget && (next === undefined || counted + more >= budget)) {
      dueAt = add(kind, wt, from, budget - counted);
    }
    counted += more;
  });
  const last = happened.at(-1);
  return {
    counted,
    left: budget === null ? null : budget - counted,
    dueAt,
    state: last?.is ?? 'paused',
    overdue: budget !== null && counted > budget,
    usedUpAt: budget !== null && counted >= budget ? dueAt : null,
    ...(last?.is === 'stopped' && { stoppedAt: last.from }),
  };
}

function whatHappened(spans: readonly ClockSpan[], asOf: Instant): ClockSpan[] {
  const known = spans.filter(({ from }) => from <= asOf);
  const lasting = known.filter(({ from }, i) => known[i + 1]?.from !== from);
  const stop = lasting.findIndex(({ is }) => is === 'stopped');
  return stop < 0 ? lasting : lasting.slice(0, stop + 1);
}

function between(kind: ClockKind, wt: WorkingTime, a: Instant, b: Instant): Milliseconds {
  return kind === 'working' ? workingTimeBetween(wt, a, b) : b - a;
}

function add(kind: ClockKind, wt: WorkingTime, start: Instant, duration: Milliseconds): Instant {
  return kind === 'working' ? addWorkingTime(wt, start, duration) : start + duration;
}
