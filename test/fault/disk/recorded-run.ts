/** A server under load with all that it does to its disk written down, and what it told its clients, in the one order. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { seeded } from '../../../server/sample/random.ts';
import type { Intent } from '../a-client.ts';
import { aServer, type AServer } from '../a-server.ts';
import { anInstallation } from '../installation.ts';
import { clientsOf } from '../kill.ts';
import { Disk } from './disk.ts';
import { recordsOf, type DiskRecord } from './journal.ts';
import { layerOver, type Failing, type Layer } from './layer.ts';

export type RecordedRun = {
  env: Readonly<Record<string, string>>;
  records: readonly DiskRecord[];
  /** As it was before the first record. */
  disk: Disk;
  intents: readonly Intent[];
  /** Beginning of a text → the first record by which a client was told of it. */
  toldAt: ReadonlyMap<string, number>;
  surprises: readonly string[];
};

/** How each part of the run ends: told to; from one moment to the next; by a sync that fails. */
export type Ending = 'stopped' | 'gone' | 'not synced';

type Asked = { seed: number; acknowledged: number; endings: readonly Ending[]; imports?: readonly string[] };

/** The first word of every text is its own. */
export const firstWord = ({ text }: Pick<Intent, 'text'>): string => text.slice(0, text.indexOf(' '));

const ENDS_WITHIN_MS = 20_000;

export async function recordedRun({
  seed,
  acknowledged,
  endings,
  imports = [],
}: Asked): Promise<RecordedRun> {
  const installation = await anInstallation('sqlite');
  const folder = await mkdtemp(join(tmpdir(), 'recorded-'));
  const layer = layerOver(installation.dataDir, folder);
  const journal = join(folder, 'journal');
  const env = { ...installation.env, ...layer.env(journal) };
  const server = await aServer({ env, imports });
  const random = seeded(seed);
  try {
    const [disk, whole] = [new Disk(installation.dataDir), new Disk(installation.dataDir)];
    const clients = clientsOf(installation, { bases: [server.base], seed });
    const done = () => clients.flatMap(({ intents }) => intents).filter((each) => each.acknowledged).length;
    await server.start();
    const running = Promise.all(clients.map((client) => client.run()));
    for (const [i, ending] of endings.entries()) {
      while (done() < (acknowledged * (i + 1)) / (endings.length + 1)) await after(5);
      if (ending === 'stopped') await server.stop();
      else {
        const failing: Failing = { what: ending === 'gone' ? 'end' : 'syncs', after: random.between(0, 20) };
        await untilEnded(server, layer, failing);
      }
      await server.start();
    }
    while (done() < acknowledged) await after(5);
    for (const client of clients) client.stop();
    await running;
    await server.stop();

    const records = [...recordsOf(await readFile(journal))];
    for (const record of records) whole.take(record);
    return {
      env: installation.env,
      records,
      disk,
      intents: clients.flatMap(({ intents }) => intents),
      toldAt: toldIn(records),
      surprises: [
        ...clients.flatMap(({ surprises }) => surprises),
        // After a failed sync what is shown is not what is there.
        ...(endings.includes('not synced') ? [] : notRecorded(whole, installation.dataDir)),
      ],
    };
  } finally {
    await server.kill();
    layer.close();
    await installation.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file that cannot be synced is refused, and its server goes on: the next one is for another sync. */
async function untilEnded(server: AServer, layer: Layer, failing: Failing): Promise<void> {
  const until = performance.now() + ENDS_WITHIN_MS;
  for (let failed = -1; !server.ended(); await after(5)) {
    const now = layer.counted().failed;
    if (now !== failed) layer.arm(failing);
    failed = now;
    if (performance.now() > until)
      throw new Error(`a server that was to end runs on after ${ENDS_WITHIN_MS} ms:\n${server.said()}`);
  }
  layer.letBe();
}

function toldIn(records: readonly DiskRecord[]): Map<string, number> {
  const toldAt = new Map<string, number>();
  for (const [i, { is, data }] of records.entries()) {
    if (is !== 'answer') continue;
    for (const [, word] of data.toString('latin1').matchAll(/\b(c\d+-\d+) /g))
      if (word && !toldAt.has(word)) toldAt.set(word, i);
  }
  return toldAt;
}

/** What is on this machine's disk and would not be there by the records: a call that goes past the layer. */
function notRecorded(disk: Disk, dataDir: string): string[] {
  const shown = disk.shown();
  const there = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !each.name.endsWith('-shm'))
    .map((each) => join(each.parentPath, each.name));
  return [
    ...there.flatMap((path) => {
      const recorded = shown.get(relative(dataDir, path));
      if (!recorded) return [`${path} is there and was not recorded`];
      return recorded.equals(readFileSync(path)) ? [] : [`${path} is not what was recorded`];
    }),
    ...(there.length === shown.size
      ? []
      : [`${shown.size} files were recorded and ${there.length} are there`]),
  ];
}
