/** The file, locked for this process unless it is only read. */
import { Kysely } from 'kysely';
import type { Opened } from '../engine.ts';
import type { Db, Tables } from '../schema.ts';
import { connect, type SqliteConnection } from './connect.ts';
import { sqliteDialect } from './dialect.ts';
import { SQLITE } from './engine.ts';
import { lockFor } from './lock.ts';
import { NO_NEIGHBOURS } from './neighbours.ts';

export async function openSqlite(
  file: string,
  readOnly: boolean,
  upToDate: (db: Db, engine: typeof SQLITE) => Promise<void>,
): Promise<Opened> {
  const lock = readOnly ? null : lockFor(file);
  let connection: SqliteConnection | null = null;
  try {
    connection = connect(file, { readOnly });
    const db: Db = new Kysely<Tables>({ dialect: sqliteDialect(connection) });
    await upToDate(db, SQLITE);
    return {
      db,
      engine: SQLITE,
      neighbours: NO_NEIGHBOURS,
      async close() {
        await db.destroy();
        lock?.release();
      },
    };
  } catch (cause) {
    connection?.close();
    lock?.release();
    throw cause;
  }
}
