/**
 * Room on the disk of DATA_DIR. Before the database meets the end of it, no more is taken in from clients: what is left is
 * for staff, for the log of the database, for what has been begun.
 */
import { statfs } from 'node:fs/promises';
import type { Instant } from '../../shared/instant.ts';
import { Unavailable } from '../store/unavailable.ts';

export type Room = {
  isShort(): Promise<boolean>;
  /** Throws when there is none for what a client brings: it may be sent again once there is. */
  needFor(what: 'file' | 'ticket'): Promise<void>;
};

/** Of a disk of 20 GB and more a gigabyte, of a smaller one a twentieth. */
const RESERVE_BYTES = 1024 ** 3;
const RESERVE_PART = 0.05;
/** Asked by every submission, it is looked once. */
const LOOKED_FOR_MS = 1_000;

export type Disk = { freeBytes: number; bytes: number };

export const isShortOf = ({ freeBytes, bytes }: Disk): boolean =>
  freeBytes < Math.min(RESERVE_BYTES, bytes * RESERVE_PART);

async function diskOf(folder: string): Promise<Disk> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, bytes: blocks * bsize };
}

type Deps = {
  dataDir: string;
  /** Where the database is elsewhere, only files need room here. */
  hasDatabase: boolean;
  now(): Instant;
  look?(folder: string): Promise<Disk>;
};

export function roomIn({ dataDir, hasDatabase, now, look = diskOf }: Deps): Room {
  let last: { at: Instant; short: Promise<boolean> } | null = null;
  const isShort = (): Promise<boolean> => {
    const at = now();
    const isFresh = last !== null && at >= last.at && at - last.at < LOOKED_FOR_MS;
    if (!last || !isFresh) last = { at, short: look(dataDir).then(isShortOf) };
    return last.short;
  };
  return {
    isShort,
    async needFor(what) {
      if (what === 'ticket' && !hasDatabase) return;
      if (await isShort())
        throw new Unavailable(`nothing is taken in from clients: make room on the disk of ${dataDir}`);
    },
  };
}
