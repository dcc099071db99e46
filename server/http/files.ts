/** Attachments over HTTP: up with the bytes as the body, down by a signed link for clients and by the cookie for staff. */
import type { Auditor } from '../audit.ts';
import { admit, type Doors } from '../auth/admit.ts';
import type { Caller } from '../auth/caller.ts';
import type { Keys } from '../auth/secrets.ts';
import type { Attachments } from '../files/attachments.ts';
import type { Room } from '../health/room.ts';
import type { StoredFile } from '../store/files.ts';
import type { Store } from '../store/store.ts';
import { uploaderOf } from '../store/uploader.ts';
import { readFileLink } from '../auth/file-links.ts';
import { fileAnswer, fileBytes } from './file-answer.ts';
import { hasOwnHost, placeOf, type Places } from './places.ts';
import { staffBehind } from './own-link.ts';
import { fileView } from '../rpc/views/entries.ts';
import { refused } from './refusal-status.ts';

type Deps = {
  doors: Doors;
  attachments: Attachments;
  room: Pick<Room, 'needFor'>;
  store: Pick<Store, 'files'>;
  keys: Keys;
  places: Places;
  audit: Auditor;
  now(): number;
};
type Asking = { request: Request; address: string };

export async function upload(
  { doors, attachments, room, now }: Deps,
  { request, address }: Asking,
): Promise<Response> {
  const { headers } = request;
  const access = headers.has('authorization') ? 'client' : 'staff';
  const caller = await admit(doors, { headers, address }, { access, calls: 'upload' });
  if (!caller) throw new Error('an upload let in without a caller');
  if ('refusal' in caller) return refused(caller.refusal);
  // Staff may still send an invoice.
  if (caller.side === 'client') await room.needFor('file');
  const name = nameOf(headers);
  if (name === null) return refused({ code: 'field_wrong', field: 'fileName', problem: 'not_valid' });
  if (headers.has('content-encoding')) return new Response(null, { status: 415 });
  if (!request.body) return refused({ code: 'file_empty', name });
  const declared = headers.get('content-length');
  const received = await attachments.receive({
    name,
    uploader: uploaderOf({ side: caller.side, id: idOf(caller) }),
    body: request.body,
    declaredBytes: declared === null ? null : Number(declared),
    at: now(),
  });
  if ('refusal' in received) return refused(received.refusal);
  return Response.json(fileView(received), { status: 201 });
}

const idOf = (caller: Caller) => (caller.side === 'client' ? caller.personId : caller.staffId);

function nameOf(headers: Headers): string | null {
  try {
    return decodeURIComponent(headers.get('x-file-name') ?? 'file');
  } catch {
    return null;
  }
}

/** Elsewhere a link of theirs opens nothing: it would bring what a file holds to the console's origin. */
const isPlaceOfFiles = (request: Request, places: Places): boolean =>
  !hasOwnHost('files', places) || placeOf(request, places) === 'files';

export async function download(
  deps: Deps,
  { id, request, address }: Asking & { id: string },
): Promise<Response> {
  const { doors, store, keys, places, audit, now } = deps;
  const query = new URL(request.url).searchParams;
  const linked = query.has('sign');
  let file: StoredFile | null = null;
  if (linked) {
    const link = isPlaceOfFiles(request, places) ? readFileLink(id, query, { keys, at: now() }) : null;
    file = link && (await (link.whose ? store.files.getForPerson(link.whose, id) : store.files.get(id)));
  } else if (placeOf(request, places) === 'desk') {
    const reader = await staffBehind(doors, request);
    file = reader && (await store.files.get(id));
    if (reader && file) await audit.read({ staffId: reader.staffId, act: 'files.read', about: id, address });
  }
  if (!file) return refused({ code: 'not_found' });
  return linked
    ? fileBytes(file, deps, { method: request.method, shownBy: 'cross-origin' })
    : fileAnswer(file, deps, request.method);
}
