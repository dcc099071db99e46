/** Changing the rules: a draft, and every act by which a version came into force. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('rules_draft')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('based_on', 'text', (c) => c.notNull())
    .addColumn('started_by', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('saved_by', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('saved_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('rules_application')
    .addColumn('position', 'integer', (c) => c.primaryKey())
    .addColumn('version', 'text', (c) => c.notNull().references('regulation_version.version'))
    .addColumn('from_version', 'text', (c) => c.references('regulation_version.version'))
    .addColumn('ordered_by', 'text', (c) => c.references('staff.id'))
    .addColumn('reason', 'text')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('from_at', 'bigint', (c) => c.notNull())
    .addColumn('recorded_at', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('moved', 'integer', (c) => c.notNull())
    .addColumn('finished_at', 'bigint')
    .execute();
}
