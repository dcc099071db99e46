/** A database that is gone, cut or damaged is never opened, and never made anew over what is left of it. */
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { isForWhoeverStarts, openStore } from '../../../../server/store/open-store.ts';
import { lookThrough } from '../../../../server/store/sqlite/look-through.ts';
import { translated } from '../../../../server/store/sqlite/failure.ts';
import { Unavailable } from '../../../../server/store/unavailable.ts';
import { aDesk, aFolder, submission } from '../a-desk.ts';

const PAGE = 4096;

async function aFile(): Promise<string> {
  const file = join(aFolder(), 'desk.db');
  const store = await aDesk({ file });
  for (const id of ['a', 'b', 'c']) await store.tickets.commit(submission(id));
  await store.close();
  return file;
}

/** The root page of the table of tickets: nothing works without it. */
function pageOfTickets(file: string): number {
  const connection = new Database(file, { readonly: true });
  try {
    return connection
      .prepare(`SELECT rootpage FROM sqlite_master WHERE name = 'ticket'`)
      .pluck()
      .get() as number;
  } finally {
    connection.close();
  }
}

function overwrite(file: string, at: number, bytes: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(bytes, 0xa5), 0, bytes, at);
  closeSync(handle);
}

const refusalOf = async (file: string): Promise<Error> => {
  const opened = await openStore({ file }).catch((cause: Error) => cause);
  if (opened instanceof Error) return opened;
  await opened.close();
  throw new Error('it was opened');
};

describe('at the start', () => {
  it.each<[string, (file: string) => void, RegExp]>([
    ['is gone', (file) => rmSync(file), /is gone and has not always been; .*restore the last backup/],
    ['is empty', (file) => truncateSync(file, 0), /is empty and has not always been/],
    ['was cut', (file) => truncateSync(file, statSync(file).size / 2), /is damaged \(/],
    ['has another head', (file) => overwrite(file, 0, 100), /is damaged \(file is not a database\)/],
    ['has a damaged list of tables', (file) => overwrite(file, 100, 200), /is damaged \(/],
    [
      'has a damaged page',
      (file) => overwrite(file, (pageOfTickets(file) - 1) * PAGE, 64),
      /is damaged \(.*\); move DATA_DIR aside and restore/,
    ],
  ])('a database that %s is refused with one line, and left as it is', async (_, harm, says) => {
    const file = await aFile();
    harm(file);
    const before = statSync(file, { throwIfNoEntry: false })?.size;
    const refusal = await refusalOf(file);
    expect(isForWhoeverStarts(refusal)).toBe(true);
    expect(refusal.message).toMatch(says);
    expect(refusal.message).not.toContain('\n');
    expect(statSync(file, { throwIfNoEntry: false })?.size).toBe(before);
  });

  it('one that is gone is known by the log that is left of it too', async () => {
    const file = join(aFolder(), 'desk.db');
    writeFileSync(`${file}-wal`, Buffer.alloc(PAGE));
    expect((await refusalOf(file)).message).toContain('is gone');
    expect(existsSync(file)).toBe(false);
  });

  it('a first start that was cut off before anything was written is no loss', async () => {
    const file = join(aFolder(), 'desk.db');
    new Database(`${file}.lock`).close();
    writeFileSync(file, '');
    await (await openStore({ file })).close();
  });
});

describe('while it runs', () => {
  it('is lost once SQLite stumbles over it: said once, and nothing is answered from then on', async () => {
    const file = await aFile();
    const page = pageOfTickets(file);
    const lost: string[] = [];
    const store = await openStore({ file, onLost: (cause) => lost.push(cause.message) });
    overwrite(file, (page - 1) * PAGE, 64);
    // What it has read stays in memory until there is need of it.
    await sql`PRAGMA shrink_memory`.execute(store.db);
    await expect(store.tickets.load('a')).rejects.toThrow(Unavailable);
    await expect(store.sites.all()).rejects.toThrow('is damaged');
    expect(lost).toEqual(['the database is damaged (SQLITE_CORRUPT)']);
    await store.close();
  });

  it('what it has stumbled over stands against the next start, which by itself may not come upon it', async () => {
    const file = await aFile();
    const store = await openStore({ file });
    const page = pageOfTickets(file);
    const whole = readFileSync(file);
    overwrite(file, (page - 1) * PAGE, 64);
    await sql`PRAGMA shrink_memory`.execute(store.db);
    await expect(store.tickets.load('a')).rejects.toThrow(Unavailable);
    await store.close();
    writeFileSync(file, whole);
    expect((await refusalOf(file)).message).toContain(
      `found while it ran; once another is in its place, delete`,
    );
  });

  it('a large one is looked through beside it, and what is found stands against the next start', async () => {
    const file = await aFile();
    overwrite(file, (pageOfTickets(file) - 1) * PAGE, 64);
    const found = await new Promise<Error>((resolve) => lookThrough(file, resolve, 0));
    expect(found.message).toContain('is damaged');
    expect((await refusalOf(file)).message).toContain(`delete ${file}.damaged`);
  });

  it.each([
    ['SQLITE_IOERR_FSYNC', 'DatabaseLost'],
    ['SQLITE_IOERR_DIR_FSYNC', 'DatabaseLost'],
    ['SQLITE_NOTADB', 'DatabaseLost'],
    ['SQLITE_FULL', 'CannotWrite'],
    ['SQLITE_IOERR_WRITE', 'CannotWrite'],
    ['SQLITE_IOERR_READ', 'CannotWrite'],
    ['SQLITE_READONLY', 'CannotWrite'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'SqliteError'],
  ])('%s is %s', (code, is) => {
    const known = translated(new Database.SqliteError('it failed', code));
    expect((known as Error).name).toBe(is);
  });
});
