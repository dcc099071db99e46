/** A file that a door has let somebody have: its bytes, or the way to the host that files have of their own. */
import { FILE_LINK_LIFE, fileLink } from '../auth/file-links.ts';
import type { Keys } from '../auth/secrets.ts';
import type { Attachments } from '../files/attachments.ts';
import { servingHeaders } from '../files/serving.ts';
import type { StoredFile } from '../store/files.ts';
import { hasOwnHost, type Places } from './places.ts';

export type FileDoor = { attachments: Pick<Attachments, 'read'>; keys: Keys; places: Places; now(): number };

export async function fileBytes(
  file: StoredFile,
  { attachments }: Pick<FileDoor, 'attachments'>,
  { method, shownBy }: { method: string; shownBy: 'same-origin' | 'cross-origin' },
): Promise<Response> {
  // Only the head was asked for: an opened file that nobody reads would stay open.
  const body = method === 'HEAD' ? null : await attachments.read(file);
  return new Response(body, { headers: servingHeaders(file, shownBy) });
}

/** At the desk's own host, for whoever has come in there by a cookie or a department's link. */
export async function fileAnswer(file: StoredFile, door: FileDoor, method: string): Promise<Response> {
  const { places, keys, now } = door;
  if (!hasOwnHost('files', places)) return fileBytes(file, door, { method, shownBy: 'same-origin' });
  const link = { fileId: file.id, whose: null, until: now() + FILE_LINK_LIFE };
  const location = fileLink(link, { keys, at: places.files });
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });
}
