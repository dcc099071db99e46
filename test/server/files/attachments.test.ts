import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync, mkdirSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Unavailable } from '../../../server/store/unavailable.ts';
import { openAttachments, type Attachments } from '../../../server/files/attachments.ts';
import type { StoredFile } from '../../../server/store/files.ts';
import type { Store } from '../../../server/store/store.ts';
import { aDesk, aFolder, submission, T0 } from '../store/a-desk.ts';

const DAY = 24 * 3_600_000;
const LIMITS = { maxBytes: 1000, scanner: null };

async function aRoom(): Promise<{ store: Store; root: string; attachments: Attachments }> {
  const store = await aDesk();
  const root = join(aFolder(), 'files');
  return { store, root, attachments: await openAttachments(root, store.files, LIMITS) };
}

async function* inChunks(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
}

const upload = (body: AsyncIterable<Uint8Array>, name = 'log.txt', uploader = 'client:anna') => ({
  name,
  uploader,
  body,
  declaredBytes: null,
  at: T0,
});

const onDisk = (root: string): string[] =>
  existsSync(root)
    ? readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];

const received = (outcome: Awaited<ReturnType<Attachments['receive']>>): StoredFile => {
  if ('refusal' in outcome) throw new Error(JSON.stringify(outcome.refusal));
  return outcome;
};

it('keeps what was uploaded, byte for byte, with its size and hash', async () => {
  const { store, root, attachments } = await aRoom();
  const file = received(await attachments.receive(upload(inChunks('first ', 'second'))));
  const sha256 = createHash('sha256').update('first second').digest('hex');
  expect(file).toMatchObject({ bytes: 12, sha256, type: 'text/plain', picture: false, ticketId: null });
  expect(await store.files.get(file.id)).toEqual(file);
  expect(onDisk(root)).toHaveLength(1);
  expect(await new Response(await attachments.read(file)).text()).toBe('first second');
});

it('has no byte that a person chose in any path on disk', async () => {
  const { root, attachments } = await aRoom();
  for (const name of [
    '../../../etc/passwd',
    '.htaccess',
    'a\u202Egnp.exe',
    'CON',
    '\0',
    '<img src=x>.svg',
    'x'.repeat(4096),
  ]) {
    received(await attachments.receive(upload(inChunks('x'), name)));
  }
  for (const path of onDisk(root)) expect(path.slice(root.length)).toMatch(/^\/[0-9a-f]{2}\/[0-9a-f]{32}$/);
  expect(onDisk(root)).toHaveLength(7);
});

it.each([
  [
    'one byte over the limit',
    inChunks('x'.repeat(600), 'x'.repeat(401)),
    { code: 'file_too_large', bytes: 1001, maxBytes: 1000 },
  ],
  ['nothing at all', inChunks(), { code: 'file_empty' }],
])('refuses %s by its name and leaves nothing', async (_, body, refusal) => {
  const { store, root, attachments } = await aRoom();
  const outcome = await attachments.receive(upload(body, 'report.bin'));
  expect(outcome).toMatchObject({ refusal: { ...refusal, name: 'report.bin' } });
  expect(onDisk(root)).toEqual([]);
  expect(await store.files.all()).toEqual([]);
});

it('takes a file of exactly the limit', async () => {
  const { attachments } = await aRoom();
  expect(received(await attachments.receive(upload(inChunks('x'.repeat(1000))))).bytes).toBe(1000);
});

it('says that a file is too large before it reads it, when its size was declared', async () => {
  const { attachments } = await aRoom();
  let read = false;
  async function* body(): AsyncGenerator<Uint8Array> {
    read = true;
    yield new Uint8Array(1);
  }
  const outcome = await attachments.receive({ ...upload(body()), declaredBytes: 2000 });
  expect(outcome).toMatchObject({ refusal: { code: 'file_too_large', bytes: 2000 } });
  expect(read).toBe(false);
});

it('leaves nothing of an upload whose sender hangs up in the middle', async () => {
  const { store, root, attachments } = await aRoom();
  const begun = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<unknown>();
  const server = createServer((incoming) => {
    async function* body(): AsyncGenerator<Uint8Array> {
      for await (const chunk of incoming) {
        yield chunk as Uint8Array;
        begun.resolve();
      }
    }
    attachments.receive(upload(body())).then(ended.resolve, ended.resolve);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const sender = request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-length': '900' } });
  sender.on('error', () => undefined);
  sender.write('x'.repeat(300));
  await begun.promise;
  expect(onDisk(root)).toHaveLength(1);
  sender.destroy();
  expect(await ended.promise).toBeInstanceOf(Error);
  expect(onDisk(root)).toEqual([]);
  expect(await store.files.all()).toEqual([]);
});

it('leaves no file behind when the store does not take it', async () => {
  const { store, root } = await aRoom();
  const refusing = { ...store.files, add: () => Promise.reject(new Error('disk is full')) };
  const attachments = await openAttachments(root, refusing, LIMITS);
  await expect(attachments.receive(upload(inChunks('x')))).rejects.toThrow('disk is full');
  expect(onDisk(root)).toEqual([]);
});

it('sweeps what a server was receiving when it was killed, and not what another may be receiving now', async () => {
  const { root, attachments } = await aRoom();
  const now = Date.now();
  mkdirSync(join(root, 'incoming'), { recursive: true });
  const [half, begun] = ['a', 'b'].map((letter) => join(root, 'incoming', letter.repeat(32)));
  for (const path of [half!, begun!]) writeFileSync(path, 'half');
  utimesSync(half!, new Date(now - 2 * DAY), new Date(now - 2 * DAY));
  await attachments.sweep(now);
  expect([existsSync(half!), existsSync(begun!)]).toEqual([false, true]);
});

it('sweeps what nobody attached for a day, and neither what is younger nor what a ticket has', async () => {
  const { store, root, attachments } = await aRoom();
  const [old, young, attached] = await Promise.all(
    [T0 - DAY - 1, T0 - DAY, T0 - 9 * DAY].map(async (at) =>
      received(await attachments.receive({ ...upload(inChunks(String(at))), at })),
    ),
  );
  await store.tickets.commit(submission('a', {}, { files: [attached!.id] }));
  expect(await attachments.sweep(T0)).toMatchObject({ unattached: 1 });
  expect(await store.files.known([old!.id, young!.id, attached!.id])).toEqual(
    new Set([young!.id, attached!.id]),
  );
  expect(
    onDisk(root)
      .map((path) => path.slice(-32))
      .sort(),
  ).toEqual([young!.id, attached!.id].sort());
});

it('sweeps a file on disk that the store has not known for a day', async () => {
  const { root, attachments } = await aRoom();
  const now = Date.now();
  const kept = received(await attachments.receive(upload(inChunks('kept'))));
  const keptPath = onDisk(root)[0]!;
  const [oldOrphan, newOrphan] = ['b'.repeat(32), 'c'.repeat(32)].map((name) =>
    join(root, name.slice(0, 2), name),
  );
  for (const path of [oldOrphan!, newOrphan!]) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, 'nobody knows me');
  }
  for (const path of [oldOrphan!, keptPath])
    utimesSync(path, new Date(now - 2 * DAY), new Date(now - 2 * DAY));
  // As of the upload's own day, so that the known one is no old upload.
  const outcome = await attachments.sweep(now);
  expect(outcome.orphans).toBe(1);
  expect(existsSync(oldOrphan!)).toBe(false);
  expect(statSync(newOrphan!).isFile()).toBe(true);
  expect(kept.id).toBe(keptPath.slice(-32));
});

it('opens nothing but its own names', async () => {
  const { attachments } = await aRoom();
  const file = received(await attachments.receive(upload(inChunks('x'))));
  for (const id of ['../desk.db', '', 'A'.repeat(32), `${file.id}/`, `${file.id}\0`]) {
    await expect(attachments.read({ ...file, id })).rejects.toThrow('not the name of a stored file');
  }
});

it('keeps the file when it is not known whether the store has taken it', async () => {
  const { store, root } = await aRoom();
  const unsure: typeof store.files = {
    ...store.files,
    async add(file) {
      await store.files.add(file);
      throw new Unavailable('the connection to the database was lost');
    },
  };
  const attachments = await openAttachments(root, unsure, LIMITS);
  await expect(attachments.receive(upload(inChunks('x')))).rejects.toThrow('was lost');
  expect(onDisk(root)).toHaveLength(1);
});
