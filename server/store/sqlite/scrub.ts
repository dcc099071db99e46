/** What SQLite keeps of what was deleted: words in older parts of the search's index, and pages in the log of the database. */
import { setImmediate as otherWork } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/** A few milliseconds each: a million tickets' index is merged without holding anybody up. */
const PAGES_AT_A_TIME = 64;

export async function scrub(db: Db): Promise<void> {
  for (let first = true; await merged(db, first); first = false) await otherWork();
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
}

/** Whether there was something to merge. FTS5 says it by the number of rows that it has changed. */
const merged = (db: Db, first: boolean): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const changes = async () =>
      (await sql<{ changes: number }>`SELECT total_changes() AS changes`.execute(tx)).rows[0]!.changes;
    const before = await changes();
    // Below zero: all of it into one, whatever there is to gain.
    await sql`
      INSERT INTO ticket_search (ticket_search, rank) VALUES ('merge', ${first ? -PAGES_AT_A_TIME : PAGES_AT_A_TIME})
    `.execute(tx);
    return (await changes()) - before >= 2;
  });
