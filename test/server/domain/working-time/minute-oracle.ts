/**
 * Working time counted the slow way, minute by minute along the clock on the wall as Intl shows it. Shares nothing with
 * the engine: no offsets, no searches. It sees which wall time comes when, and which never comes:
 * the first sighting of a wall time is the one that counts, and a skipped one is as long after the jump as it is after
 * the last wall time before it (which is reading it with the offset before the change).
 */
import type { CalendarSpec, DayHours } from '../../../../server/domain/working-time/calendar.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

type Date8601 = string;

export class MinuteOracle {
  readonly #spec: CalendarSpec;
  readonly #start: number;
  /** Of each minute from the start: the wall clock, as minutes since 1970 on that wall. */
  readonly #wall: number[] = [];
  readonly #sightings = new Map<number, number>();
  readonly #open: boolean[];

  /** Walks the UTC days [first, last] and answers for times a few days inside them. */
  constructor(spec: CalendarSpec, first: Date8601, last: Date8601) {
    this.#spec = spec;
    this.#start = Date.parse(first);
    const end = Date.parse(last) + DAY_MINUTES * MINUTE;
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: spec.timeZone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    for (let at = this.#start; at < end; at += MINUTE) {
      const shown = Date.parse(`${clock.format(at).replace(' ', 'T')}Z`) / MINUTE;
      const due = (this.#wall.at(-1) ?? shown - 1) + 1;
      for (let skipped = due; skipped < shown; skipped++) this.#see(skipped, at + (skipped - due) * MINUTE);
      this.#see(shown, at);
      this.#wall.push(shown);
    }
    this.#open = this.#wall.map(() => false);
    for (const date of datesFrom(first, last)) {
      for (const [from, to] of this.hoursOf(date)) {
        this.paint(this.wallTime(date, from), this.wallTime(date, to), true);
      }
    }
  }

  /** When the wall first shows it. */
  wallTime(date: Date8601, time: string): number {
    const [hour, minute] = time.split(':').map(Number);
    return this.#sightings.get(Date.parse(date) / MINUTE + hour! * 60 + minute!) ?? NaN;
  }

  wallDate(at: number): Date8601 {
    return iso(Math.floor(this.#wall[Math.floor((at - this.#start) / MINUTE)]! / DAY_MINUTES));
  }

  /** Declares the minutes of [from, to) open or closed, whatever they were. */
  paint(from: number, to: number, open: boolean): void {
    for (let at = from; at < to; at += MINUTE) {
      const minute = (at - this.#start) / MINUTE;
      if (minute >= 0 && minute < this.#open.length) this.#open[minute] = open;
    }
  }

  isOpen(at: number): boolean {
    return this.#open[Math.floor((at - this.#start) / MINUTE)]!;
  }

  between(a: number, b: number): number {
    let open = 0;
    for (let at = a; at < b;) {
      const next = Math.min(b, Math.floor(at / MINUTE) * MINUTE + MINUTE);
      if (this.isOpen(at)) open += next - at;
      at = next;
    }
    return open;
  }

  /** Null when the walked days do not hold so much. */
  add(start: number, working: number): number | null {
    const end = this.#start + this.#open.length * MINUTE;
    let left = working;
    for (let at = start; at < end;) {
      if (left === 0) return at;
      const next = Math.floor(at / MINUTE) * MINUTE + MINUTE;
      const step = this.isOpen(at) ? Math.min(left, next - at) : 0;
      left -= step;
      // The last step may end inside the minute.
      at = left === 0 ? at + step : next;
    }
    return null;
  }

  addDays(start: number, days: number): number {
    let date = this.wallDate(start);
    for (let left = days; left > 0;) {
      date = iso(Date.parse(date) / (DAY_MINUTES * MINUTE) + 1);
      if (this.hoursOf(date).length > 0) left--;
    }
    return this.wallTime(date, this.hoursOf(date).at(-1)![1]);
  }

  /** By the letter of R12, the later list winning. */
  hoursOf(date: Date8601): DayHours {
    const spec = this.#spec;
    const own = spec.exceptions.filter((exception) => exception.date === date).at(-1);
    if (own) return own.hours;
    const weekday = (new Date(date).getUTCDay() || 7) as 1;
    const isWeekend = spec.weekend.includes(weekday);
    const usual = spec.hoursByWeekday?.[weekday] ?? spec.hours;
    let hours: DayHours = isWeekend || date in spec.holidays ? [] : usual;
    if (spec.workingWeekends.includes(date)) hours = isWeekend ? spec.hours : usual;
    if (!spec.shortened.includes(date) || hours.length === 0) return hours;
    const end = minutes(hours.at(-1)![1]) - spec.shortenedMinutes;
    return hours
      .map(([from, to]) => [from, minutes(to) > end ? hhmm(end) : to] as const)
      .filter(([from, to]) => from < to);
  }

  #see(wall: number, at: number): void {
    if (!this.#sightings.has(wall)) this.#sightings.set(wall, at);
  }
}

function datesFrom(first: Date8601, last: Date8601): Date8601[] {
  const dates: Date8601[] = [];
  for (let day = Date.parse(first); day <= Date.parse(last); day += DAY_MINUTES * MINUTE) {
    dates.push(iso(day / MINUTE / DAY_MINUTES));
  }
  return dates;
}

function iso(day: number): Date8601 {
  return new Date(day * DAY_MINUTES * MINUTE).toISOString().slice(0, 10);
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function hhmm(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
