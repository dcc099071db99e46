/** Writes rows by prepared statements, all of one call in one transaction, and says so when it is on the disk. */
import type { Statement } from 'better-sqlite3';
import pg from 'pg';
import type { Database } from '../../server/store/open-store.ts';
import { connect } from '../../server/store/sqlite/connect.ts';
import type { Rows } from './floor-rows.ts';

export type Write = (all: readonly Rows[]) => Promise<void>;

export const writeInto = async (database: Database): Promise<Write> =>
  'url' in database ? intoPostgres(database.url) : intoSqlite(database.file);

function intoSqlite(file: string): Write {
  const connection = connect(file, { readOnly: false });
  const inserts = new Map<string, Statement>();
  const insert = ([table, row]: Rows[number]) => {
    let statement = inserts.get(table);
    if (!statement) {
      const columns = Object.keys(row);
      const text = `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`;
      inserts.set(table, (statement = connection.prepare(text)));
    }
    statement.run(...Object.values(row));
  };
  const together = connection.transaction((all: readonly Rows[]) => {
    for (const rows of all) for (const row of rows) insert(row);
  });
  return async (all) => void together.immediate(all);
}

async function intoPostgres(address: string): Promise<Write> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  const insert = ([table, row]: Rows[number]) => {
    const columns = Object.keys(row);
    const places = columns.map((column, i) =>
      table === 'ticket_search' && column === 'words' ? `to_tsvector('simple', $${i + 1})` : `$${i + 1}`,
    );
    const text = `INSERT INTO ${table} (${columns.join()}) VALUES (${places.join()})`;
    return client.query({ name: table, text, values: Object.values(row) });
  };
  return async (all) => {
    await client.query('BEGIN');
    for (const row of all.flat()) await insert(row);
    await client.query('COMMIT');
  };
}
