/** Puts into the search what a ticket can be found by: its number, its title, every message and note, who and whose. */
import { inTurns } from '../in-turns.ts';
import { compiledOnce } from './compiled-once.ts';
import type { Search } from './engine.ts';
import { ticketOf, wordsOf } from './log.ts';
import { ofPerson } from './of-person.ts';
import type { Db } from './schema.ts';

const found = compiledOnce((db, ticketId: string) =>
  db
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
    .where('ticket.id', '=', ticketId),
);

export async function indexTicket(db: Db, search: Search, ticketId: string): Promise<void> {
  const [row] = (await found(db, ticketId)).rows;
  if (!row) throw new Error(`ticket ${ticketId} is not there to be found`);
  // The page's address is nobody's message.
  const { pageWords } = ticketOf(row);
  const words = await wordsOf(db, ticketId);
  await search.put(db, {
    number: row.number,
    title: words.get(row.title) ?? '',
    messages: [...words]
      .filter(([id]) => id !== row.title && id !== pageWords)
      .map(([, text]) => text)
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
  const all = db.selectFrom('ticket').select('id');
  const theirs =
    'person_id' in owner
      ? all.where(ofPerson(owner.person_id))
      : all.where('licensee_id', '=', owner.licensee_id);
  const tickets = await theirs.execute();
  for await (const { id } of inTurns(tickets)) await indexTicket(db, search, id);
}
