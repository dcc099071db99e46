/** Which months managers have been told of, and how final it was: each once, whatever becomes of the mail itself. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('report_mail')
    .addColumn('month', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('put_out_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('report_mail_key', ['month', 'stage'])
    .execute();
}
