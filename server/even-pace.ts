/** Since when the clock has gone as fast as time does: one that was set, or a machine that slept, begins anew. */
import { MINUTE, type Milliseconds } from '../shared/duration.ts';
import type { Instant } from '../shared/instant.ts';

export type Pace = {
  /** To be called now and then: between two looks a jump there and back is not seen. */
  look(): void;
  evenFor(): Milliseconds;
};

export function evenPace(now: () => Instant, elapsed: () => Milliseconds): Pace {
  let since = elapsed();
  let last = { at: now(), passed: since };
  const look = () => {
    const next = { at: now(), passed: elapsed() };
    if (Math.abs(next.at - last.at - (next.passed - last.passed)) > MINUTE) since = next.passed;
    last = next;
  };
  return {
    look,
    evenFor() {
      look();
      return last.passed - since;
    },
  };
}
