/** Puts into the search what a ticket can be found by: its number, its title, every message and note, who and whose. */
import type { Search } from './engine.ts';
import { ticketOf } from './log.ts';
import type { Db } from './schema.ts';

export async function indexTicket(db: Db, search: Search, ticketId: string): Promise<void> {
  const row = await db
    .selectFrom('ticket')
    .innerJoin('person', 'person.id', 'ticket.person_id')
    .innerJoin('licensee', 'licensee.id', 'ticket.licensee_id')
    .select([
      'ticket.number',
      'ticket.title',
      'ticket.ticket',
      'person.name as personName',
      'person.email as personEmail',
      'licensee.name as licensee',
    ])
    .where('ticket.id', '=', ticketId)
    .executeTakeFirstOrThrow();
  // The page's address is nobody's message.
  const { pageWords } = ticketOf(row);
  const words = await db
    .selectFrom('words')
    .select(['id', 'text'])
    .where('ticket_id', '=', ticketId)
    .execute();
  await search.put(db, {
    number: row.number,
    title: words.find(({ id }) => id === row.title)?.text ?? '',
    messages: words
      .filter(({ id }) => id !== row.title && id !== pageWords)
      .map(({ text }) => text ?? '')
      .join('\n'),
    client: `${row.personName ?? ''} ${row.personEmail ?? ''}`,
    licensee: row.licensee,
  });
}

/** After a name or an address has changed. */
export async function indexTicketsOf(
  db: Db,
  search: Search,
  owner: { licensee_id: string } | { person_id: string },
): Promise<void> {
  const [column, id] =
    'person_id' in owner
      ? (['person_id', owner.person_id] as const)
      : (['licensee_id', owner.licensee_id] as const);
  const tickets = await db.selectFrom('ticket').select('id').where(column, '=', id).execute();
  for (const ticket of tickets) await indexTicket(db, search, ticket.id);
}
