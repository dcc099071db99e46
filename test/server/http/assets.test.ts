/** What browsers load arrives compressed where they take it, over app.request and over a real connection. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layCompressed } from '../../../server/cli/lay-compressed.ts';
import { aWholeDesk, type WholeDesk } from '../support/whole-desk.ts';

const SCRIPT = 'export const words = "the desk answers by noon";\n'.repeat(200);
const PAGE = `<!doctype html><title>console</title>${'<p>the desk answers by noon</p>'.repeat(50)}`;

let desk: WholeDesk;
let server: ReturnType<typeof createAdaptorServer>;
beforeAll(async () => {
  desk = await aWholeDesk();
  const dist = join(desk.folder, 'dist');
  mkdirSync(join(dist, 'w'), { recursive: true });
  mkdirSync(join(dist, 'console', 'assets'), { recursive: true });
  writeFileSync(join(dist, 'widget.js'), SCRIPT);
  writeFileSync(join(dist, 'feedback.js'), 'a;');
  writeFileSync(join(dist, 'w', 'panel-abc.js'), SCRIPT);
  writeFileSync(
    join(dist, 'w', 'manifest.json'),
    JSON.stringify({
      'widget/embed/panel.ts': { file: 'w/panel-NEW4_-ab.js', name: 'panel', isEntry: true },
      'widget/embed/unread.ts': { file: 'w/unread-NEW4_-cd.js', name: 'unread', isEntry: true },
      '_first-NEW4_-ef.js': { file: 'w/first-NEW4_-ef.js', name: 'first' },
    }),
  );
  writeFileSync(join(dist, 'console', 'index.html'), PAGE);
  writeFileSync(join(dist, 'console', 'assets', 'main-abc.js'), SCRIPT);
  writeFileSync(join(dist, 'console', 'assets', 'dot-abc.png'), Buffer.alloc(500));
  layCompressed(dist);
  server = createAdaptorServer({ fetch: desk.app.fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await desk.end();
});

type Wire = { status: number | undefined; headers: IncomingHttpHeaders; body: Buffer };

/** As it goes over the wire: fetch would unpack it and hide how much came. */
function onTheWire(path: string, acceptEncoding: string | null, method = 'GET'): Promise<Wire> {
  const { port } = server.address() as AddressInfo;
  const headers = acceptEncoding === null ? {} : { 'accept-encoding': acceptEncoding };
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    asking.once('error', reject);
    asking.end();
  });
}

describe.each([
  ['/widget.js', SCRIPT, 'text/javascript; charset=utf-8'],
  ['/w/panel-abc.js', SCRIPT, 'text/javascript; charset=utf-8'],
  ['/admin/', PAGE, 'text/html; charset=utf-8'],
  ['/admin/assets/main-abc.js', SCRIPT, 'text/javascript; charset=utf-8'],
])('%s', (path, text, type) => {
  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['GZIP, br;q=0', 'gzip', gunzipSync],
    ['br;q=0.2, gzip;q=0.9', 'gzip', gunzipSync],
    ['*', 'br', brotliDecompressSync],
  ] as const)('to who takes %s goes as %s', async (accepted, encoding, unpacked) => {
    const { status, headers, body } = await onTheWire(path, accepted);
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-type']).toBe(type);
    expect(headers['vary']).toMatch(/\baccept-encoding\b/i);
    expect(headers['content-length']).toBe(String(body.byteLength));
    expect(body.byteLength).toBeLessThan(text.length / 5);
    expect(unpacked(body).toString()).toBe(text);
  });

  it.each([null, 'identity', 'gzip;q=0, br;q=0', 'deflate', 'br;q=nonsense'])(
    'to who takes %s goes as it is, and caches are told that it varies',
    async (accepted) => {
      const { headers, body } = await onTheWire(path, accepted);
      expect(headers['content-encoding']).toBeUndefined();
      expect(headers['vary']).toMatch(/\baccept-encoding\b/i);
      expect(headers['content-length']).toBe(String(text.length));
      expect(body.toString()).toBe(text);
    },
  );

  it('answers HEAD with what GET would send, and no body', async () => {
    const get = await onTheWire(path, 'gzip');
    const head = await onTheWire(path, 'gzip', 'HEAD');
    expect(head.status).toBe(200);
    expect(head.body.byteLength).toBe(0);
    for (const name of ['content-encoding', 'content-length', 'content-type', 'vary', 'cache-control'])
      expect(head.headers[name], name).toBe(get.headers[name]);
  });
});

it('a file that would only grow goes as it is', async () => {
  const { headers, body } = await onTheWire('/feedback.js', 'gzip, br');
  expect([headers['content-encoding'], body.toString()]).toEqual([undefined, 'a;']);
});

it('a picture is compressed in itself: it does not vary', async () => {
  const { headers } = await onTheWire('/admin/assets/dot-abc.png', 'gzip, br');
  expect([headers['content-encoding'], headers['content-length']]).toEqual([undefined, '500']);
  expect(headers['vary'] ?? '').not.toMatch(/accept-encoding/i);
});

it.each(['/widget.js.br', '/w/panel-abc.js.gz', '/admin/assets/main-abc.js.br'])(
  '%s has no address of its own',
  async (path) => {
    expect((await desk.request(path)).status).toBe(404);
  },
);

describe('a page that was opened before an upgrade', () => {
  it.each([
    ['/w/panel-OLD4_-12.js', 'panel-NEW4_-ab.js'],
    ['/w/unread-OLD4_-34.js', 'unread-NEW4_-cd.js'],
  ])('that asks for %s gets today’s', async (path, today) => {
    const answer = await desk.app.request(`http://localhost:8080${path}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(`export * from './${today}';\n`);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    // The next upgrade has another one.
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
  });

  it.each([
    ['what lies behind an entry', '/w/first-OLD4_-12.js'],
    ['an entry that there never was', '/w/nothing-OLD4_-12.js'],
    ['a name of another form', '/w/panel-OLD4.js'],
    ['the entry of today itself, should it be gone', '/w/panel-NEW4_-ab.js'],
  ])('gets nothing for %s', async (_, path) => {
    expect((await desk.request(path)).status).toBe(404);
  });
});
