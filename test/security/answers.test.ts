/** What every answer is, whatever was asked and however long it was thought about. */
import { hashPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sniff } from '../../server/files/sniff.ts';
import { aWholeDesk, PASSWORD, type Caller, type WholeDesk } from '../server/support/whole-desk.ts';

const BASE = 'https://desk.example';
const EVIL = 'evil.example';

let desk: WholeDesk;
beforeAll(async () => {
  // Hashed each time, as the desk itself does: how long that takes is what is asked about.
  desk = await aWholeDesk({ BASE_URL: BASE }, undefined, { hashPassword });
});
afterAll(() => desk.end());

const PATHS = [
  ...['/', '/admin', '/admin/', '/livez', '/readyz', '/metrics', '/nothing', '/rpc/nothing', '/rpc/staff.me'],
  ...[
    '/files/x',
    '/live',
    '/auth/x',
    '/rate/x',
    '/mail/x',
    '/second-line/x',
    '/widget.js',
    '/w/x.js',
    '/audit.csv',
  ],
  ...[
    '/reports/2026-10.xlsx',
    '/people/x.zip',
    '/demo/',
    '/rpc/customer.config?input=%7B%22siteKey%22%3A%22x%22%7D',
  ],
];

test('every body says its type, and text its letters (ASVS 4.1.1)', async () => {
  for (const path of PATHS) {
    for (const method of ['GET', 'POST', 'PUT']) {
      const { headers, text } = await desk.request(path, { method });
      if (text === '') continue;
      const type = headers.get('content-type') ?? '';
      expect(type, `${method} ${path}`).not.toBe('');
      if (type.startsWith('text/'))
        expect(type.toLowerCase(), `${method} ${path}`).toContain('charset=utf-8');
    }
  }
});

describe('an address of the desk', () => {
  test('comes from its setting, whatever the Host of the request says (AD-15)', async () => {
    const admin = await desk.member('administrator');
    const site = await desk.site(await desk.licensee('North'));
    const anna = await desk.client(site, 'anna');
    const forged: Caller[] = [
      { host: EVIL },
      { host: `desk.example.${EVIL}` },
      { host: `${EVIL}#desk.example` },
      { host: 'desk.example', 'x-forwarded-host': EVIL },
      { host: 'desk.example', forwarded: `host=${EVIL}`, 'x-forwarded-proto': 'http' },
      { host: 'desk.example', 'x-original-url': `https://${EVIL}/`, 'x-rewrite-url': `https://${EVIL}/` },
    ];
    const { id: _, ...signedIn } = admin;
    for (const [i, headers] of forged.entries()) {
      const invited = { name: 'N', email: `n${i}@desk.example`, role: 'agent', technicalSpecialist: false };
      const made = await desk.mutate('admin.inviteStaff', invited, { ...signedIn, ...headers });
      expect(made.json.result.data.link).toMatch(/^https:\/\/desk\.example\/admin\/join#/);
      const upload = { method: 'POST', headers: { ...anna, ...headers }, body: 'hello' };
      const file = (await desk.request('/files', upload)).json;
      const link = await desk.mutate('customer.fileLink', { fileId: file.id }, { ...anna, ...headers });
      expect(link.json.result.data.url).toMatch(/^https:\/\/desk\.example\/files\//);
      for (const path of PATHS) {
        const answer = await desk.request(path, { headers });
        expect(answer.text + JSON.stringify([...answer.headers]), path).not.toContain(EVIL);
      }
    }
  });

  test('is where a redirect leads, whatever was asked for (AD-40)', async () => {
    const wishes = ['next', 'returnTo', 'redirect', 'url', 'continue', 'callbackURL', 'to'];
    const targets = [
      ...[
        `https://${EVIL}`,
        `//${EVIL}`,
        `/\\${EVIL}`,
        `\\\\${EVIL}`,
        `/%09/${EVIL}`,
        `/%5c${EVIL}`,
        `///${EVIL}`,
      ],
      ...[`https:${EVIL}`, `https://desk.example@${EVIL}`, `javascript:alert(1)//${EVIL}`, `%2f%2f${EVIL}`],
    ];
    let redirected = 0;
    for (const target of targets) {
      const asked = wishes.map((wish) => `${wish}=${encodeURIComponent(target)}`).join('&');
      const paths = [
        ...PATHS.map((path) => `${path}${path.includes('?') ? '&' : '?'}${asked}`),
        ...['/', '/admin/', '/demo/', '/admin'].map((path) => `${path}${target}`),
        `/${target}`,
      ];
      for (const path of paths) {
        const url = new URL(BASE);
        const answer = await desk.app.request(
          new Request(url.origin + (path.startsWith('/') ? path : `/${path}`)),
        );
        const location = answer.headers.get('location');
        if (location === null) continue;
        redirected += 1;
        expect(['/admin/', '/demo/'], path).toContain(location);
      }
    }
    expect(redirected).toBeGreaterThan(0);
  });
});

describe('known and unknown (AD-42)', () => {
  const signIn = async (email: string) => {
    const headers = { 'x-smart-support': '1', 'content-type': 'application/json' };
    const body = JSON.stringify({ email, password: 'wrong horse battery' });
    const before = performance.now();
    const { status, text } = await desk.request('/auth/sign-in/email', { method: 'POST', headers, body });
    return { took: performance.now() - before, said: `${status} ${text}` };
  };
  const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;

  test('are told apart at signing in neither by words nor by time', async () => {
    await desk.member('agent', 'known');
    const took = { known: [] as number[], unknown: [] as number[] };
    const said = new Set<string>();
    for (let i = 0; i < 9; i++) {
      for (const [whose, email] of [
        ['known', 'known@desk.example'],
        ['unknown', `nobody${i}@desk.example`],
      ] as const) {
        const answer = await signIn(email);
        took[whose].push(answer.took);
        said.add(answer.said);
      }
    }
    expect(said.size).toBe(1);
    // Whoever is unknown costs a hash of their password too: without it the one takes a tenth of the other.
    const ratio = median(took.unknown) / median(took.known);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
    expect(PASSWORD).not.toBe('wrong horse battery');
  });
});

describe('a bomb costs what its bytes cost (AD-31)', () => {
  const ascii = (text: string) => Buffer.from(text, 'latin1');
  const huge = Buffer.alloc(8);
  huge.writeUInt32BE(50_000, 0);
  huge.writeUInt32BE(50_000, 4);
  const BOMBS: [what: string, bytes: Buffer, type: string][] = [
    [
      'a picture of 50,000 × 50,000',
      Buffer.concat([ascii('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), huge]),
      'image/png',
    ],
    [
      'a moving picture without end',
      Buffer.concat([ascii('GIF89a'), Buffer.alloc(4_000_000, 0x21)]),
      'image/gif',
    ],
    [
      'an archive of archives',
      Buffer.concat([ascii('PK\x03\x04'), Buffer.alloc(4_000_000, 'PK\x03\x04')]),
      'application/zip',
    ],
    [
      'ten gigabytes in a megabyte',
      Buffer.concat([ascii('\x1f\x8b\x08'), Buffer.alloc(1_000_000)]),
      'application/gzip',
    ],
    [
      'a billion laughs',
      ascii(`<?xml version="1.0"?><!DOCTYPE lolz [${'<!ENTITY a "&b;&b;">'.repeat(50_000)}]>`),
      'text/plain',
    ],
  ];

  test.each(BOMBS)('%s', async (_, bytes, type) => {
    const site = await desk.site(await desk.licensee('South'));
    const headers = await desk.client(site, 'bomber');
    const memory = process.memoryUsage().arrayBuffers;
    const before = process.cpuUsage();
    expect(sniff(bytes).type).toBe(type);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(50);
    const answer = await desk.request('/files', { method: 'POST', headers, body: new Uint8Array(bytes) });
    if (answer.status === 201) expect(answer.json).toMatchObject({ type, bytes: bytes.length });
    else expect(answer.status).toBe(415);
    expect(process.memoryUsage().arrayBuffers - memory).toBeLessThan(40_000_000);
  });

  test('no program that opens archives or decodes pictures reads what clients send', async () => {
    const { globSync, readFileSync } = await import('node:fs');
    const root = `${import.meta.dirname}/../../server`;
    const openers = globSync('**/*.ts', { cwd: root }).filter((file) =>
      /from '(?:node:zlib|fflate|sharp|file-type|adm-zip|tar)'/.test(readFileSync(`${root}/${file}`, 'utf8')),
    );
    // Writing a person's data out, compressing our own files, reading a workbook we have made.
    expect(openers.filter((file) => /^(files|http\/files|inbound)/.test(file))).toEqual([]);
  });
});
