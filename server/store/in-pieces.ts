/**
 * Work on any number of rows, so many at a time: SQLite holds the event loop for as long as a statement takes, so one statement
 * for all of them would hold up everybody. Others have their turn between two pieces; what was done stays done when a stop
 * comes in between, and the next run goes on from there.
 */
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Instant } from '../../shared/instant.ts';
import type { Db, Tables } from './schema.ts';

/** Each may be on a page of its own that has to be fetched from the disk: with five hundred that came to half a second. */
export const ROWS_AT_A_TIME = 50;

/** `piece` works on `most` rows, or on all there are, and says how many they were; gives how many it was altogether. */
export async function inPieces(piece: (most: number) => Promise<number>): Promise<number> {
  for (let done = 0; ; await turnOfOthers()) {
    const rows = await piece(ROWS_AT_A_TIME);
    done += rows;
    if (rows < ROWS_AT_A_TIME) return done;
  }
}

type Timed = {
  [Table in keyof Tables]: {
    from: Table;
    key: readonly (keyof Tables[Table] & string)[];
    time: keyof Tables[Table] & string;
  };
}[keyof Tables];

/** Rows whose time was before then are gone; gives how many. */
export const sweepRows = (db: Db, { from, key, time }: Timed, before: Instant): Promise<number> =>
  inPieces(async (most) => {
    const [table, keys] = [sql.table(from), sql.join(key.map((column) => sql.ref(column)))];
    const { numAffectedRows } = await sql`
      DELETE FROM ${table} WHERE (${keys}) IN (
        SELECT ${keys} FROM ${table} WHERE ${sql.ref(time)} < ${before} LIMIT ${most}
      )`.execute(db);
    return Number(numAffectedRows ?? 0);
  });
