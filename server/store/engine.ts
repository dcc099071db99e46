/** What differs between databases, and nothing else does: connections, search, how the log is kept, who else is there. */
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Committing } from './change.ts';
import type { Neighbours } from './neighbours.ts';
import type { Db, Tables } from './schema.ts';

/** Everything of a ticket that can be found. */
export type Findable = { number: number; title: string; messages: string; client: string; licensee: string };

export type Search = {
  install(db: Kysely<never>): Promise<void>;
  /** Makes it as it would be made today, where that differs; true when everything is to be put in again. */
  renew(db: Kysely<never>): Promise<boolean>;
  put(db: Db, ticket: Findable): Promise<void>;
  /**
   * Numbers of tickets in which every word of `text` begins a word, the newest first; none when it has no word to look for.
   * Any text is safe. Asked for a few at a time, so that one common word cannot hold up the server.
   */
  newest(db: Db, text: string, from: { below: number | null; limit: number }): Promise<number[]>;
  /** Of every ticket that can be found at all. */
  numbers(db: Db): Promise<number[]>;
};

export type Engine = {
  /** Of these rows the ones that nobody else is about to take, and nobody else's from now on to the end of the transaction. */
  free<Row>(rows: SelectQueryBuilder<Tables, 'outbox', Row>): SelectQueryBuilder<Tables, 'outbox', Row>;
  /** These rows are nobody else's to change, nor to hang anything on, to the end of the transaction. */
  held<Table extends 'person' | 'ticket', Row>(
    rows: SelectQueryBuilder<Tables, Table, Row>,
  ): SelectQueryBuilder<Tables, Table, Row>;
  /** Whoever else asks for these rows so waits to the end of the transaction; what hangs on them goes on. */
  inTurn<Table extends 'person' | 'site', Row>(
    rows: SelectQueryBuilder<Tables, Table, Row>,
  ): SelectQueryBuilder<Tables, Table, Row>;
  /** What better-auth calls it. */
  accounts: 'sqlite' | 'postgres';
  search: Search;
  makeAppendOnly(db: Kysely<never>, table: 'event'): Promise<void>;
  /** What this database alone needs, once the tables are there. */
  install(db: Kysely<never>): Promise<void>;
  /** All of it into a new file, where the database is one; null where it is not. */
  snapshot: ((db: Db, file: string) => Promise<void>) | null;
  /** Takes out what the database still keeps of what was deleted. */
  scrub(db: Db): Promise<void>;
  /** What the database itself finds wrong with its file; empty when it is whole. */
  faults(db: Db): Promise<string[]>;
  /** Somebody's commit came in between, this one has left nothing: it may be tried again. */
  cameBetween(error: unknown): boolean;
  /** Nothing is wrong with this one write, the database is in no state for any: whatever shares its transaction fails too. */
  failsAll(error: unknown): boolean;
  /** In the commit's transaction: other processes hear of it if it succeeds, and not otherwise. */
  announce(tx: Db, committed: Committing): Promise<void>;
};

export type Opened = { db: Db; engine: Engine; neighbours: Neighbours; close(): Promise<void> };
