/** `npm run desk -- backup --to FOLDER`: the database as of one moment, its attachments and the kept secret. Beside a running server. */
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Instant } from '../../shared/instant.ts';
import { filesIn, KEPT_BESIDE } from '../data-dir.ts';
import { synced } from '../files/synced.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { hashOfFile, MANIFEST, sealedManifest, type BackedUpFile, type Contents } from './manifest.ts';

export const DATABASE = 'desk.sqlite';
export const FILES = 'files';

type Backing = {
  store: Store;
  dataDir: string;
  to: string;
  at: Instant;
  /** Makes the accounts' own tables in a store that has none. */
  withAccounts(store: Store): Promise<unknown>;
};

export async function backUp({ store, dataDir, to, at, withAccounts }: Backing): Promise<Contents> {
  if ((await readdir(to).catch(() => [])).length > 0)
    throw new Error(`${to} is there and not empty; name a new folder for each backup`);
  const making = join(dirname(to), `.${basename(to)}.making`);
  // What a backup that was cut off has left.
  await rm(making, { recursive: true, force: true });
  await mkdir(join(making, FILES), { recursive: true, mode: 0o700 });
  try {
    await takeDatabase(store, join(making, DATABASE), withAccounts);
    const counts = await takeFiles(store, join(making, DATABASE), { from: filesIn(dataDir), to: making });
    for (const name of KEPT_BESIDE)
      if (await stat(join(dataDir, name)).catch(() => null))
        await copyFile(join(dataDir, name), join(making, name));
    const contents: Contents = { format: 1, madeAt: at, ...counts, files: await allFiles(making) };
    await writeFile(join(making, MANIFEST), sealedManifest(contents), { mode: 0o600 });
    for (const { path } of [...contents.files, { path: MANIFEST }]) await synced(join(making, path));
    await rm(to, { recursive: true, force: true });
    await rename(making, to);
    await synced(dirname(to));
    return contents;
  } catch (cause) {
    await rm(making, { recursive: true, force: true });
    throw cause;
  }
}

async function takeDatabase(
  store: Store,
  file: string,
  withAccounts: Backing['withAccounts'],
): Promise<void> {
  if (store.snapshot) return store.snapshot(file);
  const copy = await openStore({ file });
  try {
    await withAccounts(copy);
    await copy.whole.fillFrom(store.whole);
  } finally {
    await copy.close();
  }
}

/** Those that the copied database names; one that has gone from both meanwhile is none of the backup's. */
async function takeFiles(
  store: Store,
  database: string,
  { from, to }: { from: string; to: string },
): Promise<Pick<Contents, 'tickets' | 'events'>> {
  // Opened for writing, it is brought into the form in which a desk keeps its database.
  const copied = await openStore({ file: database });
  try {
    for (const { id } of await copied.inspection.files()) {
      const shard = join(to, FILES, id.slice(0, 2));
      await mkdir(shard, { recursive: true, mode: 0o700 });
      try {
        await copyFile(join(from, id.slice(0, 2), id), join(shard, id), constants.COPYFILE_FICLONE);
      } catch (cause) {
        if ((await store.files.get(id)) === null) continue;
        throw new Error(`file ${id} could not be copied from ${from}`, { cause });
      }
    }
    return await copied.inspection.counts();
  } finally {
    await copied.close();
    await rm(`${database}.lock`, { force: true });
  }
}

async function allFiles(folder: string, within = ''): Promise<BackedUpFile[]> {
  const files: BackedUpFile[] = [];
  for (const entry of (await readdir(join(folder, within), { withFileTypes: true })).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await allFiles(folder, path)));
    else
      files.push({
        path,
        bytes: (await stat(join(folder, path))).size,
        sha256: await hashOfFile(join(folder, path)),
      });
  }
  return files;
}
