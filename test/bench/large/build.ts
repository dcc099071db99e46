/**
 * A desk of any size in minutes: copies of the sample desk's tickets with ids, people, words and times of their own. One in
 * fifty is open, which is more than a desk that keeps to its regulation would ever have.
 */
import type { Database } from '../../../server/store/open-store.ts';
import { openStore } from '../../../server/store/open-store.ts';
import { foldForSearch } from '../../../server/store/search-terms.ts';
import { vectorOf } from '../../../server/store/postgres/search.ts';
import { openSink } from './sink.ts';
import { foundDesk, type Template } from './template.ts';

const WEEK = 7 * 86_400_000;
const WEEKS = 260;
const OPEN_IN = 50;
const TICKETS_OF_A_PERSON = 8;
const FIRST_NUMBER = 1001;
const BATCH = 2000;

type Row = Record<string, unknown>;
type Copy = { index: number; person: number; shift: number; jitter: number };
/** Columns of a row, each as what to write for a given copy. */
type Press = { columns: readonly string[]; row(copy: Copy): (string | number | null)[] };
type Mould = { ticket: Press; person: Press; events: Press[]; words: Press[]; found: readonly string[] };

export async function buildDesk(database: Database, tickets: number): Promise<void> {
  const store = await openStore(database);
  const templates = await foundDesk(store).finally(() => store.close());
  const open = templates.filter(({ ticket }) => ticket['open'] === 1).map(mould);
  const closed = templates.filter(({ ticket }) => ticket['open'] === 0).map(mould);
  const sink = await openSink(database);
  try {
    const people = new Set<number>();
    for (let from = 0; from < tickets; from += BATCH) {
      const batch = new Map<string, { columns: readonly string[]; rows: (string | number | null)[][] }>();
      const add = (table: string, press: Press, copy: Copy) => {
        const kept = batch.get(table) ?? { columns: press.columns, rows: [] };
        batch.set(table, kept);
        kept.rows.push(press.row(copy));
      };
      for (let index = from; index < Math.min(from + BATCH, tickets); index++) {
        const isOpen = index % OPEN_IN === 0;
        const kind = isOpen ? open : closed;
        const turn = Math.floor(index / (isOpen ? OPEN_IN : 1));
        const place = turn % kind.length;
        const made = kind[place]!;
        const copy: Copy = {
          index,
          person:
            2 * (place + kind.length * Math.floor(turn / kind.length / TICKETS_OF_A_PERSON)) + Number(isOpen),
          // A step that shares nothing with how many there are to copy, so that every week has some of each.
          shift: isOpen ? 0 : -WEEK * ((turn * 97 + Math.floor(turn / kind.length)) % WEEKS),
          jitter: isOpen ? ((index * 7919) % 20_000) * 60_000 - 300_000_000 : 0,
        };
        if (!people.has(copy.person)) {
          people.add(copy.person);
          add('person', made.person, copy);
        }
        add('ticket', made.ticket, copy);
        for (const event of made.events) add('event', event, copy);
        for (const words of made.words) add('words', words, copy);
        addFindable(add, made, copy, 'url' in database);
      }
      for (const table of ['person', 'ticket', 'event', 'words', 'ticket_search'])
        if (batch.has(table)) await sink.put({ table, ...batch.get(table)! });
    }
    await sink.run(`UPDATE sequence SET next = ${FIRST_NUMBER + tickets} WHERE name = 'ticket_number'`);
    // What PostgreSQL does by itself within minutes.
    if ('url' in database) await sink.run('VACUUM ANALYZE');
  } finally {
    await sink.close();
  }
}

/** A name that this ticket alone has comes along, so that a rare word can be looked for. */
function addFindable(
  add: (table: string, press: Press, copy: Copy) => void,
  { found: [title, messages, client] }: Mould,
  copy: Copy,
  isPostgres: boolean,
): void {
  const number = FIRST_NUMBER + copy.index;
  const findable = {
    ...{ number, title: title!, messages: messages!, licensee: 'лицензиат' },
    client: `${client!} клиент${copy.index}`,
  };
  if (isPostgres) {
    add('ticket_search', { columns: ['number', 'words'], row: () => [number, vectorOf(findable)] }, copy);
    return;
  }
  const columns = ['rowid', 'number', 'title', 'messages', 'client', 'licensee'];
  const row = [number, String(number), findable.title, findable.messages, findable.client, findable.licensee];
  add('ticket_search', { columns, row: () => row }, copy);
}

function mould({ ticket, person, events, words }: Template): Mould {
  const own = [ticket['id'], ...words.map(({ id }) => id)] as string[];
  const persons = [person['id'] as string];
  const press = (row: Row): Press => pressOf(row, own, persons);
  const text = (id: unknown) => (words.find((each) => each['id'] === id)?.['text'] as string | null) ?? '';
  return {
    ticket: press(ticket),
    // The licensee's own name for a person is one per site.
    person: press({ ...person, subject: null }),
    events: events.map(press),
    words: words.map(press),
    found: [
      text(ticket['title']),
      words
        .filter(({ id }) => id !== ticket['title'])
        .map(({ text: each }) => (each as string | null) ?? '')
        .join('\n'),
      `${(person['name'] as string | null) ?? ''} ${(person['email'] as string | null) ?? ''}`,
    ].map(foldForSearch),
  };
}

const INSTANT = String.raw`(?<!\d)1[67]\d{11}(?!\d)`;
/** What a queue of open tickets is sorted by has a time of its own for each. */
const JITTERED = new Set(['queue_key', 'due_at', 'reaction_due_at', 'completion_due_at']);

function pressOf(row: Row, own: readonly string[], persons: readonly string[]): Press {
  const cut = new RegExp(`(${[...own, ...persons].join('|')}|${INSTANT})`, 'u');
  const columns = Object.keys(row);
  const makers = columns.map((column) => {
    const value = row[column];
    if (column === 'number') return ({ index }: Copy) => FIRST_NUMBER + index;
    if (typeof value === 'number') {
      const moves = Math.abs(value) > 1e12;
      const sign = Math.sign(value);
      const jitters = JITTERED.has(column) && row['queue_group'] === 0;
      return ({ shift, jitter }: Copy) => (moves ? value + sign * shift + (jitters ? jitter : 0) : value);
    }
    if (typeof value !== 'string') return () => null;
    const pieces = value.split(cut);
    if (pieces.length === 1) return () => value;
    const made = pieces.map((piece, i) => {
      if (i % 2 === 0) return () => piece;
      if (own.includes(piece)) return ({ index }: Copy) => numbered(piece, index);
      if (persons.includes(piece)) return ({ person }: Copy) => numbered(piece, person);
      return ({ shift }: Copy) => String(Number(piece) + shift);
    });
    return (copy: Copy) => made.map((make) => make(copy)).join('');
  });
  return { columns, row: (copy) => makers.map((make) => make(copy)) };
}

const numbered = (id: string, copy: number): string => id.slice(0, -7) + copy.toString(36).padStart(7, '0');
