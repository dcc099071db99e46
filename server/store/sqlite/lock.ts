/**
 * One server for one data folder. The lock is an exclusive transaction on a small database of its own beside the real
 * one: the operating system drops it with the process, however that ends, so a killed server leaves nothing to clear.
 */
import Database from 'better-sqlite3';

export type Lock = {
  /** There was a database beside it once. */
  used: boolean;
  /** From now on there is. */
  remember(): void;
  release(): void;
};

/** Kept in the lock's own file: it stays when the database goes. */
const USED = 1;

export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning';
}

export function lockFor(file: string): Lock {
  const connection = new Database(`${file}.lock`, { timeout: 0 });
  let used: boolean;
  try {
    connection.pragma('journal_mode = DELETE');
    used = connection.pragma('user_version', { simple: true }) === USED;
    connection.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    connection.close();
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) {
      throw new AlreadyRunning(
        `another smart-support is using ${file}; stop it first, or give this one its own DATA_DIR`,
        { cause },
      );
    }
    throw cause;
  }
  return {
    used,
    remember() {
      if (used) return;
      connection.exec(`COMMIT; PRAGMA user_version = ${USED}; BEGIN EXCLUSIVE`);
    },
    release: () => void connection.close(),
  };
}
