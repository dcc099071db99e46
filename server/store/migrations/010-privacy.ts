/** A log that can forget: who was erased and what was kept long enough, and the audit of who did and read what. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('person').addColumn('erased_at', 'bigint').execute();
  await schema.alterTable('file').addColumn('erased_at', 'bigint').execute();
  await schema.alterTable('licensee').addColumn('files_days', 'integer').execute();
  await schema.alterTable('licensee').addColumn('tickets_months', 'integer').execute();

  await schema
    .createTable('erasure')
    .addColumn('person_id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('ordered_by', 'text', (c) => c.notNull())
    .execute();
  // What retention has been through: a daily look at what is left costs no more than what is left.
  await schema
    .createTable('forgotten')
    .addColumn('ticket_id', 'text', (c) => c.primaryKey().references('ticket.id'))
    .addColumn('files_at', 'bigint')
    .addColumn('words_at', 'bigint')
    .execute();
  await schema
    .createIndex('ticket_closed')
    .on('ticket')
    .columns(['licensee_id', 'closed_at'])
    .where('open' as never, '=', 0)
    .execute();
  await schema.createIndex('file_of_uploader').on('file').columns(['uploader']).execute();
  await schema.createIndex('request_of_ticket').on('request').columns(['ticket_id']).execute();

  await schema
    .createTable('audit')
    .addColumn('position', 'integer', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('staff_id', 'text')
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('about', 'text')
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('address', 'text')
    .execute();
  await schema.createIndex('audit_of_staff').on('audit').columns(['staff_id', 'position']).execute();
  await schema.createIndex('audit_about').on('audit').columns(['about', 'position']).execute();
  await (db as unknown as Kysely<{ sequence: { name: string; next: number } }>)
    .insertInto('sequence')
    .values({ name: 'audit', next: 1 })
    .execute();
}
