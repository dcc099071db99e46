/**
 * A database that is not what was left: gone, cut, or with pages that cannot be right. It is never opened, and never made
 * anew over what is left of it: what it held is in a backup, and a desk that begins again as if nothing had been would hide
 * that it is gone.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { SqliteConnection } from './connect.ts';
import { damageOfLog } from './log-damage.ts';

export class DatabaseDamaged extends Error {
  override name = 'DatabaseDamaged';
}

const WHAT_TO_DO =
  'move DATA_DIR aside and restore the last backup into an empty one: npm run desk -- restore --from FOLDER';

const damaged = (file: string, how: string, cause?: unknown) =>
  new DatabaseDamaged(`the database ${file} is damaged (${how}); ${WHAT_TO_DO}`, { cause });

/** What a look at all of it takes a second for; of a larger one it is taken beside the running server. */
export const LOOKED_THROUGH_AT_START_BYTES = 256 * 1024 ** 2;

const bytesOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** What a look beside the server has found, kept for the next start. */
const findingOf = (file: string) => `${file}.damaged`;

export function noteDamage(file: string, how: string): DatabaseDamaged {
  writeFileSync(findingOf(file), `${how}\n`);
  return damaged(file, how);
}

/** Before it is opened: SQLite would make a new one in its place. `used`: there has been one. */
export function refuseGone(file: string, { used }: { used: boolean }): void {
  if (bytesOf(file) > 0 || !(used || bytesOf(`${file}-wal`) > 0)) return;
  throw new DatabaseDamaged(
    `the database ${file} is ${existsSync(file) ? 'empty' : 'gone'} and has not always been; ${WHAT_TO_DO}, or name another DATA_DIR for a new desk`,
  );
}

/** Before it is opened: whoever closes it last folds its log back, as far as SQLite takes it. */
export function refuseDamagedLog(file: string): void {
  const how = damageOfLog(file);
  if (how !== null) throw damaged(file, how);
}

/** Throws with one line unless all that is looked at can be right. */
export function refuseDamaged(connection: SqliteConnection, file: string): void {
  const finding = findingOf(file);
  if (existsSync(finding))
    throw damaged(
      file,
      `${readFileSync(finding, 'utf8').trim()}, found while it ran; once another is in its place, delete ${finding}`,
    );
  if (bytesOf(file) > LOOKED_THROUGH_AT_START_BYTES) return;
  const how = whatIsWrong(connection);
  if (how !== null) throw damaged(file, how);
}

/** A few words; null when SQLite finds nothing. */
export function whatIsWrong(connection: SqliteConnection): string | null {
  const found = connection.pragma('quick_check(1)', { simple: true });
  // It comes with line breaks, and is to stand in a line.
  return found === 'ok' ? null : String(found).replace(/\s+/gu, ' ').trim();
}

/** SQLite stumbles over it: no answer of such a file can be believed. */
export const isDamage = (cause: unknown): cause is Error =>
  cause instanceof Database.SqliteError && /^SQLITE_(?:CORRUPT|NOTADB)/.test(cause.code);

export const asDamage = (cause: unknown, file: string): unknown =>
  isDamage(cause) ? damaged(file, cause.message, cause) : cause;
