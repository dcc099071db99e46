/** What forgetting and sweeping look for is found without a look at what they have been through. */
import type { Kysely } from 'kysely';

type Before = {
  ticket: {
    id: string;
    open: number;
    updated_at: number;
    files_forgotten_at: number | null;
    words_forgotten_at: number | null;
  };
  forgotten: { ticket_id: string; files_at: number | null; words_at: number | null };
};

export async function up(db: Kysely<never>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('ticket').addColumn('files_forgotten_at', 'bigint').execute();
  await schema.alterTable('ticket').addColumn('words_forgotten_at', 'bigint').execute();
  await carryOver(db as unknown as Kysely<Before>);
  await schema.dropTable('forgotten').execute();

  // A ticket leaves its index once it was forgotten: another term finds what is there yet, however old.
  await schema.dropIndex('ticket_closed').execute();
  for (const what of ['files', 'words'])
    await schema
      .createIndex(`ticket_with_${what}`)
      .on('ticket')
      .columns(['licensee_id', 'closed_at'])
      .where('open' as never, '=', 0)
      .where(`${what}_forgotten_at` as never, 'is', null)
      .execute();
  for (const table of ['audit', 'consent'])
    await schema
      .createIndex(`${table}_with_address`)
      .on(table)
      .columns(['at'])
      .where('address' as never, 'is not', null)
      .execute();

  const index = (name: string, table: string, column: string) =>
    schema.createIndex(name).on(table).columns([column]).execute();
  // Swept by time.
  await index('client_mail_time', 'client_mail', 'at');
  await index('escalation_link_expiry', 'escalation_link', 'expires_at');
  await index('escalation_button_expiry', 'escalation_button', 'expires_at');
  // Erased with their ticket.
  await index('mail_link_of_ticket', 'mail_link', 'ticket_id');
  await index('escalation_link_of_ticket', 'escalation_link', 'ticket_id');
  await index('escalation_button_of_ticket', 'escalation_button', 'ticket_id');
  await index('thread_root_of_thread', 'thread_root', 'thread');
  // Erased with their person.
  await index('mail_link_of_person', 'mail_link', 'person_id');
  await index('device_of_person', 'device', 'person_id');
  await index('client_session_of_person', 'client_session', 'person_id');
}

/** Where something has been said since, there is something to forget again. */
async function carryOver(db: Kysely<Before>): Promise<void> {
  for (const [to, from] of [
    ['files_forgotten_at', 'forgotten.files_at'],
    ['words_forgotten_at', 'forgotten.words_at'],
  ] as const)
    await db
      .updateTable('ticket')
      .from('forgotten')
      .set((eb) => ({ [to]: eb.ref(from) }))
      .whereRef('forgotten.ticket_id', '=', 'ticket.id')
      .where('ticket.open', '=', 0)
      .whereRef('ticket.updated_at', '<', from)
      .execute();
}
