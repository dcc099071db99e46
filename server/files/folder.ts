/**
 * Files on disk. A name is 32 random hexadecimal digits, in one of 256 folders by its first two; nothing that a person
 * has typed is ever part of a path.
 */
import { randomBytes } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { synced } from './synced.ts';

const NAME = /^[0-9a-f]{32}$/;
const INCOMING = 'incoming';
const SHARDS = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

export type Folder = {
  newName(): string;
  /** A place to write to, out of sight until it is kept. */
  begin(name: string): Promise<FileHandle>;
  /** What has been written and is not kept yet. */
  openBegun(name: string): ReadStream;
  /** After the handle has been synced and closed: it is there under its name, also after a power cut. */
  keep(name: string): Promise<void>;
  /** What was begun or kept is gone; nothing happens when it never was. */
  drop(name: string): Promise<void>;
  open(name: string): Promise<ReadStream>;
  /** Kept files with the time of their last change. */
  list(): AsyncGenerator<{ name: string; changedAt: number }>;
  /** Null when it is not there. */
  sizeOf(name: string): Promise<number | null>;
  /** What was begun before then and never kept: whoever began it has ended. */
  clearBegun(before: number): Promise<void>;
  /** Makes the root and the folders in it, for good. */
  prepare(): Promise<void>;
};

export function folderAt(root: string): Folder {
  const checked = (name: string): string => {
    if (!NAME.test(name)) throw new Error(`${JSON.stringify(name)} is not the name of a stored file`);
    return name;
  };
  const shardOf = (name: string) => join(root, checked(name).slice(0, 2));
  const pathOf = (name: string) => join(shardOf(name), name);
  const incomingOf = (name: string) => join(root, INCOMING, checked(name));

  return {
    newName: () => randomBytes(16).toString('hex'),

    async begin(name) {
      const path = incomingOf(name);
      return open(path, 'wx', 0o600);
    },

    openBegun: (name) => createReadStream(incomingOf(name)),

    async keep(name) {
      const shard = shardOf(name);
      // A renamed file is on disk only when its folder is.
      await rename(incomingOf(name), pathOf(name));
      await synced(shard);
    },

    async drop(name) {
      await rm(incomingOf(name), { force: true });
      await rm(pathOf(name), { force: true });
    },

    async open(name) {
      const handle = await open(pathOf(name), 'r');
      return createReadStream('', { fd: handle });
    },

    async *list() {
      for (const shard of await entriesOf(root)) {
        if (!/^[0-9a-f]{2}$/.test(shard)) continue;
        for (const name of await entriesOf(join(root, shard))) {
          if (!NAME.test(name)) continue;
          const found = await statOf(join(root, shard, name));
          if (found) yield { name, changedAt: found.mtimeMs };
        }
      }
    },

    sizeOf: async (name) => (await statOf(pathOf(name)))?.size ?? null,

    async prepare() {
      await mkdir(root, { recursive: true, mode: 0o700 });
      await synced(dirname(root));
      // All of them before the first file: made when one is needed, a second file would be kept before the folder's name is.
      for (const folder of [INCOMING, ...SHARDS]) await mkdir(join(root, folder), { recursive: true });
      await synced(root);
    },

    async clearBegun(before) {
      for (const name of await entriesOf(join(root, INCOMING))) {
        const path = join(root, INCOMING, name);
        const found = await statOf(path);
        if (found && found.mtimeMs < before) await rm(path, { force: true, recursive: true });
      }
    },
  };
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function entriesOf(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
