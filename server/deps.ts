/** What a command has beside its caller and its input. */
import type { Instant } from '../shared/instant.ts';
import type { RuleBook } from './domain/rules.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';
import type { Store } from './store/store.ts';

export type Deps = {
  store: Store;
  /** Read once in a command. */
  now(): Instant;
  /** 128 random bits, in letters that an address can carry. */
  newId(): string;
  ruleBook(): RuleBook;
  /** After a version was applied: what the store holds is what `ruleBook` gives. */
  reloadRules(): Promise<void>;
  live: Live;
  log: Log;
};
