/**
 * Opens a connection to the SQLite file with what durability and safety ask of every connection, and proves that it has
 * it: better-sqlite3 is compiled so that a re-opened WAL file silently falls back to `synchronous=NORMAL`, under which a
 * power cut takes acknowledged tickets with it.
 */
import Database from 'better-sqlite3';

export type SqliteConnection = Database.Database;

/** Asked with `PRAGMA name`, answered with this value. */
const REQUIRED = {
  journal_mode: 'wal',
  /** FULL */
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 5000,
  trusted_schema: 0,
  cell_size_check: 1,
  /** What was deleted is written over: it is gone from the file too. */
  secure_delete: 1,
} as const;

export function connect(file: string, options: { readOnly: boolean }): SqliteConnection {
  let connection: SqliteConnection;
  try {
    connection = new Database(file, { readonly: options.readOnly, fileMustExist: options.readOnly });
  } catch (cause) {
    throw new Error(`cannot open the database ${file}; check that its folder exists and may be written`, {
      cause,
    });
  }
  try {
    connection.pragma('busy_timeout = 5000');
    if (!options.readOnly) connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    connection.pragma('trusted_schema = OFF');
    connection.pragma('cell_size_check = ON');
    connection.pragma('secure_delete = ON');
    assertSettings(connection, file);
    return connection;
  } catch (cause) {
    connection.close();
    throw cause;
  }
}

export function assertSettings(connection: SqliteConnection, file: string): void {
  for (const [name, wanted] of Object.entries(REQUIRED)) {
    const found = connection.pragma(name, { simple: true });
    if (found !== wanted) {
      throw new Error(
        `the database ${file} answers ${name}=${String(found)} where ${wanted} is required; ` +
          'its file system may not support it: put DATA_DIR on a local disk',
      );
    }
  }
}
