/** Whether a stored file is still what was uploaded. */
import { createHash } from 'node:crypto';
import type { StoredFile } from '../store/files.ts';
import { folderAt } from './folder.ts';

/** One line on what is wrong; null when its bytes are those that came. */
export async function faultOfFile(
  root: string,
  file: Pick<StoredFile, 'id' | 'bytes' | 'sha256'>,
): Promise<string | null> {
  const folder = folderAt(root);
  const bytes = await folder.sizeOf(file.id);
  if (bytes === null) return 'is not on disk';
  if (bytes !== file.bytes) return `has ${bytes} bytes on disk and was ${file.bytes}`;
  const hash = createHash('sha256');
  for await (const chunk of await folder.open(file.id)) hash.update(chunk as Uint8Array);
  return hash.digest('hex') === file.sha256 ? null : 'has other content on disk than was uploaded';
}
