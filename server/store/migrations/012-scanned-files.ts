/** When a file was looked through for viruses; those of before never were. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('file').addColumn('scanned_at', 'bigint').execute();
}
