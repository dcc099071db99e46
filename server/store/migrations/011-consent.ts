/** Consent to the processing of personal data: what a site's people are asked, word for word, and who has said yes to it. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('consent_text')
    .addColumn('site_id', 'text', (c) => c.notNull().references('site.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('ru', 'text', (c) => c.notNull())
    .addColumn('en', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('ended_at', 'bigint')
    .addColumn('ended_by', 'text', (c) => c.references('staff.id'))
    .addPrimaryKeyConstraint('consent_text_key', ['site_id', 'version'])
    .execute();
  await schema
    .createTable('consent')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('ticket_id', 'text', (c) => c.notNull().references('ticket.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('text_hash', 'text', (c) => c.notNull())
    .addColumn('address', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addForeignKeyConstraint('consent_to_text', ['site_id', 'version'], 'consent_text', [
      'site_id',
      'version',
    ])
    .execute();
  await schema.createIndex('consent_of_person').on('consent').columns(['person_id', 'site_id']).execute();
}
