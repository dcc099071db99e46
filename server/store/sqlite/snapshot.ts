/** The database as of one moment into a file of its own, beside a running server; the file must not be there yet. */
import { sql } from 'kysely';
import type { Db } from '../schema.ts';

export async function snapshotInto(db: Db, file: string): Promise<void> {
  await sql`VACUUM INTO ${file}`.execute(db);
}
