import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAttachments } from '../../../server/files/attachments.ts';
import { clamdAt, scannerAddressOf } from '../../../server/files/scanner.ts';
import { Unavailable } from '../../../server/store/unavailable.ts';
import { aDesk, aFolder, T0 } from '../store/a-desk.ts';
import { aClamd } from '../support/a-clamd.ts';

async function* inChunks(...chunks: string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield new TextEncoder().encode(chunk);
}

async function aRoom(longestMs?: number) {
  const clamd = await aClamd();
  onTestFinished(() => clamd.close());
  const store = await aDesk();
  const root = join(aFolder(), 'files');
  const scanner = clamdAt(clamd.address, longestMs);
  const attachments = await openAttachments(root, store.files, { maxBytes: 300_000, scanner });
  const send = (...chunks: string[]) =>
    attachments.receive({
      name: 'report.bin',
      uploader: 'client:anna',
      body: inChunks(...chunks),
      declaredBytes: null,
      at: T0,
    });
  const left = () =>
    readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  return { clamd, store, send, left };
}

describe('a file that comes to a desk with a scanner', () => {
  it('is given to it whole, is taken when nothing was found, and it is known when that was', async () => {
    const { clamd, store, send, left } = await aRoom();
    const text = ['x'.repeat(70_000), 'y'.repeat(70_000), 'z'];
    expect(await send(...text)).toMatchObject({ name: 'report.bin', scannedAt: T0 });
    expect(clamd.scanned).toEqual([text.join('')]);
    expect((await store.files.all()).map(({ scannedAt }) => scannedAt)).toEqual([T0]);
    expect(left()).toBe(1);
  });

  it('is refused by its name when a virus was found, and nothing of it stays', async () => {
    const { store, send, left } = await aRoom();
    expect(await send('X5O!…EICAR…')).toEqual({ refusal: { code: 'file_infected', name: 'report.bin' } });
    expect(left()).toBe(0);
    expect(await store.files.all()).toEqual([]);
  });

  it.each([
    ['hangs up', 'does not answer'],
    ['is silent', 'does not answer'],
  ] as const)('is not taken while the scanner %s, and may be sent again', async (fails, says) => {
    const { clamd, store, send, left } = await aRoom(200);
    clamd.fails = fails;
    const refused = send('x');
    await expect(refused).rejects.toThrow(Unavailable);
    await expect(refused).rejects.toThrow(says);
    expect(left()).toBe(0);
    expect(await store.files.all()).toEqual([]);
    clamd.fails = null;
    expect(await send('x')).toMatchObject({ scannedAt: T0 });
  });

  it('is not taken when the scanner is not there at all', async () => {
    const { clamd, send, left } = await aRoom();
    await clamd.close();
    await expect(send('x')).rejects.toThrow(Unavailable);
    expect(left()).toBe(0);
  });

  it('is not taken for clean when the scanner says neither yes nor no', async () => {
    const { clamd, send, left } = await aRoom();
    for (const says of ['INSTREAM size limit exceeded. ERROR', 'stream: OK ERROR', 'PONG']) {
      clamd.says = says;
      await expect(send('x')).rejects.toThrow(says);
    }
    expect(left()).toBe(0);
  });
});

describe('the address of a scanner', () => {
  it.each([
    ['tcp://localhost:3310', { host: 'localhost', port: 3310 }],
    ['tcp://[::1]:3310', { host: '::1', port: 3310 }],
    ['unix:///run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
  ])('%s is one', (text, address) => expect(scannerAddressOf(text)).toEqual(address));

  it.each([
    'localhost:3310',
    'tcp://localhost',
    'http://localhost:3310',
    'unix:',
    'unix://host/x',
    'tcp://x:1/y',
    '',
  ])('“%s” is none', (text) => expect(scannerAddressOf(text)).toBeNull());
});
