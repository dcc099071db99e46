/** The rows that one submission leaves, and copies of them. */
import { randomBytes } from 'node:crypto';
import { foldForSearch } from '../../server/store/search-terms.ts';
import type { Db } from '../../server/store/schema.ts';

type Row = Record<string, string | number | null>;
export type Rows = [table: string, row: Row][];

/** Counted on, in place of the ids that all others of a submission's rows have. */
const COUNTED = ['number', 'rowid', 'position'];

/** In the order of who names whom. */
export async function rowsOf(db: Db, ticketId: string, isPostgres: boolean): Promise<Rows> {
  const of = async (table: 'event' | 'words' | 'request' | 'outbox') =>
    ((await db.selectFrom(table).selectAll().where('ticket_id', '=', ticketId).execute()) as Row[]).map(
      (row): Rows[number] => [table, row],
    );
  const ticket = (await db
    .selectFrom('ticket')
    .selectAll()
    .where('id', '=', ticketId)
    .executeTakeFirstOrThrow()) as Row;
  const words = await of('words');
  const found = words.map(([, { text }]) => foldForSearch(String(text)));
  const search: Row = isPostgres
    ? { number: ticket['number']!, words: found.flatMap((text) => text.match(/\p{L}+/gu) ?? []).join(' ') }
    : {
        rowid: ticket['number']!,
        number: '',
        title: found[0]!,
        messages: found[1]!,
        client: '',
        licensee: '',
      };
  const more = [...(await of('event')), ...words, ...(await of('request')), ...(await of('outbox'))];
  return [['ticket', ticket], ...more, ['ticket_search', search]];
}

/** Copies with ids and numbers of their own. */
export function press(rows: Rows): () => Rows {
  const ids = new Set(rows.flatMap(([table, { id }]) => (typeof id === 'string' ? [`${table} ${id}`] : [])));
  const own = [...ids].map((each) => each.split(' ')[1]!);
  const pieces = JSON.stringify(rows).split(new RegExp(`(${own.join('|')})`, 'u'));
  let counted = 1_000_000;
  return () => {
    const made = new Map(own.map((id) => [id, randomBytes(16).toString('base64url')]));
    const copy = JSON.parse(pieces.map((piece) => made.get(piece) ?? piece).join('')) as Rows;
    counted += 1;
    for (const [, row] of copy)
      for (const column of COUNTED) if (typeof row[column] === 'number') row[column] = counted;
    return copy;
  };
}
