/** What lies in DATA_DIR, and where the database is, named once. */
import { join } from 'node:path';
import type { Config } from './config.ts';
import type { Database } from './store/open-store.ts';

export const databaseIn = (dataDir: string): string => join(dataDir, 'smart-support.sqlite');
export const filesIn = (dataDir: string): string => join(dataDir, 'files');

export const databaseOf = ({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): Database =>
  databaseUrl === null ? { file: databaseIn(dataDir) } : { url: databaseUrl };

/** Without these a restored desk could not read what it has sealed, nor know its demo licensee. */
export const KEPT_BESIDE = ['secret', 'demo-licensee.json'] as const;
