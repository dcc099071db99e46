/**
 * A database of its own for one test: a file, or, where the tests run again on PostgreSQL, a copy of an empty desk there.
 * Which it is, is the project's to say (vitest.config.ts); no test asks.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { inject } from 'vitest';
import type { Database } from '../../../server/store/open-store.ts';
import { ask } from '../../postgres/ask.ts';
import { TEMPLATE } from '../../postgres/template.ts';

export type OwnDatabase = { database: Database; drop(): Promise<void> };

/** The bent calls of `npm run fuzz` come here without a test around them. */
const isInTest = process.env['VITEST'] !== undefined;

export const onPostgres = (): boolean => isInTest && inject('postgres') !== undefined;

export function ownDatabase(): Promise<OwnDatabase> {
  return onPostgres() ? onceMore() : aFile();
}

async function aFile(): Promise<OwnDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  return {
    database: { file: join(folder, 'desk.db') },
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

const nameOf = () => `desk_${randomBytes(8).toString('hex')}`;
const urlOf = (name: string) => inject('postgres').replace('NAME', name);

/** Made for a test before in this file, and empty again. */
const free: string[] = [];

async function onceMore(): Promise<OwnDatabase> {
  const name = free.pop() ?? (await copyOf(TEMPLATE));
  return {
    database: { url: urlOf(name) },
    async drop() {
      await ask(
        urlOf(name),
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
        'SELECT pristine.again()',
      );
      free.push(name);
    },
  };
}

/** On PostgreSQL alone: with nothing in it at all. */
export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = await copyOf('template0');
  return { url: urlOf(name), drop: () => ask(urlOf('postgres'), `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function copyOf(template: string): Promise<string> {
  const name = nameOf();
  await ask(urlOf('postgres'), `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return name;
}
