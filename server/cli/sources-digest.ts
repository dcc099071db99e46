/**
 * One digest of everything that browser code is built from. Contents, not dates: a fresh clone has new dates.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'shared/**/*',
  'widget/**/*',
  'vite.config.ts',
  'server/build/**/*',
  'server/cli/{build,lay-compressed}.ts',
  'package-lock.json',
];

export function sourcesDigest(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of files) hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}
