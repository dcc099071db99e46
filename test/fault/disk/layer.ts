/** `layer.c`, compiled and laid under a server: what it tells of the disk, and how it is told to fail. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const CONTROL_BYTES = 48;
const KINDS = { writes: 1, syncs: 2, end: 3 } as const;

export type Failing = {
  /** `end`: the process is gone before its next write or sync, whatever it was at. */
  what: keyof typeof KINDS;
  error?: 'ENOSPC' | 'EIO';
  /** How many pass before. */
  after?: number;
  /** All that follow fail too, until it is let be. */
  lasts?: boolean;
};

export type Layer = {
  /** For the server; `journal`: null when none is kept. */
  env(journal: string | null): Record<string, string>;
  arm(failing: Failing): void;
  letBe(): void;
  counted(): { writes: number; syncs: number; failed: number };
  close(): void;
};

/** One line on what is missing; null when nothing is. */
export function missingForLayer(): string | null {
  if (process.platform !== 'linux') return 'this fault needs Linux: run it on one';
  return spawnSync('cc', ['--version']).status === 0
    ? null
    : 'this fault needs a C compiler: apt-get install gcc libc6-dev';
}

/** `folder`: where what it needs is kept; `dataDir`: what it watches. */
export function layerOver(dataDir: string, folder: string): Layer {
  const library = join(folder, 'layer.so');
  const compiled = spawnSync(
    'cc',
    ['-O2', '-shared', '-fPIC', '-o', library, join(import.meta.dirname, 'layer.c'), '-lpthread'],
    { encoding: 'utf8' },
  );
  if (compiled.status !== 0) throw new Error(`layer.c was not compiled: ${compiled.stderr}`);
  const file = join(folder, 'control');
  writeFileSync(file, Buffer.alloc(CONTROL_BYTES));
  const control = openSync(file, 'r+');
  const read = () => {
    const bytes = Buffer.alloc(CONTROL_BYTES);
    readSync(control, bytes, 0, CONTROL_BYTES, 0);
    return bytes;
  };
  const disarm = () => void writeSync(control, Buffer.alloc(4), 0, 4, 0);

  return {
    env: (journal) => ({
      LD_PRELOAD: library,
      DISK_FOLDER: dataDir,
      DISK_CONTROL: file,
      ...(journal !== null && { DISK_JOURNAL: journal }),
    }),

    arm({ what, error = 'EIO', after = 0, lasts = false }) {
      disarm();
      const told = Buffer.alloc(24);
      told.writeUInt32LE(constants.errno[error], 4);
      told.writeUInt32LE(lasts ? 1 : 0, 8);
      told.writeBigInt64LE(BigInt(after), 16);
      writeSync(control, told, 4, 20, 4);
      told.writeUInt32LE(KINDS[what], 0);
      writeSync(control, told, 0, 4, 0);
    },

    letBe: disarm,

    counted() {
      const bytes = read();
      return {
        writes: Number(bytes.readBigUInt64LE(24)),
        syncs: Number(bytes.readBigUInt64LE(32)),
        failed: Number(bytes.readBigUInt64LE(40)),
      };
    },

    close: () => closeSync(control),
  };
}
