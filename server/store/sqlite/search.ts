/** Full text by SQLite's FTS5: a row per ticket, its number as rowid, so that newest first costs nothing. */
import { sql } from 'kysely';
import { searchTerms, foldForSearch } from '../search-terms.ts';
import { compiledOnce } from '../compiled-once.ts';
import type { Findable, Search } from '../engine.ts';

const TEXTS = ['title', 'messages', 'client', 'licensee'] as const satisfies (keyof Findable)[];

const found = compiledOnce((db, number: number, ...texts: string[]) => ({
  compile: () =>
    sql<never>`
      INSERT OR REPLACE INTO ticket_search (rowid, number, title, messages, client, licensee)
      VALUES (${sql.join([number, ...texts])})
    `.compile(db),
}));

const ABOVE_ALL = Number.MAX_SAFE_INTEGER;

export const sqliteSearch: Search = {
  async install(db) {
    await sql`
      CREATE VIRTUAL TABLE ticket_search USING fts5(
        number, title, messages, client, licensee,
        content='', contentless_delete=1, prefix='2 3 4 5 6', tokenize='unicode61 remove_diacritics 2'
      )
    `.execute(db);
  },

  async renew(db) {
    await sql`DROP TABLE ticket_search`.execute(db);
    await this.install(db);
    return true;
  },

  async put(db, { number, ...of }) {
    await found(db, number, String(number), ...TEXTS.map((each) => foldForSearch(of[each])));
  },

  async newest(db, text, { below, limit }) {
    const terms = searchTerms(text);
    if (terms.length === 0) return [];
    // Every term is quoted and holds letters and digits only: nothing of FTS5's own language can come in.
    const match = terms.map((words) => `"${words.join(' ')}"*`).join(' AND ');
    const { rows } = await sql<{ rowid: number }>`
      SELECT rowid FROM ticket_search WHERE ticket_search MATCH ${match} AND rowid < ${below ?? ABOVE_ALL}
      ORDER BY rowid DESC LIMIT ${limit}
    `.execute(db);
    return rows.map(({ rowid }) => rowid);
  },

  async numbers(db) {
    const { rows } = await sql<{ rowid: number }>`SELECT rowid FROM ticket_search ORDER BY rowid`.execute(db);
    return rows.map(({ rowid }) => rowid);
  },
};
