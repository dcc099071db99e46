/**
 * Where the tests put their files: in memory when there is room, since they open a thousand databases and wait for the
 * disk at every commit. What a disk does to a commit is tested by `npm run fault -- power`, on the disk.
 */
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH = 3 * 1024 ** 3;

function roomInMemory(): number {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return Math.min(bavail * bsize, process.availableMemory() / 2);
  } catch {
    return 0;
  }
}

export function scratch(): { path: string; remove(): void } {
  const parent = roomInMemory() >= ENOUGH ? MEMORY : tmpdir();
  const path = mkdtempSync(join(parent, 'smart-support-test-'));
  // PostgreSQL refuses to run as root, and is let through as somebody else.
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}
