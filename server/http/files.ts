/** Attachments over HTTP: up with the bytes as the body, down by a signed link for clients and by the cookie for staff. */
import type { Auditor } from '../audit.ts';
import { admit, type Doors } from '../auth/admit.ts';
import type { Caller } from '../auth/caller.ts';
import type { Keys } from '../auth/secrets.ts';
import type { Attachments } from '../files/attachments.ts';
import { servingHeaders } from '../files/serving.ts';
import type { Room } from '../health/room.ts';
import type { StoredFile } from '../store/files.ts';
import type { Store } from '../store/store.ts';
import { uploaderOf } from '../store/uploader.ts';
import { readFileLink } from '../auth/file-links.ts';
import { staffBehind } from './own-link.ts';
import { fileView } from '../rpc/views/entries.ts';
import { refused } from './refusal-status.ts';

type Deps = {
  doors: Doors;
  attachments: Attachments;
  room: Pick<Room, 'needFor'>;
  store: Pick<Store, 'files'>;
  keys: Keys;
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

export async function download(
  { doors, attachments, store, keys, audit, now }: Deps,
  { id, request, address }: Asking & { id: string },
): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const linked = query.has('sign');
  let file: StoredFile | null;
  if (linked) {
    const scope = readFileLink(id, query, { keys, at: now() });
    file = scope && (await store.files.getForPerson(scope, id));
  } else {
    const reader = await staffBehind(doors, request);
    file = reader && (await store.files.get(id));
    if (reader && file) await audit.read({ staffId: reader.staffId, act: 'files.read', about: id, address });
  }
  if (!file) return refused({ code: 'not_found' });
  // Only the head was asked for: an opened file that nobody reads would stay open.
  const body = request.method === 'HEAD' ? null : await attachments.read(file);
  return new Response(body, {
    headers: servingHeaders(file, linked ? 'cross-origin' : 'same-origin'),
  });
}
