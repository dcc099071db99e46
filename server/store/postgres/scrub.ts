/** Rows that nobody sees any more are taken out of PostgreSQL's tables now, not when it comes to it. */
import { sql } from 'kysely';
import type { Db } from '../schema.ts';

const TABLES = ['words', 'person', 'file', 'ticket_search', 'outbox', 'outbox_receipt', 'request'];

export async function scrub(db: Db): Promise<void> {
  for (const table of TABLES) await sql`VACUUM ${sql.table(table)}`.execute(db);
}
