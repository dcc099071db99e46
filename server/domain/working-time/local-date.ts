/** Days of the proleptic Gregorian calendar, counted: arithmetic on them needs no zone. */
import { DAY } from '../../../shared/duration.ts';
import type { LocalDate } from '../../../shared/instant.ts';
import type { Weekday } from './calendar.ts';

/** Days since 1970-01-01. */
export type DayNumber = number;

export function dayNumberOf(date: LocalDate): DayNumber {
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00.000Z`) : NaN;
  // Date.parse takes 30 February for 2 March.
  if (Number.isNaN(at) || dateOf(at / DAY) !== date) {
    throw new RangeError(`"${date}" is not a date; write it like "2026-11-04"`);
  }
  return at / DAY;
}

export function dateOf(day: DayNumber): LocalDate {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function yearOf(day: DayNumber): number {
  return new Date(day * DAY).getUTCFullYear();
}

/** '11-04' */
export function monthDayOf(day: DayNumber): string {
  return new Date(day * DAY).toISOString().slice(-19, -14);
}

export function weekdayOf(day: DayNumber): Weekday {
  // 1970-01-01 was a Thursday.
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** '09:30' → 570, '24:00' → 1440. */
export function minuteOfDay(time: string): number {
  const match = /^(\d\d):([0-5]\d)$/.exec(time);
  const minute = match ? Number(match[1]) * 60 + Number(match[2]) : NaN;
  if (!(minute <= 24 * 60)) {
    throw new RangeError(`"${time}" is not a time of day; write it like "09:30", at most "24:00"`);
  }
  return minute;
}

/** 570 → '09:30'. */
export function timeOfDay(minute: number): string {
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
