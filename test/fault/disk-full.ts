/**
 * DATA_DIR on a small file system that fills: first up to what is kept back for staff, then to the last byte. What is sent is
 * answered 503 and when to come again, reading goes on, nothing that was acknowledged is lost, and once there is room the
 * desk goes on by itself.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as after } from 'node:timers/promises';
import { databaseIn } from '../../server/data-dir.ts';
import { ORIGIN, type AClient } from './a-client.ts';
import { aServer } from './a-server.ts';
import type { Fault, Outcome } from './fault.ts';
import { anInstallation } from './installation.ts';
import { invariantsOf } from './invariants.ts';
import { clientsOf } from './kill.ts';

const MEBIBYTE = 1024 ** 2;
const DISK_MEBIBYTES = 48;
const HEALS_WITHIN_MS = 10_000;
const FULL_WITHIN_MS = 20_000;
const TIMES = { short: 2, long: 20 } as const;

function missing(): string | null {
  if (process.platform !== 'linux') return 'this fault needs Linux: run it on one';
  return process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0
    ? null
    : 'this fault mounts a file system: run it as root, with the tools of util-linux';
}

/** Takes all the room that there is; `leave`: but for so many bytes. */
function fill(path: string, leave: number): void {
  const handle = openSync(path, 'a');
  try {
    for (const bytes of [MEBIBYTE, 65_536, 4096]) {
      for (;;) {
        if (leave > 0 && freeBytes(path) < leave + bytes) break;
        try {
          if (writeSync(handle, Buffer.alloc(bytes)) < bytes) break;
        } catch (cause) {
          if (cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC') break;
          throw cause;
        }
      }
    }
  } finally {
    closeSync(handle);
  }
}

function freeBytes(path: string): number {
  const { stdout } = spawnSync('stat', ['-f', '-c', '%a %S', path], { encoding: 'utf8' });
  const [blocks = 0, size = 0] = stdout.trim().split(' ').map(Number);
  return blocks * size;
}

const acknowledgedBy = (clients: readonly AClient[]): number =>
  clients.reduce((sum, { intents }) => sum + intents.filter(({ acknowledged }) => acknowledged).length, 0);
const refusedTo = (clients: readonly AClient[]): number =>
  clients.reduce((sum, client) => sum + client.notNow(), 0);

async function until(holds: () => boolean, ms: number): Promise<number | null> {
  const began = performance.now();
  for (; performance.now() - began < ms; await after(20)) if (holds()) return performance.now() - began;
  return null;
}

/** What the server logged last of such a call. */
const whyOf = (said: string, path: string): string =>
  said.split('\n').findLast((line) => line.includes(path.slice(1))) ?? said.slice(-300);

async function diskFullRun(times: number, seed: number): Promise<Outcome> {
  const installation = await anInstallation('sqlite');
  const disk = mkdtempSync(join(tmpdir(), 'small-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MEBIBYTES}m`, 'tmpfs', disk], {
    encoding: 'utf8',
  });
  if (mounted.status !== 0) throw new Error(`no file system was mounted: ${mounted.stderr}`);
  const dataDir = join(disk, 'data');
  cpSync(installation.dataDir, dataDir, { recursive: true });
  const there = { database: { file: databaseIn(dataDir) }, env: { ...installation.env, DATA_DIR: dataDir } };
  const ballast = join(disk, 'ballast');
  const server = await aServer(there);
  const problems: string[] = [];
  let slowestMs = 0;
  let read = 0;
  try {
    const clients = clientsOf(installation, { bases: [server.base], seed });
    await server.start();
    const running = Promise.all(clients.map((client) => client.run()));
    for (let i = 0; i < times; i++) {
      const before = acknowledgedBy(clients);
      await until(() => acknowledgedBy(clients) > before + 20, FULL_WITHIN_MS);
      // What is kept back is entered by whoever else is on the disk, at odd times to the last byte.
      fill(ballast, i % 2 ? 0 : MEBIBYTE);
      const refused = refusedTo(clients);
      if ((await until(() => refusedTo(clients) > refused + 8, FULL_WITHIN_MS)) === null)
        problems.push(`time ${i + 1}: nobody was told to come again`);
      for (const client of clients) {
        const answer = await fetch(`${server.base}/rpc/customer.tickets`, {
          headers: { origin: ORIGIN, authorization: `Bearer ${client.session()}` },
        });
        if (answer.ok) read += 1;
        else
          problems.push(
            `time ${i + 1}: a list was answered with ${answer.status}: ${whyOf(server.said(), '/customer.tickets')}`,
          );
      }
      const done = acknowledgedBy(clients);
      rmSync(ballast);
      const healed = await until(() => acknowledgedBy(clients) > done + clients.length, HEALS_WITHIN_MS);
      if (healed === null) problems.push(`time ${i + 1}: it did not go on within ${HEALS_WITHIN_MS} ms`);
      slowestMs = Math.max(slowestMs, healed ?? HEALS_WITHIN_MS);
    }
    for (const client of clients) client.stop();
    await running;
    if (server.ended()) problems.push('the process ended');
    await server.stop();
    const held = await invariantsOf(
      there,
      clients.flatMap(({ intents }) => intents),
    );
    return {
      held:
        `full ${times} times: ${acknowledgedBy(clients)} acknowledged in ${held.tickets} tickets, ` +
        `${refusedTo(clients)} times 503, ${read} lists read while it was full, well again after ${Math.round(slowestMs)} ms`,
      problems: [...problems, ...clients.flatMap(({ surprises }) => surprises), ...held.problems],
    };
  } finally {
    await server.kill();
    spawnSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
    await installation.remove();
  }
}

export const diskFull: Fault = {
  does: 'a small file system fills under load, and has room again; needs Linux, root and mount',
  async run({ length, seed }): Promise<Outcome> {
    const lacks = missing();
    return lacks ? { held: lacks, problems: [lacks] } : diskFullRun(TIMES[length], seed);
  },
};
