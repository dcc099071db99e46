/** What lies in DATA_DIR, named once. */
import { join } from 'node:path';

export const databaseIn = (dataDir: string): string => join(dataDir, 'smart-support.sqlite');
export const filesIn = (dataDir: string): string => join(dataDir, 'files');
