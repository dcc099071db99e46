/**
 * Attachments from the upload to the download. A file is written, synced and renamed before the store hears of it, and the
 * store knows it before a commit can name it; what no commit names within a day is swept.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Instant } from '../../shared/instant.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { Files, StoredFile } from '../store/files.ts';
import { behind, Unavailable } from '../store/unavailable.ts';
import { cleanFileName } from './file-name.ts';
import { folderAt, type Folder } from './folder.ts';
import type { Scanner } from './scanner.ts';
import { sniff, SNIFFED_BYTES } from './sniff.ts';

export type FileRules = {
  maxBytes: number;
  /** Null: no file is looked through for viruses. */
  scanner: Scanner | null;
};

export type Upload = {
  /** As the browser gave it. */
  name: string;
  /** `uploaderOf(who)`. */
  uploader: string;
  body: AsyncIterable<Uint8Array>;
  /** Of Content-Length: too large is then said before the bytes are read; null when it was not given. */
  declaredBytes: number | null;
  at: Instant;
};

export type Attachments = {
  /** Throws when the upload breaks off; nothing is left of it then, nor after a refusal. */
  receive(upload: Upload): Promise<StoredFile | { refusal: Refusal }>;
  read(file: StoredFile): Promise<ReadableStream<Uint8Array>>;
  /** Its bytes, for good. */
  drop(id: string): Promise<void>;
  /** Uploads that nobody attached for a day, files on disk that the store has not known for a day, and
   * what was begun a day ago and never ended. */
  sweep(at: Instant): Promise<{ unattached: number; orphans: number }>;
};

const UNATTACHED_FOR = 24 * 3_600_000;

export async function holdsFiles(root: string): Promise<boolean> {
  return (await folderAt(root).list().next()).done === false;
}

/** Several processes may have this folder: nothing here is cleared because one of them starts. */
export async function openAttachments(root: string, files: Files, rules: FileRules): Promise<Attachments> {
  const folder = folderAt(root);
  await folder.prepare().catch((cause) => Promise.reject(notNow(cause)));
  return {
    receive: (upload) =>
      receive(folder, files, rules, upload).catch((cause) => Promise.reject(notNow(cause))),

    async read(file) {
      return Readable.toWeb(await folder.open(file.id)) as ReadableStream<Uint8Array>;
    },

    drop: (id) => folder.drop(id),

    async sweep(at) {
      const before = at - UNATTACHED_FOR;
      await folder.clearBegun(before);
      const dropped = await files.dropUnattached(before);
      for (const id of dropped) await folder.drop(id);
      let orphans = 0;
      for await (const { name, changedAt } of folder.list()) {
        if (changedAt >= before || (await files.get(name)) !== null) continue;
        await folder.drop(name);
        orphans += 1;
      }
      return { unattached: dropped.length, orphans };
    },
  };
}

type Written = { bytes: number; sha256: string; head: Uint8Array } | { refusal: Refusal };

const WHAT_TO_DO: Readonly<Record<string, string>> = {
  ENOSPC: 'make room on their disk',
  EDQUOT: 'make room on their disk',
  EROFS: 'look at their disk',
  EIO: 'look at their disk',
};

/** A disk that is full or fails: what was begun is gone, and it may be sent again. */
function notNow(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const todo = WHAT_TO_DO[code];
  return todo ? new Unavailable(`files cannot be written (${code}); ${todo}`, { cause }) : cause;
}

async function receive(
  folder: Folder,
  files: Files,
  rules: FileRules,
  upload: Upload,
): Promise<StoredFile | { refusal: Refusal }> {
  const name = cleanFileName(upload.name);
  if (upload.declaredBytes !== null && upload.declaredBytes > rules.maxBytes) {
    return { refusal: tooLarge(name, upload.declaredBytes, rules) };
  }
  const id = folder.newName();
  let kept = false;
  try {
    const written = await write(folder, id, name, rules, upload.body);
    if ('refusal' in written) return written;
    const content = sniff(written.head);
    const isBad = rules.scanner && (await rules.scanner.scan(folder.openBegun(id))) === 'infected';
    if (isBad) return { refusal: { code: 'file_infected', name } };
    await folder.keep(id);
    const file: StoredFile = {
      id,
      uploader: upload.uploader,
      ticketId: null,
      name,
      bytes: written.bytes,
      type: content.type,
      picture: content.picture,
      sha256: written.sha256,
      uploadedAt: upload.at,
      scannedAt: rules.scanner ? upload.at : null,
    };
    kept = true;
    await files.add(file).catch((cause) => {
      // It may be known although nobody has heard that it is: then it has to be there. What is not known is swept.
      kept = behind(cause, Unavailable) !== null;
      throw cause;
    });
    return file;
  } finally {
    if (!kept) await folder.drop(id);
  }
}

async function write(
  folder: Folder,
  id: string,
  name: string,
  rules: FileRules,
  body: AsyncIterable<Uint8Array>,
): Promise<Written> {
  const handle = await folder.begin(id);
  try {
    const hash = createHash('sha256');
    const head = new Uint8Array(SNIFFED_BYTES);
    let bytes = 0;
    for await (const chunk of body) {
      if (bytes < SNIFFED_BYTES) head.set(chunk.subarray(0, SNIFFED_BYTES - bytes), bytes);
      bytes += chunk.byteLength;
      if (bytes > rules.maxBytes) return { refusal: tooLarge(name, bytes, rules) };
      hash.update(chunk);
      // `write` may take less than it is given; `writeFile` on an open handle goes on from where it is, to the end.
      await handle.writeFile(chunk);
    }
    if (bytes === 0) return { refusal: { code: 'file_empty', name } };
    await handle.sync();
    return { bytes, sha256: hash.digest('hex'), head: head.subarray(0, bytes) };
  } finally {
    await handle.close();
  }
}

const tooLarge = (name: string, bytes: number, { maxBytes }: FileRules): Refusal => ({
  code: 'file_too_large',
  name,
  bytes,
  maxBytes,
});
