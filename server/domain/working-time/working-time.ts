/**
 * Arithmetic on working time (R10, R11). Spans are half open; a local time that comes twice means the first, one that is
 * skipped is read with the offset before the change.
 */
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant, LocalDate } from '../../../shared/instant.ts';
import type { ClosedReason } from './calendar.ts';
import { CYCLE_DAYS } from './compile.ts';
import type { OpenSpan, WorkingTime } from './compile.ts';
import { dateOf, dayNumberOf, minuteOfDay } from './local-date.ts';
import type { DayNumber } from './local-date.ts';

/**
 * The earliest instant by which `working` has passed: 18:00 + 60 min is 19:00 the same day, never the next opening, and
 * nothing added is `start` itself, open or closed.
 */
export function addWorkingTime(wt: WorkingTime, start: Instant, working: Milliseconds): Instant {
  if (working === 0) return start;
  if (!(working > 0)) throw new RangeError(`working time to add must not be negative, and is ${working}`);
  return wt.whenOpenBefore(wt.openBefore(start) + working);
}

/** Open time in [a, b); when `b` is earlier, the negative of the reverse. */
export function workingTimeBetween(wt: WorkingTime, a: Instant, b: Instant): Milliseconds {
  return wt.openBefore(b) - wt.openBefore(a);
}

/** The last closing of the n-th working day after the local day of `start`, whatever its hour (R11). `days` ≥ 1. */
export function addWorkingDays(wt: WorkingTime, start: Instant, days: number): Instant {
  if (!(Number.isInteger(days) && days >= 1)) {
    throw new RangeError(`working days to add must be 1 or more, and are ${days}`);
  }
  let day = wt.localDay(start);
  for (let left = days; left > 0; left--) day = workingDayAfter(wt, day);
  return wt.instantOf(day, Math.max(...wt.day(day).hours.map(({ to }) => to)));
}

export function isOpenAt(wt: WorkingTime, at: Instant): boolean {
  return wt.openBefore(at + 1) > wt.openBefore(at);
}

/** `at` itself when it is open then. */
export function nextOpening(wt: WorkingTime, at: Instant): Instant {
  return addWorkingTime(wt, at, 1) - 1;
}

/** The first closing after `at`; a closing at `at` has passed. Null for a desk that never closes. */
export function nextClosing(wt: WorkingTime, at: Instant): Instant | null {
  return wt.closingAfter(nextOpening(wt, at));
}

export function isWorkingDay(wt: WorkingTime, date: LocalDate): boolean {
  return wt.day(dayNumberOf(date)).hours.length > 0;
}

/** The first working day after `date`. */
export function nextWorkingDay(wt: WorkingTime, date: LocalDate): LocalDate {
  return dateOf(workingDayAfter(wt, dayNumberOf(date)));
}

export function localDateOf(wt: WorkingTime, at: Instant): LocalDate {
  return dateOf(wt.localDay(at));
}

/** `time` is 'HH:MM', up to '24:00'. */
export function atLocalTime(wt: WorkingTime, date: LocalDate, time: string): Instant {
  return wt.instantOf(dayNumberOf(date), minuteOfDay(time));
}

export function openHours(wt: WorkingTime, date: LocalDate): OpenSpan[] {
  return wt.spansOfDay(dayNumberOf(date));
}

export type TimeSpan = OpenSpan & ({ open: true } | { open: false; reason: ClosedReason });

/**
 * All of [a, b) in time order, span to span without a gap: open or closed, and why. Closed time parts at local midnight
 * where the reason changes; neighbours with the same reason are one.
 */
export function spansBetween(wt: WorkingTime, a: Instant, b: Instant): TimeSpan[] {
  const spans: TimeSpan[] = [];
  if (a >= b) return spans;
  let from = a;
  for (const open of wt.openSpans(a, b)) {
    spans.push(...closedSpans(wt, from, open.from), { ...open, open: true });
    from = open.to;
  }
  spans.push(...closedSpans(wt, from, b));
  return spans;
}

/** Why it is closed at `at`, and until which opening. Asking it of open time is a fault. */
export function describeClosed(wt: WorkingTime, at: Instant): ClosedReason & { until: Instant } {
  const [span] = spansBetween(wt, at, at + 1);
  if (!span || span.open) throw new RangeError(`${new Date(at).toISOString()} is open time`);
  return { ...span.reason, until: nextOpening(wt, at) };
}

/** [from, to) holds no open time. */
function closedSpans(wt: WorkingTime, from: Instant, to: Instant): TimeSpan[] {
  const spans: TimeSpan[] = [];
  if (from >= to) return spans;
  // Where clocks go back over midnight the local day turns twice; the first time is the one that counts.
  for (let day = wt.localDay(from); from < to; day++) {
    const end = Math.min(to, wt.instantOf(day + 1, 0));
    if (end <= from) continue;
    const reason = wt.day(day).closed;
    const last = spans.at(-1);
    if (last && !last.open && sameReason(last.reason, reason)) last.to = end;
    else spans.push({ from, to: end, open: false, reason });
    from = end;
  }
  return spans;
}

function sameReason(a: ClosedReason, b: ClosedReason): boolean {
  return a.code === b.code && ('name' in a ? a.name.en : '') === ('name' in b ? b.name.en : '');
}

function workingDayAfter(wt: WorkingTime, day: DayNumber): DayNumber {
  for (let next = day + 1; next <= day + CYCLE_DAYS; next++) {
    if (wt.day(next).hours.length > 0) return next;
  }
  throw new Error(`calendar has no working day after ${dateOf(day)}`);
}
