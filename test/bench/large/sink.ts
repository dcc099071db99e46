/** Rows by the hundred thousand, straight into the tables: what a server would take hours for. */
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import type { Database } from '../../../server/store/open-store.ts';

type Value = string | number | null;
export type Rows = { table: string; columns: readonly string[]; rows: readonly (readonly Value[])[] };
export type Sink = {
  put(rows: Rows): Promise<void>;
  run(statement: string): Promise<void>;
  close(): Promise<void>;
};

export const openSink = (database: Database): Promise<Sink> =>
  'url' in database ? intoPostgres(database.url) : intoSqlite(database.file);

async function intoSqlite(file: string): Promise<Sink> {
  const db = new Sqlite(file);
  // Nobody mourns a bench's database that a power cut takes.
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -400000');
  return {
    async put({ table, columns, rows }) {
      const places = columns.map(() => '?').join(', ');
      const insert = db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
      db.transaction(() => {
        for (const row of rows) insert.run(...row);
      })();
    },
    run: async (statement) => void db.exec(statement),
    close: async () => void db.close(),
  };
}

async function intoPostgres(url: string): Promise<Sink> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('SET synchronous_commit = off');
  return {
    async put({ table, columns, rows }) {
      const arrays = columns.map((_, i) => rows.map((row) => row[i] ?? null));
      const types = arrays.map(
        (column, i) =>
          `$${i + 1}::${column.some((value) => typeof value === 'number') ? 'bigint' : 'text'}[]`,
      );
      const read = columns.map((column, i) => {
        // Nothing tells PostgreSQL of what type nothing is.
        if (arrays[i]!.every((value) => value === null)) return 'NULL';
        return column === 'words' && table === 'ticket_search' ? 'words::tsvector' : column;
      });
      await client.query(
        `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${read.join(', ')} FROM unnest(${types.join(', ')}) AS _(${columns.join(', ')})`,
        arrays,
      );
    },
    run: async (statement) => void (await client.query(statement)),
    close: () => client.end(),
  };
}
