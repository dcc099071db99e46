/** The log takes no change back: whoever tries, by hand or by mistake, is stopped by the database itself. */
import { sql, type Kysely } from 'kysely';

export async function makeAppendOnly(db: Kysely<never>, table: 'event'): Promise<void> {
  for (const act of ['UPDATE', 'DELETE'] as const) {
    await sql`
      CREATE TRIGGER ${sql.ref(`${table}_never_${act.toLowerCase()}`)} BEFORE ${sql.raw(act)} ON ${sql.table(table)}
      BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END
    `.execute(db);
  }
}
