/** What SQLite says when it cannot write or read any more, and what becomes of the process then. */
import Database from 'better-sqlite3';
import { behind, Unavailable } from '../unavailable.ts';
import { isDamage } from './damage.ts';

/** The disk is full, or does not write; or its file system has become one that is only read. */
const CANNOT_WRITE = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN)/;
const CANNOT_READ = /^SQLITE_IOERR_(?:READ|SHORT_READ)$/;
/** What was written may be on the disk or not, and asked again the system would say that it is: nobody may go on from here. */
const NOT_SYNCED = /^SQLITE_IOERR_(?:FSYNC|DIR_FSYNC)$/;

/** Nothing is wrong with what was asked, and nothing of it is left: it may be asked again once there is room. */
export class CannotWrite extends Unavailable {
  override name = 'CannotWrite';
}

/** Neither what is in memory nor what is read again can be believed: the process has to end, and start from what is on the disk. */
export class DatabaseLost extends Unavailable {
  override name = 'DatabaseLost';
}

const codeOf = (cause: unknown): string => (cause instanceof Database.SqliteError ? cause.code : '');

export function translated(cause: unknown): unknown {
  const code = codeOf(cause);
  if (NOT_SYNCED.test(code))
    return new DatabaseLost(`the disk did not keep what was written (${code}); look at it`, { cause });
  if (isDamage(cause)) return new DatabaseLost(`the database is damaged (${code})`, { cause });
  if (CANNOT_READ.test(code))
    return new CannotWrite(`the database cannot be read (${code}); look at its disk`, { cause });
  if (!CANNOT_WRITE.test(code)) return cause;
  return new CannotWrite(`the database cannot be written (${code}); make room on its disk`, { cause });
}

/** Whatever shares its transaction fails too. */
export const cannotGoOn = (error: unknown): boolean =>
  behind(error, CannotWrite) !== null || behind(error, DatabaseLost) !== null;
