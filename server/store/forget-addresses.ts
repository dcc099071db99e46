/** Where somebody sat is forgotten before what they did: some rows at a time, found by an index of those that still say it. */
import { sql } from 'kysely';
import type { Instant } from '../../shared/instant.ts';
import { inPieces } from './in-pieces.ts';
import type { Db } from './schema.ts';

type Kept = { in: 'audit'; key: 'position' } | { in: 'consent'; key: 'id' };

export async function forgetAddresses(db: Db, { in: name, key }: Kept, before: Instant): Promise<void> {
  const [table, id] = [sql.table(name), sql.ref(key)];
  await inPieces(async (most) => {
    const { numAffectedRows } = await sql`
      UPDATE ${table} SET address = NULL WHERE ${id} IN (
        SELECT ${id} FROM ${table} WHERE at < ${before} AND address IS NOT NULL ORDER BY at LIMIT ${most}
      )`.execute(db);
    return Number(numAffectedRows ?? 0);
  });
}
