/** What a backup consists of, each file with its hash, and the whole with one of its own: a flipped byte is noticed. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../shared/instant.ts';

const file = z.strictObject({
  /** Within the backup, with `/` between. */
  path: z.string().regex(/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const contents = z.strictObject({
  format: z.literal(1),
  madeAt: z.int(),
  tickets: z.int(),
  events: z.int(),
  files: z.array(file),
});
const sealed = z.strictObject({ contents, sha256: z.string() });

export type BackedUpFile = z.infer<typeof file>;
export type Contents = z.infer<typeof contents> & { madeAt: Instant };

export const MANIFEST = 'manifest.json';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const sealedManifest = (made: Contents): string =>
  `${JSON.stringify({ contents: made, sha256: hashOf(JSON.stringify(made)) }, null, 2)}\n`;

/** Throws with one line on what is wrong and what to do about it. */
export async function readManifest(folder: string): Promise<Contents> {
  const path = join(folder, MANIFEST);
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path} cannot be read: this is no whole backup; take another`, { cause });
  }
  const read = sealed.safeParse(json);
  if (!read.success || hashOf(JSON.stringify(read.data.contents)) !== read.data.sha256)
    throw new Error(`${path} is damaged or of another program; take another backup`);
  return read.data.contents;
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/** One line for each file that is not as it was backed up. */
export async function faultsOf(folder: string, { files }: Contents): Promise<string[]> {
  const faults: string[] = [];
  for (const { path, bytes, sha256 } of files) {
    const there = await stat(join(folder, path)).catch(() => null);
    if (!there) faults.push(`${path} is missing`);
    else if (there.size !== bytes) faults.push(`${path} has ${there.size} bytes and had ${bytes}`);
    else if ((await hashOfFile(join(folder, path))) !== sha256) faults.push(`${path} has other content`);
  }
  return faults;
}
