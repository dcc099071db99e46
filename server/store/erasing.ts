/** What goes, table by table, when a person or a ticket is forgotten. Ids, times and what happened stay. */
import type { Instant } from '../../shared/instant.ts';
import type { FileId, TicketId } from '../domain/ticket/event.ts';
import { inTurns } from '../in-turns.ts';
import type { Search } from './engine.ts';
import { indexTicket } from './findable.ts';
import type { Erasure } from './privacy.ts';
import type { Db } from './schema.ts';
import { uploaderOf } from './uploader.ts';

/** Which file hung where is a fact of the log; what it was called and held is not. */
export async function eraseFiles(tx: Db, files: readonly FileId[], at: Instant): Promise<void> {
  if (files.length === 0) return;
  await tx
    .updateTable('file')
    .set({ name: '', sha256: '', bytes: 0, erased_at: at })
    .where('id', 'in', [...files])
    .execute();
}

async function eraseTicket(tx: Db, id: TicketId, at: Instant): Promise<void> {
  await tx
    .updateTable('words')
    .set({ text: null, erased_at: at })
    .where('ticket_id', '=', id)
    .where('text', 'is not', null)
    .execute();
  // Prints of what was written, and addresses in what mail servers answered.
  await tx.deleteFrom('request').where('ticket_id', '=', id).execute();
  await tx
    .deleteFrom('outbox_receipt')
    .where('notice_id', 'in', (eb) => eb.selectFrom('outbox').select('id').where('ticket_id', '=', id))
    .execute();
  await tx.deleteFrom('outbox').where('ticket_id', '=', id).execute();
  await tx.deleteFrom('thread_root').where('thread', '=', `ticket:${id}`).execute();
  await tx.deleteFrom('mail_link').where('ticket_id', '=', id).execute();
  for (const table of ['escalation_link', 'escalation_button'] as const)
    await tx.deleteFrom(table).where('ticket_id', '=', id).execute();
}

/** Without their subject they are somebody new when they come again. */
export async function erasePerson(tx: Db, { personId, at, orderedBy }: Erasure): Promise<void> {
  await tx
    .updateTable('person')
    .set({ subject: null, name: null, email: null, email_verified: 0, verified: 0, erased_at: at })
    .where('id', '=', personId)
    .execute();
  for (const table of [
    'device',
    'client_session',
    'consent',
    'person_mail',
    'mail_link',
    'client_mail',
    'seen',
  ] as const)
    await tx.deleteFrom(table).where('person_id', '=', personId).execute();
  await tx
    .deleteFrom('request')
    .where('actor', '=', uploaderOf({ side: 'client', id: personId }))
    .execute();
  await tx
    .insertInto('erasure')
    .values({ person_id: personId, at, ordered_by: orderedBy })
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .execute();
}

export async function eraseTickets(tx: Db, search: Search, tickets: readonly TicketId[], at: Instant) {
  for await (const id of inTurns(tickets)) {
    await eraseTicket(tx, id, at);
    await indexTicket(tx, search, id);
  }
}
