/** The second line: where departments are reached, who they are, what opens a question for them. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('department_channel')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('department', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('sealed', 'text')
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('department_member')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('department', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('mattermost_user_id', 'text')
    .addColumn('email', 'text')
    .addColumn('disabled', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('escalation')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('ticket_id', 'text', (c) => c.notNull().references('ticket.id'))
    .addColumn('topic', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('ended', 'integer', (c) => c.notNull())
    .addColumn('awaits', 'integer', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('escalation_open')
    .on('escalation')
    .columns(['ended', 'awaits', 'asked_at'])
    .execute();
  await schema
    .createTable('escalation_link')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('ticket_id', 'text', (c) => c.notNull().references('ticket.id'))
    .addColumn('escalation_id', 'text', (c) => c.notNull())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute();
  await schema.createIndex('link_of_escalation').on('escalation_link').columns(['escalation_id']).execute();
  await schema
    .createTable('escalation_button')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('ticket_id', 'text', (c) => c.notNull().references('ticket.id'))
    .addColumn('escalation_id', 'text', (c) => c.notNull())
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await giveEveryTicketAnEmptyList(db);
}

/** A folded ticket says of its escalations; those folded before there were any have none. */
async function giveEveryTicketAnEmptyList(db: Kysely<never>): Promise<void> {
  const tickets = db as unknown as Kysely<{ ticket: { id: string; number: number; ticket: string } }>;
  let after = 0;
  for (;;) {
    const page = await tickets
      .selectFrom('ticket')
      .select(['id', 'number', 'ticket'])
      .where('number', '>', after)
      .orderBy('number')
      .limit(500)
      .execute();
    for (const { id, ticket } of page) {
      const folded = JSON.stringify({ ...(JSON.parse(ticket) as object), escalations: [] });
      await tickets.updateTable('ticket').set({ ticket: folded }).where('id', '=', id).execute();
    }
    const last = page.at(-1);
    if (!last) return;
    after = last.number;
  }
}
