/**
 * A week or a month copied onto the next one: by weekday, and in a month by which of its kind the day is (the second
 * Tuesday onto the second Tuesday). Only working days are filled, and only those on which nobody stands yet: what was
 * entered for a day is never overwritten.
 */
import type { LocalDate } from '../../../shared/instant.ts';
import type { Shift } from '../../../shared/roster.ts';
import { dateOf, dayNumberOf, weekdayOf } from '../working-time/local-date.ts';
import type { WorkingTime } from '../working-time/compile.ts';
import { isWorkingDay } from '../working-time/working-time.ts';
import { dateAfter, datesFrom, daysBetween } from './shift-rule.ts';

/** Half open. */
export type Period = { from: LocalDate; until: LocalDate };

export type Copied = {
  shifts: readonly Shift[];
  /** Working days of the period, by what became of them. */
  filled: readonly LocalDate[];
  /** Somebody stood there already. */
  kept: readonly LocalDate[];
  /** Nobody stands on the day it would be copied from. */
  empty: readonly LocalDate[];
};

/** Monday to Monday. */
export function weekOf(date: LocalDate): Period {
  const monday = dateAfter(date, 1 - weekdayOf(dayNumberOf(date)));
  return { from: monday, until: dateAfter(monday, 7) };
}

export function monthOf(date: LocalDate): Period {
  const from = `${date.slice(0, 7)}-01`;
  return { from, until: `${dateAfter(from, 31).slice(0, 7)}-01` };
}

/** The one that begins where `period` ends. */
export const nextPeriod = (period: 'week' | 'month', { until }: Period): Period =>
  period === 'week' ? weekOf(until) : monthOf(until);

/** `shifts`: of both periods. */
export function copyForward(
  shifts: readonly Shift[],
  { from, onto }: { from: Period; onto: Period },
  { wt, staff, today }: { wt: WorkingTime; staff: ReadonlySet<string>; today: LocalDate },
): Copied {
  const byDate = Map.groupBy(shifts, ({ date }) => date);
  const copied: Shift[] = [];
  const days: Record<'filled' | 'kept' | 'empty', LocalDate[]> = { filled: [], kept: [], empty: [] };
  for (const date of datesFrom(onto.from, daysBetween(onto.from, onto.until))) {
    if (date < today || !isWorkingDay(wt, date)) continue;
    if (byDate.has(date)) {
      days.kept.push(date);
      continue;
    }
    // A day of the pattern that was a holiday has nobody: another one of its weekday says who works then.
    const pattern = sourcesOf(date, from, onto)
      .map((source) => (byDate.get(source) ?? []).filter(({ staffId }) => staff.has(staffId)))
      .find((there) => there.length > 0);
    if (!pattern) {
      days.empty.push(date);
      continue;
    }
    days.filled.push(date);
    copied.push(...pattern.map((shift) => ({ ...shift, date })));
  }
  return { shifts: copied, ...days };
}

/** Days of `from` with the weekday of `date`, the one at the same place first. */
function sourcesOf(date: LocalDate, from: Period, onto: Period): LocalDate[] {
  const weekday = weekdayOf(dayNumberOf(date));
  const same = datesFrom(from.from, daysBetween(from.from, from.until)).filter(
    (each) => weekdayOf(dayNumberOf(each)) === weekday,
  );
  const place = Math.floor((dayNumberOf(date) - dayNumberOf(firstOf(weekday, onto.from))) / 7);
  return same
    .map((source, i) => ({ source, away: Math.abs(i - place) }))
    .toSorted((a, b) => a.away - b.away)
    .map(({ source }) => source);
}

function firstOf(weekday: number, from: LocalDate): LocalDate {
  const day = dayNumberOf(from);
  return dateOf(day + ((weekday - weekdayOf(day) + 7) % 7));
}
