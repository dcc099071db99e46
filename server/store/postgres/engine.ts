/** All that is PostgreSQL's own in the store. */
import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import { announce } from './announce.ts';
import { makeAppendOnly } from './append-only.ts';
import { installBuckets } from './buckets.ts';
import { failureOf } from './failure.ts';
import { faultsOf } from './faults.ts';
import { scrub } from './scrub.ts';
import { postgresSearch } from './search.ts';

/** `self` names this process to the others. */
export const postgresEngine = (self: string): Engine => ({
  accounts: 'postgres',
  search: postgresSearch,
  makeAppendOnly,
  faults: faultsOf,
  scrub,
  snapshot: null,

  async install(db) {
    // By it a listener finds what it has missed.
    await sql`ALTER TABLE event ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id()`.execute(db);
    await sql`CREATE INDEX event_xid ON event (xid)`.execute(db);
    await installBuckets(db);
  },

  free: (rows) => rows.forUpdate('outbox').skipLocked(),
  held: (rows) => rows.forUpdate(),
  inTurn: (rows) => rows.forNoKeyUpdate(),

  cameBetween(error) {
    const failure = failureOf(error);
    return failure === 'taken' || failure === 'conflict';
  },
  failsAll(error) {
    const failure = failureOf(error);
    return failure !== null && failure !== 'taken' && failure !== 'conflict';
  },
  announce: (tx, committed) => announce(tx, self, committed),
});
