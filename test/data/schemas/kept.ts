/** Where the desks of released schemas are kept, and what their migrations were. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../../server/store/migrations');
export const RELEASED = join(import.meta.dirname, 'released.json');

export const fixtureOf = (version: number): string => join(import.meta.dirname, `${version}.sqlite.gz`);

export const keptVersions = (): number[] =>
  readdirSync(import.meta.dirname)
    .flatMap((name) => /^(\d+)\.sqlite\.gz$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other);

export const hashOf = (migration: string): string =>
  createHash('sha256')
    .update(readFileSync(join(MIGRATIONS_FOLDER, migration)))
    .digest('hex');
