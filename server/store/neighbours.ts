/** Other processes of the same desk on the same database: what is done once among them, and what they tell each other. */
import type { Instant } from '../../shared/instant.ts';
import type { Committing } from './change.ts';

/** `rules`: another regulation is in force, or will be. */
export type News = Committing | 'rules';

export type Neighbours = {
  /** One after another among all processes, under this name; waits for its turn. */
  inTurn<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Does nothing and says false while another process is at it. */
  alone(name: string, work: () => Promise<unknown>): Promise<boolean>;
  /** What the others tell, from now on, some of it more than once, none of it never. Gives the way to stop. */
  listen(heard: (news: News) => void, fault: (cause: unknown) => void): Promise<() => Promise<void>>;
  /** Commits tell of themselves. */
  tell(news: 'rules'): Promise<void>;
  /** What is counted together; null where nobody else counts. */
  buckets: SharedBuckets | null;
};

export type BucketUse = {
  key: string;
  /** Calls since it was last told. */
  taken: number;
  /** How many it holds when full, and how many it gains in a millisecond. */
  most: number;
  perMs: number;
};

export type SharedBuckets = {
  /** Takes all of it; gives what is left in each, below nothing where more was taken than there was. */
  take(uses: readonly BucketUse[], at: Instant): Promise<ReadonlyMap<string, number>>;
};
