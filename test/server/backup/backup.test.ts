import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStaffDoor } from '../../../server/auth/staff-door.ts';
import { backUp, DATABASE } from '../../../server/backup/back-up.ts';
import { MANIFEST } from '../../../server/backup/manifest.ts';
import { isCarriedOver } from '../../../server/backup/same-desk.ts';
import { checkBackup, moveInto, restore } from '../../../server/backup/restore.ts';
import { verify } from '../../../server/cli/verify.ts';
import { databaseIn, filesIn } from '../../../server/data-dir.ts';
import { openStore } from '../../../server/store/open-store.ts';
import type { Store } from '../../../server/store/store.ts';
import { ownDatabase } from '../support/a-database.ts';
import {
  aConsultation,
  aRequestId,
  aWholeDesk,
  ORIGIN,
  PASSWORD,
  type WholeDesk,
} from '../support/whole-desk.ts';

let desk: WholeDesk;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  desk = await aWholeDesk();
});
afterEach(async () => {
  await desk.end();
  rmSync(folder, { recursive: true, force: true });
});

const withAccounts = (store: Store) =>
  openStaffDoor({ store, baseUrl: desk.config.baseUrl, keys: desk.desk.keys, log: desk.deps.log });

const backedUp = (to = join(folder, 'monday')) =>
  backUp({ store: desk.deps.store, dataDir: desk.folder, to, at: desk.clock.at, withAccounts });

/** Somebody has asked twice, once with a file; an agent has answered. */
async function aDeskInUse() {
  const site = await desk.site(await desk.licensee('North'));
  const anna = await desk.client(site, 'anna');
  const agent = await desk.member('agent');
  const file = await desk.request('/files', {
    method: 'POST',
    headers: { ...anna, origin: ORIGIN, 'content-type': 'text/plain', 'x-file-name': 'log.txt' },
    body: 'what the till said',
  });
  expect(file.status).toBe(201);
  await desk.mutate('customer.submit', aConsultation({ files: [file.json.id] }), anna);
  const { json } = await desk.mutate('customer.submit', aConsultation(), anna);
  const { id, version: seenVersion } = json.result.data;
  const said = { requestId: aRequestId(), id, seenVersion, text: 'Press the red button', files: [] };
  expect((await desk.mutate('staff.reply', said, agent)).status).toBe(200);
  return { anna, agent, id };
}

const proved = async (store: Store, filesRoot: string) =>
  verify({ store, ruleBook: desk.deps.ruleBook(), filesRoot });

describe('a backup', () => {
  it('of a running desk becomes the same desk on an empty machine', async () => {
    const { agent } = await aDeskInUse();
    const made = await backedUp();
    // What comes later is not in it.
    await aDeskLater();
    const dataDir = join(folder, 'restored');
    const restored = await restore({
      ...{ from: join(folder, 'monday'), dataDir, withAccounts },
      database: { file: databaseIn(dataDir) },
    });
    expect(restored).toEqual(made);
    const store = await openStore({ file: databaseIn(dataDir) });
    try {
      const found = await proved(store, filesIn(dataDir));
      expect(found.differences).toEqual([]);
      expect([found.tickets, found.events]).toEqual([made.tickets, made.events]);
      expect([found.tickets, found.files]).toEqual([2, 1]);
      const reader = { staffId: agent.id, at: desk.clock.at, todayEndsAt: desk.clock.at };
      expect((await store.tickets.queue({ status: 'all', search: 'red button' }, reader)).rows).toHaveLength(
        1,
      );
      const door = await openStaffDoor({
        store,
        baseUrl: desk.config.baseUrl,
        keys: desk.desk.keys,
        log: desk.deps.log,
      });
      expect(await door.signIn('agent@desk.example', PASSWORD)).not.toBeNull();
      expect(await door.signIn('agent@desk.example', `${PASSWORD}!`)).toBeNull();
    } finally {
      await store.close();
    }
  });

  const aDeskLater = async () => {
    const site = await desk.site(await desk.licensee('Later'));
    await desk.mutate('customer.submit', aConsultation(), await desk.client(site, 'boris'));
  };

  it('notices a flipped byte, wherever it is', async () => {
    await aDeskInUse();
    const { files } = await backedUp();
    const from = join(folder, 'monday');
    await checkBackup(from);
    const paths = [...files.map(({ path }) => path), MANIFEST];
    for (let i = 0; i < 100; i++) {
      const path = join(from, paths[i % paths.length]!);
      const bytes = readFileSync(path);
      const at = (i * 7919) % bytes.length;
      bytes[at]! ^= 1 << (i % 8);
      writeFileSync(path, bytes);
      await expect(checkBackup(from), `byte ${at} of ${path}`).rejects.toThrow(/take another/);
      bytes[at]! ^= 1 << (i % 8);
      writeFileSync(path, bytes);
    }
    await checkBackup(from);
  });

  it('notices a file that is missing, or longer than it was', async () => {
    await aDeskInUse();
    const { files } = await backedUp();
    const from = join(folder, 'monday');
    appendFileSync(join(from, DATABASE), 'x');
    await expect(checkBackup(from)).rejects.toThrow(`${DATABASE} has`);
    rmSync(join(from, files.find(({ path }) => path.startsWith('files/'))!.path));
    await expect(checkBackup(from)).rejects.toThrow('is missing');
  });

  it('that fails leaves nothing behind, and goes into no folder that has something in it', async () => {
    await aDeskInUse();
    rmSync(filesIn(desk.folder), { recursive: true });
    await expect(backedUp()).rejects.toThrow('could not be copied');
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, 'mine.txt'), '');
    await expect(backedUp(folder)).rejects.toThrow('not empty');
  });

  it('is not restored over a desk', async () => {
    await aDeskInUse();
    await backedUp();
    const dataDir = join(folder, 'restored');
    const once = {
      from: join(folder, 'monday'),
      dataDir,
      database: { file: databaseIn(dataDir) },
      withAccounts,
    };
    await restore(once);
    await expect(restore(once)).rejects.toThrow('has a desk already');
  });
});

describe('carrying a desk over', () => {
  it('from a backup, which is a file, brings it to whichever database', async () => {
    await aDeskInUse();
    await backedUp();
    const dataDir = join(folder, 'restored');
    const { database, drop } = await ownDatabase();
    try {
      const made = await restore({ from: join(folder, 'monday'), dataDir, database, withAccounts });
      const store = await openStore(database);
      const found = await proved(store, filesIn(dataDir));
      expect(found.differences).toEqual([]);
      expect([found.tickets, found.events]).toEqual([made.tickets, made.events]);
      const door = await openStaffDoor({
        store,
        baseUrl: desk.config.baseUrl,
        keys: desk.desk.keys,
        log: desk.deps.log,
      });
      expect(await door.signIn('agent@desk.example', PASSWORD)).not.toBeNull();
      await store.close();
      expect(readdirSync(dataDir)).not.toContain('smart-support.sqlite.restoring');
    } finally {
      await drop();
    }
  });

  it('brings everything into an empty database, and nothing into one that is used', async () => {
    const { agent } = await aDeskInUse();
    const { database, drop } = await ownDatabase();
    try {
      expect(await moveInto(desk.deps.store, database, withAccounts)).toBeGreaterThan(20);
      const store = await openStore(database);
      expect((await proved(store, filesIn(desk.folder))).differences).toEqual([]);
      const door = await openStaffDoor({
        store,
        baseUrl: desk.config.baseUrl,
        keys: desk.desk.keys,
        log: desk.deps.log,
      });
      expect(await door.signIn('agent@desk.example', PASSWORD)).not.toBeNull();
      expect((await store.staff.get(agent.id))?.email).toBe('agent@desk.example');
      await store.close();
      await expect(moveInto(desk.deps.store, database, withAccounts)).rejects.toThrow('holds a desk already');
    } finally {
      await drop();
    }
  });

  it('that is repeated finds what it has brought, until either is worked with', async () => {
    const { anna } = await aDeskInUse();
    const { database, drop } = await ownDatabase();
    try {
      const { store } = desk.deps;
      await moveInto(store, database, withAccounts);
      expect(await isCarriedOver(store, database)).toBe(true);
      await desk.mutate('customer.submit', aConsultation(), anna);
      expect(await isCarriedOver(store, database)).toBe(false);
    } finally {
      await drop();
    }
  });

  it('that is cut off leaves nothing, and can be begun anew', async () => {
    await aDeskInUse();
    const { database, drop } = await ownDatabase();
    try {
      const { store } = desk.deps;
      const cutOff = {
        ...store,
        whole: {
          ...store.whole,
          read: <T>(use: Parameters<typeof store.whole.read<T>>[0]) =>
            store.whole.read<T>((tables) => use(untilTickets(tables))),
        },
      };
      await expect(moveInto(cutOff, database, withAccounts)).rejects.toThrow('the cable');
      await moveInto(store, database, withAccounts);
      const target = await openStore(database);
      expect((await proved(target, filesIn(desk.folder))).differences).toEqual([]);
      await target.close();
    } finally {
      await drop();
    }
  });
});

async function* untilTickets<T extends { table: string }>(tables: AsyncIterable<T>): AsyncIterable<T> {
  for await (const each of tables) {
    yield each;
    if (each.table === 'ticket') throw new Error('somebody has pulled the cable');
  }
}
