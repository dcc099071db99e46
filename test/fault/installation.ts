/** Where a desk lives: a data folder, and a file in it or a PostgreSQL of its own; with two licensees, a site each. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { databaseIn } from '../../server/data-dir.ts';
import { openStore, type Database } from '../../server/store/open-store.ts';
import { ask } from '../postgres/ask.ts';
import { postgresServer, type PostgresServer } from '../postgres/server.ts';
import { ORIGIN } from './a-client.ts';
import type { DatabaseName } from './fault.ts';

export type Installation = {
  dataDir: string;
  database: Database;
  /** For a server on it, and for `npm run desk`. */
  env: Readonly<Record<string, string>>;
  /** Of the two sites. */
  siteKeys: readonly string[];
  postgres: PostgresServer | null;
  remove(): Promise<void>;
};

const DESK = 'desk';

export async function anInstallation(name: DatabaseName): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fault-'));
  const postgres = name === 'postgres' ? await postgresServer() : null;
  const remove = async () => {
    await postgres?.remove();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    if (postgres) await ask(postgres.url('postgres'), `CREATE DATABASE ${DESK}`);
    const database = postgres ? { url: postgres.url(DESK) } : { file: databaseIn(dataDir) };
    const siteKeys = await twoSites(database);
    const env = {
      PATH: process.env['PATH'] ?? '',
      DATA_DIR: dataDir,
      ...('url' in database && { DATABASE_URL: database.url }),
    };
    return { dataDir, database, env, siteKeys, postgres, remove };
  } catch (cause) {
    await remove();
    throw cause;
  }
}

async function twoSites(database: Database): Promise<string[]> {
  const store = await openStore(database);
  try {
    const keys: string[] = [];
    for (const id of ['north', 'south']) {
      const key = `pk_site_${randomBytes(8).toString('hex')}`;
      await store.licensees.add({ id, name: id, createdAt: 0 });
      await store.sites.add({
        id,
        key,
        licenseeId: id,
        name: id,
        origins: [ORIGIN],
        anonymousAllowed: true,
        identityRequired: false,
        createdAt: 0,
      });
      keys.push(key);
    }
    return keys;
  } finally {
    await store.close();
  }
}
