/** `npm run desk -- restore --from FOLDER`: a backup becomes the desk of an empty machine. Checked before anything is written. */
import { chmod, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { databaseIn, filesIn, KEPT_BESIDE } from '../data-dir.ts';
import { synced } from '../files/synced.ts';
import { openStore, type Database } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { DATABASE, FILES } from './back-up.ts';
import { faultsOf, readManifest, type Contents } from './manifest.ts';

type Restoring = {
  from: string;
  dataDir: string;
  database: Database;
  withAccounts(store: Store): Promise<unknown>;
};

/** Throws when the backup is not whole; gives what it holds. */
export async function checkBackup(from: string): Promise<Contents> {
  const contents = await readManifest(from);
  const faults = await faultsOf(from, contents);
  if (faults.length > 0)
    throw new Error(
      `this backup is not whole, take another: ${faults.slice(0, 5).join('; ')}${faults.length > 5 ? ' …' : ''}`,
    );
  return contents;
}

export async function restore({ from, dataDir, database, withAccounts }: Restoring): Promise<Contents> {
  const contents = await checkBackup(from);
  if (await stat(databaseIn(dataDir)).catch(() => null))
    throw new Error(`${dataDir} has a desk already; give the restored one an empty DATA_DIR`);
  const files = contents.files.filter(({ path }) => path.startsWith(`${FILES}/`));
  for (const { path } of files) {
    const target = join(filesIn(dataDir), path.slice(FILES.length + 1));
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await copyFile(join(from, path), target);
    await chmod(target, 0o600);
    await synced(target);
  }
  const folders = new Set(
    files.map(({ path }) => dirname(join(filesIn(dataDir), path.slice(FILES.length + 1)))),
  );
  if (files.length > 0) for (const folder of [...folders, filesIn(dataDir)]) await synced(folder);
  for (const name of KEPT_BESIDE) {
    if (!contents.files.some(({ path }) => path === name)) continue;
    await copyFile(join(from, name), join(dataDir, name));
    await synced(join(dataDir, name));
  }
  // All of it is on the disk before the database is there, by which the desk is known to be restored.
  await synced(dataDir);
  if ('url' in database) await intoPostgres(join(from, DATABASE), { dataDir, database, withAccounts });
  else await intoFile(join(from, DATABASE), database.file);
  return contents;
}

/** Under its name last: a restore that was cut off is begun anew. */
async function intoFile(from: string, file: string): Promise<void> {
  const restoring = `${file}.restoring`;
  await rm(restoring, { force: true });
  await copyFile(from, restoring);
  await chmod(restoring, 0o600);
  await synced(restoring);
  await rename(restoring, file);
  await synced(dirname(file));
}

async function intoPostgres(
  from: string,
  { dataDir, database, withAccounts }: Pick<Restoring, 'dataDir' | 'database' | 'withAccounts'>,
): Promise<void> {
  // The backup itself stays as it is: a copy is brought up to date.
  const copy = `${databaseIn(dataDir)}.restoring`;
  await rm(copy, { force: true });
  await copyFile(from, copy);
  const source = await openStore({ file: copy });
  try {
    await moveInto(source, database, withAccounts);
  } finally {
    await source.close();
    for (const left of [copy, `${copy}.lock`]) await rm(left, { force: true });
  }
}

export class HoldsADesk extends Error {
  override name = 'HoldsADesk';
}

/** All in one transaction: cut off, it has left nothing; done, it is refused a second time. */
export async function moveInto(
  source: Store,
  database: Database,
  withAccounts: Restoring['withAccounts'],
): Promise<number> {
  const target = await openStore(database);
  try {
    if (!(await target.whole.isEmpty()))
      throw new HoldsADesk('the other database holds a desk already; name an empty one');
    await withAccounts(target);
    return await target.whole.fillFrom(source.whole);
  } finally {
    await target.close();
  }
}
