/** What is to be sent, committed with what caused it; what has gone out of it, and under which message a thread goes on. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('position', 'bigint', (c) => c.notNull().unique())
    .addColumn('lane', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('ticket_id', 'text', (c) => c.references('ticket.id'))
    .addColumn('seq', 'integer')
    .addColumn('detail', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('not_before', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('taken_until', 'bigint')
    .addColumn('taken_by', 'text')
    .addColumn('perhaps_sent', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('failing_since', 'bigint')
    .addColumn('fault_code', 'text')
    .addColumn('fault', 'text')
    .execute();
  await db.schema.createIndex('outbox_due').on('outbox').columns(['state', 'due_at']).execute();
  await db.schema.createIndex('outbox_lane').on('outbox').columns(['lane', 'state', 'position']).execute();
  await db.schema.createIndex('outbox_finished').on('outbox').columns(['state', 'finished_at']).execute();
  await db.schema.createIndex('outbox_of_ticket').on('outbox').columns(['ticket_id']).execute();
  await db.schema
    .createTable('outbox_receipt')
    .addColumn('notice_id', 'text', (c) => c.notNull().references('outbox.id'))
    .addColumn('mark', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('receipt', 'text')
    .addColumn('sent_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('outbox_receipt_key', ['notice_id', 'mark'])
    .execute();
  await db.schema
    .createTable('thread_root')
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('thread', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('root', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('thread_root_key', ['channel', 'thread', 'place'])
    .execute();
  await (db as unknown as Kysely<{ sequence: { name: string; next: number } }>)
    .insertInto('sequence')
    .values({ name: 'outbox', next: 1 })
    .execute();
}
