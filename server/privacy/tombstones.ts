/**
 * Who was erased, in a file beside the database: a database that is restored from before knows nothing of it, and what was
 * forgotten would be back. Ids only. A line is on the disk before anything is erased.
 */
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { synced } from '../files/synced.ts';
import type { Erasure } from '../store/privacy.ts';

export const TOMBSTONES = 'erased.jsonl';

const line = z.strictObject({ personId: z.string().min(1), at: z.int(), orderedBy: z.string().min(1) });

export const tombstonesIn = (dataDir: string): string => join(dataDir, TOMBSTONES);

export async function addTombstones(file: string, erasures: readonly Erasure[]): Promise<void> {
  if (erasures.length === 0) return;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a', 0o600);
  try {
    // In one write: several processes may add to it. What was cut off before it stays a line of its own.
    await handle.appendFile(erasures.map((each) => `\n${JSON.stringify(each)}\n`).join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await synced(dirname(file));
}

/** Throws with the number of a line that cannot be read: an erasure must not be lost in silence. */
export async function readTombstones(file: string): Promise<Erasure[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw cause;
  }
  return text.split('\n').flatMap((each, i) => {
    // Without an end it was cut off: nothing was erased for it yet, and whoever ordered it was told so.
    if (!each.endsWith('}')) return [];
    try {
      return [line.parse(JSON.parse(each))];
    } catch (cause) {
      throw new Error(`${file}: line ${i + 1} is no erasure; mend it or delete it`, { cause });
    }
  });
}
