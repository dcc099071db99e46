/** What only a bare socket can say: slow senders, two lengths of one body, addresses that no browser would ask for. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { listenOn, type Listening } from '../../server/listen.ts';
import { seeded } from '../../server/sample/random.ts';
import { aConsultation, aWholeDesk, ORIGIN, type WholeDesk } from '../server/support/whole-desk.ts';

const SECRET = 'this-stands-in-no-public-file';
const WITHIN_MS = 280;

let desk: WholeDesk;
let listening: Listening;
beforeAll(async () => {
  desk = await aWholeDesk();
  const dist = join(desk.folder, 'dist');
  mkdirSync(join(dist, 'w'), { recursive: true });
  mkdirSync(join(dist, 'console', 'assets'), { recursive: true });
  for (const [file, text] of [
    ['widget.js', 'PUBLIC'],
    ['w/panel-abc.js', 'PUBLIC'],
    ['console/index.html', 'PUBLIC'],
    ['console/assets/main-abc.js', 'PUBLIC'],
    ['leak.js', SECRET],
    ['leak', SECRET],
    ['w/manifest.json', SECRET],
    ['w/panel-abc.js.map', SECRET],
    ['console/leak.js', SECRET],
    ['../leak.js', SECRET],
    ['../passwd', SECRET],
  ] as const)
    writeFileSync(join(dist, file), text);
  listening = await listenOn({ port: 0, host: '127.0.0.1' }, { headers: WITHIN_MS, request: 2 * WITHIN_MS });
  // Who is turned away for want of time is another test's.
  listening.serve(desk.app.fetch, { turnsAway: () => false });
});
afterAll(async () => {
  await listening.close();
  await desk.end();
});

/** Sends these bytes, and everything that comes back until the other side hangs up. */
function said(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(listening.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    socket.setEncoding('latin1');
    socket.on('data', (more: string) => (text += more));
    socket.on('error', () => resolve(text));
    socket.on('close', () => resolve(text));
  });
}
const statusesIn = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, code]) => Number(code));

test('an act whose last byte comes after its session has ended is not done', async () => {
  const patient = await listenOn({ port: 0, host: '127.0.0.1' });
  let begun = false;
  const serve: typeof desk.app.fetch = (...asked) => {
    begun = true;
    return desk.app.fetch(...asked);
  };
  patient.serve(serve, { turnsAway: () => false });
  try {
    const site = await desk.site(await desk.licensee('Held back'));
    const anna = await desk.client(site, 'anna');
    const body = JSON.stringify(aConsultation());
    const head = [
      'POST /rpc/customer.submit HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `Origin: ${ORIGIN}`,
      `Authorization: ${anna['authorization']}`,
      'Connection: close',
    ].join('\r\n');
    const socket = connect(patient.port, '127.0.0.1');
    socket.write(`${head}\r\n\r\n${body.slice(0, -1)}`);
    await vi.waitUntil(() => begun);
    expect((await desk.mutate('customer.closeSession', {}, anna)).status).toBe(200);
    socket.write(body.slice(-1));
    expect(statusesIn(await text(socket))).toEqual([401]);
    expect(await desk.deps.store.tickets.any()).toBe(false);
  } finally {
    await patient.close();
  }
});

describe('whoever sends slowly (AD-44)', () => {
  const OPENING: Record<string, string> = {
    nothing: '',
    'half a line': 'GET /livez HT',
    'headers without end': 'GET /livez HTTP/1.1\r\nHost: x\r\n',
    'a body of which one byte comes':
      'POST /rpc/customer.openSession HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  };

  test.each(Object.entries(OPENING))('with %s is hung up on', async (_, bytes) => {
    const began = performance.now();
    await said(bytes);
    expect(performance.now() - began).toBeLessThan(20 * WITHIN_MS);
  });

  test('three hundred of them keep nobody else waiting', async () => {
    const slow = Array.from({ length: 300 }, (_, i) => said(Object.values(OPENING)[i % 4]!));
    const answers: number[] = [];
    const waits: number[] = [];
    for (let i = 0; i < 20; i++) {
      const began = performance.now();
      const { status } = await fetch(`http://127.0.0.1:${listening.port}/livez`);
      waits.push(performance.now() - began);
      answers.push(status);
    }
    expect(new Set(answers)).toEqual(new Set([200]));
    // Far above what a busy machine takes, far below waiting for any of them.
    expect(Math.max(...waits)).toBeLessThan(5000);
    await Promise.all(slow);
  });
});

describe('one body with two lengths, or lines that end otherwise (request smuggling)', () => {
  const HIDDEN = 'GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n';
  const post = (headers: string, body: string) =>
    `POST /rpc/customer.desk HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;
  const length = HIDDEN.length + 5;

  test.each([
    [
      'a length and chunks',
      post(`Content-Length: ${length}\r\nTransfer-Encoding: chunked\r\n`, `0\r\n\r\n${HIDDEN}`),
    ],
    [
      'chunks and a length',
      post(`Transfer-Encoding: chunked\r\nContent-Length: ${length}\r\n`, `0\r\n\r\n${HIDDEN}`),
    ],
    ['two lengths', post(`Content-Length: 0\r\nContent-Length: ${HIDDEN.length}\r\n`, HIDDEN)],
    ['two lengths in one', post(`Content-Length: 0, ${HIDDEN.length}\r\n`, HIDDEN)],
    [
      'chunks twice',
      post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', `0\r\n\r\n${HIDDEN}`),
    ],
    ['chunks that are none', post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${HIDDEN}`)],
    ['a tab before them', post('Transfer-Encoding:\tchunked\r\nContent-Length: 4\r\n', `0\r\n\r\n${HIDDEN}`)],
    ['a space before the colon', post('Transfer-Encoding : chunked\r\n', `0\r\n\r\n${HIDDEN}`)],
    ['a length with a sign', post(`Content-Length: +${HIDDEN.length}\r\n`, HIDDEN)],
    ['a negative length', post('Content-Length: -1\r\n', HIDDEN)],
    ['bare line feeds', `GET /livez HTTP/1.1\nHost: x\nContent-Length: 0\n\n${HIDDEN}`],
    ['a carriage return in a header', `GET /livez HTTP/1.1\r\nHost: x\r\nX: a\rGET /hidden HTTP/1.1\r\n\r\n`],
    ['a folded header', 'GET /livez HTTP/1.1\r\nHost: x\r\nX: a\r\n b: c\r\n\r\n'],
    ['a NUL in a header', 'GET /livez HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n'],
    [
      'a size of chunks past all numbers',
      post('Transfer-Encoding: chunked\r\n', `FFFFFFFFFFFFFFFFF\r\n${HIDDEN}`),
    ],
  ])('%s: refused, and what is hidden in it is never asked', async (_, bytes) => {
    const text = await said(bytes);
    expect(statusesIn(text).filter((status) => status === 200 || status === 404)).toEqual([]);
    expect(statusesIn(text).length, text).toBeLessThanOrEqual(1);
  });
});

const KNOWN = [200, 302, 400, 401, 403, 404, 405];

describe('addresses (AD-21, AD-23)', () => {
  test('five thousand that no browser asks for: nothing comes but what is public', async () => {
    const random = seeded(20_260_417);
    const steps = [
      ...[
        '..',
        '.',
        '%2e%2e',
        '%2E.',
        '..%2f',
        '..%5c',
        '..\\',
        '%252e%252e%252f',
        '%c0%ae%c0%ae',
        '..;',
        '.%00.',
      ],
      ...[
        '',
        '/',
        '%2f',
        '%5c',
        '%00',
        'w',
        'admin',
        'assets',
        'console',
        'dist',
        'rpc',
        'files',
        'demo',
        '....//',
      ],
      ...[
        'leak.js',
        'leak',
        'passwd',
        'secret',
        'manifest.json',
        'panel-abc.js.map',
        'index.html',
        'main-abc.js',
      ],
      ...[
        '%77',
        'W',
        'w.',
        'w%20',
        'w::$DATA',
        'constructor',
        '__proto__',
        '~',
        '*',
        '%',
        '%zz',
        '%e9',
        '?',
        '#',
      ],
    ];
    const paths = Array.from({ length: 5000 }, () => {
      const parts = Array.from({ length: random.between(1, 7) }, () => random.pick(steps));
      return `/${parts.join(random.pick(['/', '/', '/', '//', '%2f', '\\']))}`;
    });
    const ask = (path: string) => `GET ${path.replaceAll(' ', '%20')} HTTP/1.1\r\nHost: desk.example\r\n\r\n`;
    let answered = 0;
    // In order on a few connections: one that cannot be read ends its connection.
    for (let from = 0; from < paths.length; from += 50) {
      const some = paths.slice(from, from + 50);
      const text = await said(
        `${some.map(ask).join('')}GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      expect(text, some.join('\n')).not.toContain(SECRET);
      for (const status of statusesIn(text)) expect(KNOWN, some.join(' ')).toContain(status);
      answered += statusesIn(text).length;
    }
    expect(answered).toBeGreaterThan(4900);
  });
});
