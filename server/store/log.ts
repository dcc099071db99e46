/** A ticket's own record as it is read back: the folded row, its events, its words. */
import type { TicketEvent, TicketId, WordsId } from '../domain/ticket/event.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import { compiledOnce } from './compiled-once.ts';
import type { Db } from './schema.ts';

export const ticketOf = (row: { ticket: string; number: number }): Ticket => ({
  ...(JSON.parse(row.ticket) as Ticket),
  number: row.number,
});

const eventsTo = compiledOnce((db, id: TicketId, version: number) =>
  db
    .selectFrom('event')
    .select(['seq', 'at', 'actor_side', 'actor_id', 'body'])
    .where('ticket_id', '=', id)
    .where('seq', '<=', version)
    .orderBy('seq'),
);
const words = compiledOnce((db, id: TicketId) =>
  db.selectFrom('words').select(['id', 'text']).where('ticket_id', '=', id),
);

/** Above any version there is. */
const ALL = 2 ** 31 - 1;

/** The log only grows, so the events up to the row's version are the row's events, whatever is written meanwhile; null: all there are. */
export async function eventsOf(db: Db, id: TicketId, version: number | null): Promise<TicketEvent[]> {
  const { rows } = await eventsTo(db, id, version ?? ALL);
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    by: row.actor_side === 'desk' ? { side: 'desk' } : { side: row.actor_side, id: row.actor_id ?? '' },
    body: JSON.parse(row.body) as TicketEvent['body'],
  }));
}

export async function wordsOf(db: Db, id: TicketId): Promise<Map<WordsId, string>> {
  const texts = new Map<WordsId, string>();
  for (const row of (await words(db, id)).rows) if (row.text !== null) texts.set(row.id, row.text);
  return texts;
}
