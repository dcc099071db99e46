/* oxlint-disable typescript/no-non-null-assertion -- every index comes from a search in the same array */
/**
 * A calendar made ready for arithmetic: sorted open spans with prefix sums, so that a question is a binary search. The
 * spans reach as far as they have been asked, both ways, and grow by doubling.
 */
import { DAY, MINUTE } from '../../../shared/duration.ts';
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { CalendarSpec } from './calendar.ts';
import { dayTable } from './day-table.ts';
import type { Day, DayTable } from './day-table.ts';
import type { DayNumber } from './local-date.ts';
import { zoneOf } from './zone.ts';
import type { Zone } from './zone.ts';

/** Half open: [from, to). */
export type OpenSpan = { from: Instant; to: Instant };

/** A local day is never further from the UTC day of the same number. */
const MARGIN_DAYS = 2;
const FIRST_REACH_DAYS = 400;
/** The Gregorian calendar repeats itself: an opening that has not come in so long will not come. */
export const CYCLE_DAYS = 146_097;
/** A desk that has not closed in so long is taken for one that never does. */
const NEVER_CLOSES_DAYS = 3660;

export function compileWorkingTime(spec: CalendarSpec): WorkingTime {
  return new WorkingTime(spec);
}

/** To be asked through `working-time.ts`. */
export class WorkingTime {
  readonly spec: CalendarSpec;
  readonly #zone: Zone;
  readonly #dayTable: DayTable;
  /** Spans that neither touch nor overlap, of the local days [#firstDay, #endDay). */
  #from: Instant[] = [];
  #to: Instant[] = [];
  /** Open time between the anchor and the span's beginning; negative before the anchor. */
  #before: Milliseconds[] = [];
  #firstDay: DayNumber = 0;
  #endDay: DayNumber = 0;
  /** The spans are whole in [#knownFrom, #knownTo). */
  #knownFrom: Instant = 0;
  #knownTo: Instant = 0;
  #openUntilKnown: Milliseconds = 0;
  #anchor: Instant | null = null;

  constructor(spec: CalendarSpec) {
    this.spec = spec;
    this.#zone = zoneOf(spec.timeZone);
    this.#dayTable = dayTable(spec);
  }

  day(day: DayNumber): Day {
    return this.#dayTable(day);
  }

  localDay(at: Instant): DayNumber {
    return Math.floor((at + this.#zone.offsetAt(at)) / DAY);
  }

  instantOf(day: DayNumber, minute: number): Instant {
    return this.#zone.instantOf(day * DAY + minute * MINUTE);
  }

  /** The day's own spans, in time order. */
  spansOfDay(day: DayNumber): OpenSpan[] {
    return this.#dayTable(day)
      .hours.map(({ from, to }) => ({ from: this.instantOf(day, from), to: this.instantOf(day, to) }))
      .filter(({ from, to }) => from < to);
  }

  /** Open time before `at`, from an anchor that never moves: only differences mean anything. */
  openBefore(at: Instant): Milliseconds {
    this.#reach(at, at);
    const i = lastNotAbove(this.#from, at);
    if (i < 0) return this.#before[0] ?? 0;
    return this.#before[i]! + Math.min(at, this.#to[i]!) - this.#from[i]!;
  }

  /** The earliest instant with so much open time before it. */
  whenOpenBefore(open: Milliseconds): Instant {
    while (this.#openUntilKnown < open) {
      const lastOpen = this.#to.at(-1) ?? this.#knownFrom;
      if (this.#knownTo - lastOpen > CYCLE_DAYS * DAY) throw neverOpens(this.spec);
      this.#reach(this.#knownFrom, this.#knownTo);
    }
    // Instants and durations are whole milliseconds, so "not above open - 1" is "below open".
    const i = lastNotAbove(this.#before, open - 1);
    return this.#from[i]! + open - this.#before[i]!;
  }

  /** The first closing after `at`; null for a desk that never closes. */
  closingAfter(at: Instant): Instant | null {
    this.#reach(at, at);
    for (;;) {
      const closing = this.#to[lastNotAbove(this.#to, at) + 1];
      if (closing !== undefined && closing < this.#knownTo) return closing;
      if (this.#knownTo - at > NEVER_CLOSES_DAYS * DAY) return null;
      this.#reach(this.#knownFrom, this.#knownTo);
    }
  }

  /** Open time in [from, to), joined where it touches. */
  openSpans(from: Instant, to: Instant): OpenSpan[] {
    this.#reach(from, to);
    const spans: OpenSpan[] = [];
    for (let i = lastNotAbove(this.#to, from) + 1; i < this.#from.length && this.#from[i]! < to; i++) {
      spans.push({ from: Math.max(from, this.#from[i]!), to: Math.min(to, this.#to[i]!) });
    }
    return spans;
  }

  #reach(first: Instant, last: Instant): void {
    if (first >= this.#knownFrom && last < this.#knownTo) return;
    if (!Number.isFinite(first) || !Number.isFinite(last)) throw new RangeError(`${first} is not an instant`);
    const firstDay = Math.floor(first / DAY) - MARGIN_DAYS;
    const endDay = Math.floor(last / DAY) + MARGIN_DAYS + 1;
    const reach = Math.max(this.#endDay - this.#firstDay, FIRST_REACH_DAYS);
    if (this.#anchor === null) {
      this.#anchor = first;
      this.#firstDay = firstDay;
      this.#endDay = endDay;
    }
    if (firstDay < this.#firstDay) this.#firstDay = Math.min(firstDay, this.#firstDay - reach);
    if (endDay >= this.#endDay) this.#endDay = Math.max(endDay, this.#endDay + reach);
    this.#compile(this.#anchor);
  }

  #compile(anchor: Instant): void {
    const spans: OpenSpan[] = [];
    for (let day = this.#firstDay; day < this.#endDay; day++) spans.push(...this.spansOfDay(day));
    const joined = join(spans);
    let open = 0;
    for (const { from, to } of joined) open -= Math.max(0, Math.min(anchor, to) - from);
    this.#before = joined.map(({ from, to }) => {
      const before = open;
      open += to - from;
      return before;
    });
    this.#from = joined.map(({ from }) => from);
    this.#to = joined.map(({ to }) => to);
    this.#knownFrom = (this.#firstDay + MARGIN_DAYS) * DAY;
    this.#knownTo = (this.#endDay - MARGIN_DAYS) * DAY;
    this.#openUntilKnown = this.openBefore(this.#knownTo - 1);
  }
}

function join(spans: OpenSpan[]): OpenSpan[] {
  // Only clocks that change about midnight can put a day's spans before those of the day before.
  spans.sort((a, b) => a.from - b.from);
  const joined: OpenSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joined.push(span);
  }
  return joined;
}

/** The index of the last value ≤ `limit`; -1 when all are above. */
function lastNotAbove(sorted: readonly number[], limit: number): number {
  let low = -1;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (sorted[middle]! <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

function neverOpens({ timeZone }: CalendarSpec): Error {
  return new Error(
    `calendar (${timeZone}) never opens again: give it a weekday with hours that is not in \`weekend\``,
  );
}
