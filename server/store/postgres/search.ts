/**
 * Full text by PostgreSQL's tsvector, a row per ticket. The words are ours, not those of a text search configuration:
 * what a word is must be the same in both databases.
 */
import { sql } from 'kysely';
import type { Findable, Search } from '../engine.ts';
import { foldForSearch, searchTerms } from '../search-terms.ts';

/** Of what the column holds. */
const ABOVE_ALL = 2_147_483_647;

/** Beyond these PostgreSQL refuses the whole; a word of such length begins like one that is looked for all the same. */
const LONGEST_WORD = 200;
const MOST_BYTES = 900_000;
const LAST_POSITION = 16_383;
/**
 * How many of the newest tickets are looked through, one after the other, before the index is asked: a word of many fills its
 * page at once, while the index knows no order and would gather every ticket that has it. The second is for words of which
 * there was one at least among the first. PostgreSQL's own guess, which of the two is better, takes words that go together for
 * strangers, and a word that it has no figures of for a common one: either costs it a look at half the tickets.
 */
const LOOKED_THROUGH = [2000, 100_000] as const;
/** Words that follow each other do so within a field. */
const BETWEEN_FIELDS = 2;

export const postgresSearch: Search = {
  async install(db) {
    await sql`CREATE TABLE ticket_search (number integer PRIMARY KEY, words tsvector NOT NULL)`.execute(db);
    await sql`CREATE INDEX ticket_search_words ON ticket_search USING gin (words)`.execute(db);
  },

  renew: async () => false,

  async put(db, ticket) {
    await sql`
      INSERT INTO ticket_search (number, words) VALUES (${ticket.number}, ${vectorOf(ticket)}::tsvector)
      ON CONFLICT (number) DO UPDATE SET words = excluded.words
    `.execute(db);
  },

  async newest(db, text, { below, limit }) {
    const terms = searchTerms(text).map((words) => words.map(bare).filter((word) => word !== ''));
    const wanted = terms.filter((words) => words.length > 0);
    if (wanted.length === 0) return [];
    // Every word is quoted and holds letters, digits and marks only: nothing of tsquery's own language can come in.
    const query = wanted.map((words) => `(${words.map((word) => `'${word}'`).join(' <-> ')}:*)`).join(' & ');
    const under = below ?? ABOVE_ALL;
    for (const most of LOOKED_THROUGH) {
      const { rows } = await sql<{ number: number }>`
        SELECT number FROM (
          SELECT number, words FROM ticket_search WHERE number < ${under} ORDER BY number DESC LIMIT ${most}
        ) AS newest
        WHERE words @@ ${query}::tsquery ORDER BY number DESC LIMIT ${limit}
      `.execute(db);
      if (rows.length === limit) return numbersIn(rows);
      if (rows.length === 0) break;
    }
    // Gathered for itself, so that the page's length does not lead it to walk after all.
    const { rows } = await sql<{ number: number }>`
      WITH found AS MATERIALIZED (SELECT number FROM ticket_search WHERE words @@ ${query}::tsquery)
      SELECT number FROM found WHERE number < ${under} ORDER BY number DESC LIMIT ${limit}
    `.execute(db);
    return numbersIn(rows);
  },

  async numbers(db) {
    const { rows } = await sql<{ number: number }>`SELECT number FROM ticket_search ORDER BY number`.execute(
      db,
    );
    return numbersIn(rows);
  },
};

const numbersIn = (rows: readonly { number: number }[]): number[] => rows.map(({ number }) => number);

/** `'word':1,7 'other':2`: each word with the places where it stands. */
export function vectorOf({ number, title, messages, client, licensee }: Findable): string {
  const places = new Map<string, number[]>();
  let position = 0;
  let bytes = 0;
  for (const field of [String(number), title, client, licensee, messages]) {
    for (const found of foldForSearch(field).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) {
      const word = bare(found);
      position = Math.min(position + 1, LAST_POSITION);
      const known = places.get(word);
      if (known) {
        known.push(position);
        bytes += 2;
      } else if (word !== '') {
        places.set(word, [position]);
        bytes += Buffer.byteLength(word) + 8;
      }
      if (bytes > MOST_BYTES) break;
    }
    position += BETWEEN_FIELDS;
  }
  return [...places].map(([word, at]) => `'${word}':${at.slice(0, 255).join(',')}`).join(' ');
}

/** Without the accents of Latin letters, which SQLite leaves out too; й stays й. */
const bare = (word: string): string =>
  word
    .normalize('NFD')
    .replaceAll(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .slice(0, LONGEST_WORD)
    .toWellFormed();
