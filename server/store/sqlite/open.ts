/** The file, locked for this process unless it is only read. */
import { Kysely } from 'kysely';
import type { Opened } from '../engine.ts';
import type { Db, Tables } from '../schema.ts';
import { connect, type SqliteConnection } from './connect.ts';
import { asDamage, isDamage, noteDamage, refuseDamaged, refuseDamagedLog, refuseGone } from './damage.ts';
import { sqliteDialect } from './dialect.ts';
import { SQLITE } from './engine.ts';
import { translated } from './failure.ts';
import { lockFor } from './lock.ts';
import { lookThrough } from './look-through.ts';
import { NO_NEIGHBOURS } from './neighbours.ts';

export async function openSqlite(
  file: string,
  { readOnly, used, onLost }: { readOnly: boolean; used: boolean; onLost(cause: Error): void },
  upToDate: (db: Db, engine: typeof SQLITE) => Promise<void>,
): Promise<Opened> {
  const lock = readOnly ? null : lockFor(file);
  // A start by itself may not come upon the place: what was met stands against it.
  const lost = (cause: Error) => {
    try {
      if (lock && isDamage(cause.cause)) noteDamage(file, cause.cause.message);
    } finally {
      onLost(cause);
    }
  };
  let connection: SqliteConnection | null = null;
  try {
    if (lock) {
      refuseGone(file, { used: used || lock.used });
      refuseDamagedLog(file);
    }
    connection = connect(file, { readOnly });
    if (lock) refuseDamaged(connection, file);
    if (lock) foldLog(connection);
    const db: Db = new Kysely<Tables>({ dialect: sqliteDialect(connection, lost) });
    await upToDate(db, SQLITE);
    lock?.remember();
    const endLook = lock ? lookThrough(file, onLost) : async () => {};
    return {
      db,
      engine: SQLITE,
      neighbours: NO_NEIGHBOURS,
      async close() {
        await endLook();
        await db.destroy();
        lock?.release();
      },
    };
  } catch (cause) {
    connection?.close();
    lock?.release();
    throw asDamage(cause, file);
  }
}

/**
 * What a sync has failed for is shown by the system and may not be on the disk, nor ever come there: nothing is written
 * behind it. In the database itself all of it is written and synced anew.
 */
function foldLog(connection: SqliteConnection): void {
  try {
    connection.pragma('wal_checkpoint(TRUNCATE)');
  } catch (cause) {
    throw translated(cause);
  }
}
