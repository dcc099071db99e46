/** Which pages may call, and which may not even read the refusal: ID-18, AD-19, AD-20. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exactOrigin } from '../../server/auth/origin.ts';
import { ACCESS, type ProcedurePath } from '../../server/rpc/access.ts';
import {
  ORIGIN,
  OWN_ORIGIN,
  type Answer,
  type Caller,
  type SigningSite,
} from '../server/support/whole-desk.ts';
import { INPUTS } from './inputs.ts';
import { aWorld, type World } from './two-licensees.ts';

let world: World;
let south: SigningSite;
beforeAll(async () => {
  world = await aWorld();
  south = await world.desk.site(world.south, { origins: ['https://other.example'] });
});
afterAll(() => world.desk.end());

const codeOf = ({ json }: Answer): string | null =>
  json?.error?.data?.refusal?.code ?? json?.refusal?.code ?? null;

const FOREIGN = [
  'null',
  'https://evil.example',
  'https://shop.example.evil.example',
  'https://evil-shop.example',
  'https://shop.example@evil.example',
  'https://evil.example/https://shop.example',
  'https://sub.shop.example',
  'https://shop.exampl',
  'https://shop.example.',
  'https://shop.example:444',
  'https://shop.example:443',
  'https://shop.example:80',
  'http://shop.example',
  'HTTPS://SHOP.EXAMPLE',
  'https://SHOP.example',
  'https://shop.example/',
  'https://shop.example ',
  'https://shop.example, https://evil.example',
  'https://shop。example',
  'https://xn--shop-5cd.example',
  'https://ѕhop.example',
  'shop.example',
  '//shop.example',
  'file://',
  'chrome-extension://abcdefghijklmnop',
  'http://localhost:8081',
  'http://127.0.0.1:8080',
  'http://localhost',
  `https://${'a'.repeat(70_000)}.example`,
];

/** What HTTP carries of a header: bytes. */
const asHeader = (origin: string) => Buffer.from(origin, 'utf8').toString('latin1').trim();

describe('a page that may not call is refused and can read nothing (ID-18)', () => {
  test('there are at least 25 of them', () => expect(FOREIGN.length).toBeGreaterThanOrEqual(25));

  // A space around a header's value is no part of it.
  test.each(FOREIGN.filter((origin) => asHeader(origin) !== ORIGIN))('%.60s', async (origin) => {
    const { desk, site, anna } = world;
    const headers = { origin: asHeader(origin) };
    const answers = [
      await desk.query('customer.config', { siteKey: site.key }, headers),
      await desk.mutate('customer.openSession', { siteKey: site.key }, headers),
      await desk.query('customer.desk', {}, { ...anna.caller, ...headers }),
      await desk.request('/live', { headers: { ...anna.caller, ...headers } }),
      await desk.request('/files', { method: 'POST', headers: { ...anna.caller, ...headers }, body: 'x' }),
      await desk.request('/rpc/customer.desk', { method: 'OPTIONS', headers }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('vary')).toBe('Origin');
    }
  });

  test('a page of another licensee is refused, and cannot read the refusal', async () => {
    const { desk, site, anna } = world;
    const headers = { origin: south.origins[0]! };
    for (const answer of [
      await desk.query('customer.config', { siteKey: site.key }, headers),
      await desk.mutate('customer.openSession', { siteKey: site.key }, headers),
      await desk.query('customer.tickets', {}, { ...anna.caller, ...headers }),
    ]) {
      expect(codeOf(answer)).toBe('origin_refused');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('the site’s own page may, without credentials', async () => {
    const { desk, site, anna } = world;
    const preflight = await desk.request('/rpc/customer.submit', {
      method: 'OPTIONS',
      headers: { origin: ORIGIN, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const config = await desk.query('customer.config', { siteKey: site.key }, { origin: ORIGIN });
    const tickets = await desk.query('customer.tickets', {}, { ...anna.caller, origin: ORIGIN });
    for (const answer of [preflight, config, tickets]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    }
    expect([config.status, tickets.status]).toEqual([200, 200]);
  });

  test('a preflight with a header of 60 kB is answered in less than 50 ms', async () => {
    const headers = { origin: ORIGIN, 'access-control-request-headers': 'x,'.repeat(30_000) };
    await world.desk.request('/rpc/customer.desk', { method: 'OPTIONS', headers });
    const before = performance.now();
    await world.desk.request('/rpc/customer.desk', { method: 'OPTIONS', headers });
    expect(performance.now() - before).toBeLessThan(50);
  });
});

test.each([
  ['https://Shop.Example', 'https://shop.example'],
  ['https://shop.example/', 'https://shop.example'],
  ['https://shop.example:443', 'https://shop.example'],
  ['https://shop.example:8443', 'https://shop.example:8443'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['https://магазин.example', 'https://xn--80aairftm.example'],
  ['https://shop.example/path', null],
  ['https://shop.example?x', null],
  ['https://user@shop.example', null],
  ['https://shop.example.', null],
  ['https://*.example', null],
  ['null', null],
  ['', null],
  ['ftp://shop.example', null],
  ['javascript:alert(1)', null],
])('the origin %s is kept as %s', (written, kept) => {
  expect(exactOrigin(written)).toBe(kept);
});

describe('a foreign page changes nothing with the cookie of somebody signed in (AD-20)', () => {
  const OF_STAFF = ['staff', 'reader', 'manager', 'administrator', 'invited'];
  const mutations = (Object.keys(INPUTS) as ProcedurePath[]).filter(
    (path) => OF_STAFF.includes(ACCESS[path]) && INPUTS[path].type === 'mutation',
  );
  const CONTENT_TYPES = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/jsonp',
    'text/json',
    null,
  ];
  const FROM: [what: string, headers: Caller][] = [
    ['without our header', { 'x-smart-support': '' }],
    ['from another origin', { origin: 'https://evil.example' }],
    ['from a licensee’s page', { origin: ORIGIN }],
    ['from the origin null', { origin: 'null' }],
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['same-site, from a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }],
  ];

  test.each(mutations)('%s', async (path) => {
    const { id: _, ...admin } = world.staff.administrator;
    const input = INPUTS[path].input(world);
    for (const [what, from] of FROM) {
      const answer = await world.desk.mutate(path, input, { ...admin, ...from });
      expect(answer.status, `${path} ${what}`).toBe(403);
    }
    for (const type of CONTENT_TYPES) {
      const answer = await world.desk.request(`/rpc/${path}`, {
        method: 'POST',
        headers: { ...admin, ...(type === null ? {} : { 'content-type': type }) },
        body: new TextEncoder().encode(JSON.stringify(input)),
      });
      expect(answer.status, `${path} ${type}`).toBe(415);
    }
  });

  test.each(mutations)('%s is no reading: GET and HEAD change nothing', async (path) => {
    const { id: _, ...admin } = world.staff.administrator;
    expect((await world.desk.query(path, INPUTS[path].input(world), admin)).status).toBe(405);
    const head = await world.desk.request(`/rpc/${path}`, { method: 'HEAD', headers: admin });
    expect(head.status).not.toBe(200);
  });

  test('nor are staff’s own readings anybody else’s to make', async () => {
    const { id: _, ...admin } = world.staff.administrator;
    for (const [what, from] of FROM) {
      expect((await world.desk.query('staff.me', {}, { ...admin, ...from })).status, what).toBe(403);
      expect((await world.desk.request('/live', { headers: { ...admin, ...from } })).status, what).toBe(403);
    }
    const own = await world.desk.query(
      'staff.me',
      {},
      { ...admin, origin: OWN_ORIGIN, 'sec-fetch-site': 'same-origin' },
    );
    expect(own.status).toBe(200);
  });

  test('signing in and out neither', async () => {
    const body = JSON.stringify({ email: 'agent@desk.example', password: 'correct horse battery' });
    const { id: _, ...admin } = world.staff.administrator;
    for (const path of ['/auth/sign-in/email', '/auth/sign-out']) {
      for (const [what, from] of FROM) {
        const headers = { ...admin, 'content-type': 'application/json', ...from };
        expect((await world.desk.request(path, { method: 'POST', headers, body })).status, what).toBe(403);
      }
      for (const type of CONTENT_TYPES) {
        const headers = { ...admin, 'content-type': type ?? '' };
        const answer = await world.desk.request(path, { method: 'POST', headers, body });
        expect(answer.status, `${path} ${type}`).toBeGreaterThanOrEqual(400);
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
    }
    expect((await world.desk.query('staff.me', {}, admin)).status).toBe(200);
  });
});
