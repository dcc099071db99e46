/** What SQLite says when it cannot write any more: nothing is wrong with what was asked, it may be asked again once there is room. */
import Database from 'better-sqlite3';
import { behind, Unavailable } from '../unavailable.ts';

/** The disk is full, or does not write; or its file system has become one that is only read. */
const CANNOT_WRITE = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN)/;

export class CannotWrite extends Unavailable {
  override name = 'CannotWrite';
}

export function translated(cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError) || !CANNOT_WRITE.test(cause.code)) return cause;
  return new CannotWrite(`the database cannot be written (${cause.code}); make room on its disk`, { cause });
}

export const cannotWrite = (error: unknown): boolean => behind(error, CannotWrite) !== null;
