/** SQLite's own checks of its file. */
import { sql } from 'kysely';
import type { Db } from '../schema.ts';

export async function faultsOf(db: Db): Promise<string[]> {
  const integrity = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(db);
  const keys = await sql<{ table: string; rowid: number; parent: string }>`PRAGMA foreign_key_check`.execute(
    db,
  );
  return [
    ...integrity.rows.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
    ...keys.rows.map(
      ({ table, rowid, parent }) => `row ${rowid} of ${table} names a ${parent} that is not there`,
    ),
  ];
}
