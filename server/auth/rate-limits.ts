/**
 * How many calls of a class one caller may make: a bucket that fills again evenly. Calls are counted, not requests. Kept in
 * this process, and beside others told to them (shared-limits.ts): a limit is a brake, and what decides is never a limit.
 */
import { MINUTE } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import type { Refusal } from '../../shared/refusal.ts';

export type CallClass = keyof typeof CALLS_PER_MINUTE;

/** Per session, but for those that have none yet: those count by address, behind which a whole firm may sit. */
export const CALLS_PER_MINUTE = {
  /** By address: opening sessions, reading a site's configuration. */
  open: 600,
  /** By address and site: a wrong device secret. 256 bits are not guessed; this is for the log to stay readable. */
  guess: 10,
  /** By address: new anonymous visitors. */
  anonymous: 60,
  /** By address and by account: wrong passwords. */
  password: 10,
  /** By address: one-time links. */
  link: 10,
  /** By address: links of departments that open nothing. */
  department: 10,
  read: 600,
  write: 120,
  upload: 60,
  live: 60,
  staff: 1200,
} as const;

/** So many buckets are kept; beyond it those that are full again are forgotten. */
const MOST_BUCKETS = 50_000;

export type TooMany = Extract<Refusal, { code: 'too_many_requests' }>;

export type RateLimits = {
  /** Takes one call from the bucket, or says when to come again. */
  take(what: CallClass, who: string): Promise<TooMany | null>;
  /** Says so without taking: for what counts only when it went wrong. */
  spent(what: CallClass, who: string): Promise<TooMany | null>;
  close(): Promise<void>;
};

type Bucket = { left: number; at: Instant };

export const NO_LIMITS: RateLimits = {
  take: async () => null,
  spent: async () => null,
  close: async () => {},
};

export const tooMany = (what: CallClass, left: number): TooMany => ({
  code: 'too_many_requests',
  retryAfterSeconds: Math.max(1, Math.ceil(((1 - left) * 60) / CALLS_PER_MINUTE[what])),
});

export class Buckets {
  readonly #now: () => Instant;
  readonly #buckets = new Map<string, Bucket>();

  constructor(now: () => Instant) {
    this.#now = now;
  }

  left(what: CallClass, who: string): number {
    const most = CALLS_PER_MINUTE[what];
    const bucket = this.#buckets.get(`${what} ${who}`);
    if (!bucket) return most;
    // A clock that was set back fills nothing and takes nothing; from there on it fills again.
    bucket.at = Math.min(bucket.at, this.#now());
    const passed = this.#now() - bucket.at;
    return Math.min(most, bucket.left + (passed * most) / MINUTE);
  }

  set(what: CallClass, who: string, left: number): void {
    if (this.#buckets.size >= MOST_BUCKETS) forgetFull(this.#buckets, this.#now());
    this.#buckets.set(`${what} ${who}`, { left, at: this.#now() });
  }
}

export function rateLimits(now: () => Instant): RateLimits {
  const buckets = new Buckets(now);
  return {
    async take(what, who) {
      const left = buckets.left(what, who);
      if (left < 1) return tooMany(what, left);
      buckets.set(what, who, left - 1);
      return null;
    },

    async spent(what, who) {
      const left = buckets.left(what, who);
      return left < 1 ? tooMany(what, left) : null;
    },

    close: async () => {},
  };
}

function forgetFull(buckets: Map<string, Bucket>, at: Instant): void {
  for (const [key, bucket] of buckets) if (at - bucket.at >= MINUTE) buckets.delete(key);
  // All of them in use within one minute: start over rather than grow without end.
  if (buckets.size >= MOST_BUCKETS) buckets.clear();
}
