/** What PostgreSQL knows to be wrong with the database. */
import { sql } from 'kysely';
import type { Db } from '../schema.ts';

export async function faultsOf(db: Db): Promise<string[]> {
  const indexes = await sql<{ name: string }>`
    SELECT indexrelid::regclass::text AS name FROM pg_index
    JOIN pg_class ON pg_class.oid = indexrelid
    WHERE NOT indisvalid AND relnamespace = current_schema()::regnamespace
  `.execute(db);
  const constraints = await sql<{ name: string; owner: string }>`
    SELECT conname AS name, conrelid::regclass::text AS owner FROM pg_constraint
    WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
  `.execute(db);
  const checksums = await sql<{ failures: number | null }>`
    SELECT checksum_failures AS failures FROM pg_stat_database WHERE datname = current_database()
  `.execute(db);
  const failures = checksums.rows[0]?.failures ?? 0;
  return [
    ...indexes.rows.map(({ name }) => `index ${name} is not valid; REINDEX it`),
    ...constraints.rows.map(({ name, owner }) => `constraint ${name} of ${owner} was never checked`),
    ...(failures > 0 ? [`${failures} pages failed their checksum; restore from a backup`] : []),
  ];
}
