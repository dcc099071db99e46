import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../../server/store/open-store.ts';
import { connect } from '../../../../server/store/sqlite/connect.ts';
import { aDesk, aFolder, aStore, submission } from '../a-desk.ts';

const OPEN_STORE = pathToFileURL(join(import.meta.dirname, '../../../../server/store/open-store.ts')).href;

const SETTINGS = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 5000,
  trusted_schema: 0,
  cell_size_check: 1,
  secure_delete: 1,
};

const settingsOf = (connection: Database.Database) =>
  Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, connection.pragma(name, { simple: true })]));

describe('every connection', () => {
  it.each(['a new', 'a re-opened', 'a read-only'])('to %s file is durable and strict', async (which) => {
    const file = join(aFolder(), 'desk.db');
    if (which !== 'a new') connect(file, { readOnly: false }).close();
    const connection = connect(file, { readOnly: which === 'a read-only' });
    onTestFinished(() => void connection.close());
    expect(settingsOf(connection)).toEqual(SETTINGS);
  });

  it('needs what it sets: without, a re-opened file is not FULL', () => {
    const file = join(aFolder(), 'desk.db');
    connect(file, { readOnly: false }).close();
    const bare = new Database(file);
    onTestFinished(() => void bare.close());
    expect(bare.pragma('synchronous', { simple: true })).toBe(1);
  });

  it('is refused when the file cannot keep a write-ahead log', () => {
    expect(() => connect(':memory:', { readOnly: false })).toThrow(
      'answers journal_mode=memory where wal is required',
    );
  });

  it('is refused with the file and what to do when the folder is not there', () => {
    const file = join(aFolder(), 'nowhere', 'desk.db');
    expect(() => connect(file, { readOnly: false })).toThrow(`cannot open the database ${file}`);
  });
});

describe('a store', () => {
  it('has everything again after it was closed and opened', async () => {
    const file = join(aFolder(), 'desk.db');
    const store = await aDesk({ file });
    await store.tickets.commit(submission('a'));
    await store.close();
    const again = await aStore({ file });
    expect((await again.tickets.load('a'))?.ticket.number).toBe(1001);
  });

  it('refuses a second one on the same file, in this process as in another', async () => {
    const file = join(aFolder(), 'desk.db');
    await aStore({ file });
    await expect(openStore({ file })).rejects.toThrow(`another smart-support is using ${file}`);
    const other = `import { openStore } from ${JSON.stringify(OPEN_STORE)}; await openStore({ file: ${JSON.stringify(file)} });`;
    expect(() =>
      execFileSync(process.execPath, ['--input-type=module', '-e', other], { stdio: 'pipe' }),
    ).toThrow('another smart-support is using');
  });

  it('opens again at once after its process was killed', async () => {
    const file = join(aFolder(), 'desk.db');
    const script = `import { openStore } from ${JSON.stringify(OPEN_STORE)};
      await openStore({ file: ${JSON.stringify(file)} }); console.log('open'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    await expect(openStore({ file })).rejects.toThrow('another smart-support is using');
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await (await aStore({ file })).ping();
  });

  it('is read beside a running one, and changed by nobody who reads', async () => {
    const file = join(aFolder(), 'desk.db');
    const store = await aDesk({ file });
    await store.tickets.commit(submission('a'));
    const reader = await openStore({ file, readOnly: true });
    onTestFinished(() => reader.close());
    expect((await reader.tickets.load('a'))?.ticket.number).toBe(1001);
    await expect(reader.tickets.commit(submission('b'))).rejects.toThrow('could not be committed');
    await store.tickets.commit(submission('c'));
    expect(await reader.tickets.load('c')).not.toBeNull();
  });

  it('is not made by reading one that is not there', async () => {
    const file = join(aFolder(), 'desk.db');
    await expect(openStore({ file, readOnly: true })).rejects.toThrow(`cannot open the database ${file}`);
    expect(existsSync(file)).toBe(false);
  });
});

describe('migrations', () => {
  const withVersion = (file: string, number: number | null) => {
    const connection = new Database(file);
    connection.exec(
      number === null ? 'DELETE FROM migration' : `INSERT INTO migration VALUES (${number}, 'later')`,
    );
    connection.close();
  };

  it('refuse a database of a newer program', async () => {
    const file = join(aFolder(), 'desk.db');
    await (await openStore({ file })).close();
    withVersion(file, 999);
    await expect(openStore({ file })).rejects.toThrow(
      /the database is at version 999 and this program knows \d+; run the newer/,
    );
    await expect(openStore({ file, readOnly: true })).rejects.toThrow('the database is at version 999');
  });

  it('refuse to read a database that is not up to date', async () => {
    const file = join(aFolder(), 'desk.db');
    await (await openStore({ file })).close();
    withVersion(file, null);
    await expect(openStore({ file, readOnly: true })).rejects.toThrow('start the server once');
  });

  it('leave nothing of one that fails', async () => {
    const file = join(aFolder(), 'desk.db');
    const connection = connect(file, { readOnly: false });
    // Stands in the way of the last table of the first migration.
    connection.exec('CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)');
    connection.exec('CREATE TABLE regulation_version (version TEXT)');
    connection.close();
    await expect(openStore({ file })).rejects.toThrow('already exists');
    const left = new Database(file);
    onTestFinished(() => void left.close());
    const tables = left
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
      .pluck()
      .all();
    expect(tables).toEqual(['migration', 'regulation_version']);
  });
});
