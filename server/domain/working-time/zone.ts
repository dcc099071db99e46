/* oxlint-disable typescript/no-non-null-assertion -- every index comes from a search in the same array */
/**
 * A time zone's offsets as a sorted table, filled from Intl as far as it is asked. Intl answers in a microsecond or two;
 * the table in some nanoseconds.
 */
import { DAY } from '../../../shared/duration.ts';
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';

/** What a clock on the wall shows, as the milliseconds that UTC would need to show the same. */
export type WallTime = number;

const SECOND: Milliseconds = 1000;
/** More than any offset there ever was (Manila's was 15:56 behind). */
const FARTHEST = 2 * DAY;
const GROWTH = 400 * DAY;

const TO_THE_SECOND = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
} as const;

// A zone never changes while the program runs, and there are some hundreds of them.
const zones = new Map<string, Zone>();

export function zoneOf(timeZone: string): Zone {
  const zone = zones.get(timeZone) ?? new Zone(timeZone);
  zones.set(timeZone, zone);
  return zone;
}

export class Zone {
  readonly #format: Intl.DateTimeFormat;
  /** `#offset[i]` holds from `#since[i]` until the next; known within [#from, #to). */
  #since: Instant[] = [];
  #offset: Milliseconds[] = [];
  #from: Instant = 0;
  #to: Instant = 0;

  constructor(timeZone: string) {
    try {
      this.#format = new Intl.DateTimeFormat('en-US', { ...TO_THE_SECOND, timeZone });
    } catch (cause) {
      throw new RangeError(`timeZone: "${timeZone}" is unknown; write an IANA name like "Europe/Moscow"`, {
        cause,
      });
    }
  }

  /** What to add to UTC to get the wall time. */
  offsetAt(at: Instant): Milliseconds {
    this.#know(at, at);
    return this.#offset[this.#indexAt(at)]!;
  }

  /** A wall time that comes twice means the first; one that is skipped is read with the offset before the change. */
  instantOf(wall: WallTime): Instant {
    this.#know(wall - FARTHEST, wall + FARTHEST);
    const last = this.#indexAt(wall + FARTHEST);
    for (let i = this.#indexAt(wall - FARTHEST); i < last; i++) {
      const end = this.#since[i + 1]!;
      const at = wall - this.#offset[i]!;
      if (at < end || wall < end + this.#offset[i + 1]!) return at;
    }
    return wall - this.#offset[last]!;
  }

  #indexAt(at: Instant): number {
    let low = 0;
    let high = this.#since.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#since[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #know(first: Instant, last: Instant): void {
    if (this.#since.length === 0) {
      this.#from = this.#to = Math.floor(first / DAY) * DAY;
      this.#since.push(this.#from);
      this.#offset.push(this.#ask(this.#from));
    }
    while (this.#to <= last) {
      this.#scan(this.#to, this.#to + GROWTH, this.#since, this.#offset);
      this.#to += GROWTH;
    }
    while (this.#from > first) {
      const since = [this.#from - GROWTH];
      const offset = [this.#ask(this.#from - GROWTH)];
      this.#scan(this.#from - GROWTH, this.#from, since, offset);
      // The first known entry begins where knowledge began, not where the offset changed.
      this.#since = since.concat(this.#since.slice(1));
      this.#offset = offset.concat(this.#offset.slice(1));
      this.#from -= GROWTH;
    }
  }

  /** Appends the changes in (from, to], looking once a day and then closing in on the second. */
  #scan(from: Instant, to: Instant, since: Instant[], offset: Milliseconds[]): void {
    for (let day = from; day < to; day += DAY) {
      let low = day;
      while (this.#ask(day + DAY) !== offset.at(-1)) {
        let high = day + DAY;
        while (high - low > SECOND) {
          const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
          if (this.#ask(middle) === offset.at(-1)) low = middle;
          else high = middle;
        }
        since.push(high);
        offset.push(this.#ask(high));
        low = high;
      }
    }
  }

  #ask(at: Instant): Milliseconds {
    const [month, day, year, hour, minute, second] = this.#format.format(at).split(/\D+/).map(Number);
    return Date.UTC(year!, month! - 1, day, hour, minute, second) - at;
  }
}
