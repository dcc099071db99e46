/** The record of a person with their files, as one zip archive, made while it is read: no file is in memory whole. */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { Attachments } from '../files/attachments.ts';
import type { Store } from '../store/store.ts';
import type { PersonRecord } from './person-record.ts';

type Deps = { store: Pick<Store, 'files'>; attachments: Pick<Attachments, 'read'> };

export function archiveOf(record: PersonRecord, deps: Deps): ReadableStream<Uint8Array> {
  const chunks = archived(record, deps);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await chunks.return(undefined)),
  });
}

async function* archived(
  record: PersonRecord,
  { store, attachments }: Deps,
): AsyncGenerator<Uint8Array, undefined> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((failed, chunk) => {
    if (failed) throw failed;
    ready.push(chunk);
  });
  const taken = () => {
    const chunks = ready;
    ready = [];
    return chunks;
  };
  const text = new ZipDeflate('person.json');
  zip.add(text);
  text.push(new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`), true);
  yield* taken();
  for (const { path, file } of record.files) {
    const stored = await store.files.get(file.id);
    // Erased while this was being read.
    if (!stored) continue;
    const entry = new ZipPassThrough(path);
    zip.add(entry);
    for await (const chunk of await attachments.read(stored)) {
      entry.push(chunk as Uint8Array);
      yield* taken();
    }
    entry.push(new Uint8Array(), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
  return undefined;
}
