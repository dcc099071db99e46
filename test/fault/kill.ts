/**
 * Submissions and replies run over HTTP by several clients while the server is killed with SIGKILL at random moments and
 * started again. Afterwards every acknowledged one must be there exactly once and whole, what was given up at most once,
 * and `verify` must find nothing.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { databaseIn } from '../../server/data-dir.ts';
import { seeded } from '../../server/sample/random.ts';
import { openStore } from '../../server/store/open-store.ts';
import { aClient, ORIGIN } from './a-client.ts';
import { aServer } from './a-server.ts';
import { problemsOf, type Found } from './judge.ts';

export type KillRun = {
  kills: number;
  acknowledged: number;
  sentAgain: number;
  givenUp: number;
  tickets: number;
  /** The longest from the start of the process until it answers. */
  slowestStartMs: number;
  /** Empty when nothing was lost, doubled or halved. */
  problems: readonly string[];
};

const CLIENTS = 8;

export async function killRun({ kills, seed }: { kills: number; seed: number }): Promise<KillRun> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kill-'));
  const server = await aServer(dataDir);
  try {
    const siteKey = await aSite(dataDir);
    const random = seeded(seed);
    const clients = Array.from({ length: CLIENTS }, (_, i) =>
      aClient(`c${i}`, { base: server.base, siteKey, random: seeded(seed + 1 + i) }),
    );
    let slowestStartMs = await timed(() => server.start());
    const running = Promise.all(clients.map((client) => client.run()));
    for (let i = 0; i < kills; i++) {
      await after(random.between(50, 1200));
      await server.kill();
      slowestStartMs = Math.max(slowestStartMs, await timed(() => server.start()));
    }
    for (const client of clients) client.stop();
    await running;
    await server.kill();

    const intents = clients.flatMap((client) => client.intents);
    const found = await allTickets(dataDir);
    return {
      kills,
      acknowledged: intents.filter((intent) => intent.acknowledged).length,
      sentAgain: intents.filter((intent) => intent.tries > 1).length,
      givenUp: intents.filter((intent) => !intent.acknowledged).length,
      tickets: found.length,
      slowestStartMs: Math.round(slowestStartMs),
      problems: [
        ...clients.flatMap((client) => client.surprises),
        ...problemsOf(intents, found),
        ...verified(dataDir),
      ],
    };
  } finally {
    await server.kill();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function timed(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

async function aSite(dataDir: string): Promise<string> {
  const store = await openStore({ file: databaseIn(dataDir) });
  const key = `pk_site_${randomBytes(8).toString('hex')}`;
  await store.licensees.add({ id: 'fault', name: 'Fault', createdAt: 0 });
  await store.sites.add({
    id: 'fault',
    key,
    licenseeId: 'fault',
    name: 'Fault',
    origins: [ORIGIN],
    anonymousAllowed: true,
    identityRequired: false,
    createdAt: 0,
  });
  await store.close();
  return key;
}

async function allTickets(dataDir: string): Promise<Found[]> {
  const store = await openStore({ file: databaseIn(dataDir), readOnly: true });
  try {
    const found: Found[] = [];
    for await (const { row } of store.inspection.tickets()) {
      const loaded = await store.tickets.load(row.id);
      if (!loaded) throw new Error(`ticket ${row.id} is in the list and cannot be loaded`);
      const files = new Map((await store.files.ofTicket(row.id)).map((file) => [file.id, file]));
      found.push({ ...loaded, files });
    }
    return found;
  } finally {
    await store.close();
  }
}

function verified(dataDir: string): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/cli/desk.ts', 'verify'], {
    env: { DATA_DIR: dataDir },
    encoding: 'utf8',
  });
  return status === 0 ? [] : [`verify: ${stdout}${stderr}`];
}
