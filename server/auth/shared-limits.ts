/**
 * Limits that several processes keep together. What guards a secret is counted by all of them at every call, which costs
 * less than what it guards. The rest is counted here and told every second: two processes let through no more than twice
 * as many in one second, and on the whole as many as one.
 */
import { MINUTE } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import type { BucketUse, SharedBuckets } from '../store/neighbours.ts';
import { Buckets, CALLS_PER_MINUTE, tooMany, type CallClass, type RateLimits } from './rate-limits.ts';

const AT_EVERY_CALL: ReadonlySet<CallClass> = new Set([
  'guess',
  'anonymous',
  'password',
  'link',
  'department',
]);
const TOLD_EVERY_MS = 1000;

type Use = { what: CallClass; who: string; taken: number };

/** Somebody else may be taking from it: asked after for so many seconds since the last use here. */
const ASKED_AFTER_TIMES = 10;

export function sharedLimits(
  now: () => Instant,
  shared: SharedBuckets,
  fault: (cause: unknown) => void,
): RateLimits {
  const here = new Buckets(now);
  let untold = new Map<string, Use>();
  const asked = new Map<string, number>();

  const useOf = ({ what, who, taken }: Use): BucketUse => ({
    key: `${what} ${who}`,
    taken,
    most: CALLS_PER_MINUTE[what],
    perMs: CALLS_PER_MINUTE[what] / MINUTE,
  });

  /** What is left with all of them, after this. */
  const together = async (use: Use): Promise<number> => {
    const kept = await shared.take([useOf(use)], now());
    return kept.get(`${use.what} ${use.who}`) ?? CALLS_PER_MINUTE[use.what];
  };

  const tell = async (): Promise<void> => {
    const telling = untold;
    untold = new Map();
    for (const [key, { what, who, taken }] of telling) {
      const times = taken > 0 ? ASKED_AFTER_TIMES : (asked.get(key) ?? 0);
      asked.set(key, times - 1);
      if (times > 0) untold.set(key, { what, who, taken: 0 });
      else asked.delete(key);
    }
    const kept = await shared.take([...telling.values()].map(useOf), now());
    for (const [key, { what, who }] of telling) {
      // What was taken while it was told is not in it yet.
      const left = kept.get(key);
      if (left !== undefined) here.set(what, who, left - (untold.get(key)?.taken ?? 0));
    }
  };
  const telling = setInterval(() => void tell().catch(fault), TOLD_EVERY_MS);
  telling.unref();

  return {
    async take(what, who) {
      if (AT_EVERY_CALL.has(what)) {
        const left = await together({ what, who, taken: 1 });
        if (left >= 0) return null;
        // Whoever is refused has taken nothing.
        return tooMany(what, await together({ what, who, taken: -1 }));
      }
      const left = here.left(what, who);
      if (left < 1) return tooMany(what, left);
      here.set(what, who, left - 1);
      const key = `${what} ${who}`;
      const before = untold.get(key);
      untold.set(key, { what, who, taken: (before?.taken ?? 0) + 1 });
      return null;
    },

    async spent(what, who) {
      const left = AT_EVERY_CALL.has(what) ? await together({ what, who, taken: 0 }) : here.left(what, who);
      return left < 1 ? tooMany(what, left) : null;
    },

    async close() {
      clearInterval(telling);
      await tell().catch(fault);
    },
  };
}
