/** What differs between databases, and nothing else does: search, and how the log is kept from changing. */
import type { Kysely, RawBuilder } from 'kysely';
import type { Db } from './schema.ts';

/** Everything of a ticket that can be found. */
export type Findable = { number: number; title: string; messages: string; client: string; licensee: string };

export type Search = {
  install(db: Kysely<never>): Promise<void>;
  put(db: Db, ticket: Findable): Promise<void>;
  /**
   * A subquery of the numbers of tickets in which every word of `text` begins a word; null when it has no word to look
   * for. Any text is safe. It reaches the newest few thousand matches, so that one common word cannot hold up the server.
   */
  numbersMatching(text: string): RawBuilder<number> | null;
  /** Of every ticket that can be found at all. */
  numbers(db: Db): Promise<number[]>;
};

export type Engine = {
  search: Search;
  makeAppendOnly(db: Kysely<never>, table: 'event'): Promise<void>;
  /** What the database itself finds wrong with its file; empty when it is whole. */
  faults(db: Db): Promise<string[]>;
};
