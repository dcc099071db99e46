/** Each door of the server, and one bent call through it. */
import type { Random } from '../../server/sample/random.ts';
import { api } from '../../server/rpc/router.ts';
import { ACCESS, type Access, type ProcedurePath } from '../../server/rpc/access.ts';
import { INPUTS } from '../security/inputs.ts';
import type { World } from '../security/two-licensees.ts';
import { goodClaims, signed, type Answer, type Caller } from '../server/support/whole-desk.ts';
import { aText, bent } from './nasty.ts';

export type Door = (random: Random, world: World) => Promise<Answer>;

/** Of a request's whole head, unless Node is told otherwise. */
const LONGEST_ADDRESS = 16 * 1024;

const PATHS = Object.keys(api._def.procedures) as ProcedurePath[];

/** A caller who may: what is refused at the door proves nothing about what lies behind it. */
function insider(random: Random, world: World, access: Access): Caller {
  if (access === 'client') return random.pick([world.anna, world.bella, world.carl]).caller;
  if (access === 'anyone' || access === 'invited') return { 'x-smart-support': '1' };
  return world.staff.administrator;
}

const withoutId = ({ id: _, ...headers }: Caller): Caller => headers;

const procedure: Door = (random, world) => {
  const path = random.pick(PATHS);
  const row = INPUTS[path];
  const input = bent(random, row.input(world));
  const headers = withoutId(insider(random, world, ACCESS[path]));
  // Node hangs up on an address longer than that before any of ours is asked: it comes as a body, and is refused as one.
  const fits = (JSON.stringify(input)?.length ?? 0) < LONGEST_ADDRESS;
  return row.type === 'query' && fits
    ? world.desk.query(path, input, headers)
    : world.desk.mutate(path, input, headers);
};

const search: Door = (random, world) =>
  world.desk.query(
    'staff.queue',
    { filter: { search: aText(random).slice(0, 200), status: 'all' } },
    withoutId(world.staff.agent),
  );

const rawBody: Door = (random, world) => {
  const path = random.chance(0.8) ? random.pick(PATHS) : encodeURI(aText(random).toWellFormed());
  const body = random.pick([
    () => aText(random),
    () => '{"a":'.repeat(random.pick([10, 5000])),
    () => '[' + '0,'.repeat(random.pick([10, 50_000])) + '0]',
    () => '\ufeff{}',
    () => '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  ])();
  return world.desk.request(`/rpc/${path}${random.chance(0.2) ? '?batch=1' : ''}`, {
    method: random.pick(['POST', 'POST', 'PUT', 'DELETE', 'PATCH']),
    ...bodyFor(random, body),
  });
};

function bodyFor(random: Random, body: string): RequestInit {
  const headers = {
    'content-type': random.pick([
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/octet-stream',
      'application/json; charset=utf-7',
    ]),
  };
  return { headers, body };
}

const upload: Door = (random, world) => {
  const name = aText(random).toWellFormed();
  const heads = [
    '\x89PNG\r\n\x1a\n',
    'GIF89a',
    '\xff\xd8\xff\xe0',
    'RIFF\0\0\0\0WEBP',
    '<svg onload=x>',
    'MZ',
    '',
  ];
  return world.desk.request('/files', {
    method: 'POST',
    headers: {
      ...withoutId(random.pick([world.anna.caller, world.staff.agent])),
      'x-file-name': random.chance(0.8) ? encodeURIComponent(name) : '%E0%A4%A',
      ...(random.chance(0.2) && { 'content-length': random.pick(['-1', '0', '1e9', '99999999999', 'x']) }),
      ...(random.chance(0.1) && { 'content-encoding': 'gzip' }),
    },
    body: Buffer.from(random.pick(heads) + aText(random), 'latin1'),
  });
};

const download: Door = (random, world) => {
  const id = random.chance(0.5) ? random.pick([world.anna.attached, world.noteFile]) : aText(random);
  const query = new URLSearchParams();
  for (const name of ['sign', 'until', 'person', 'licensee', 'p', 'l', 'e']) {
    if (random.chance(0.5)) query.append(name, aText(random).toWellFormed().slice(0, 300));
  }
  return world.desk.request(`/files/${encodeURIComponent(id.toWellFormed().slice(0, 2000))}?${query}`, {
    headers: random.chance(0.5) ? withoutId(world.staff.agent) : {},
  });
};

const identityToken: Door = async (random, world) => {
  const good = goodClaims(world.site, world.desk.clock.at);
  const token = await signed(world.site, bent(random, good) as Record<string, unknown>).catch(() =>
    aText(random),
  );
  const cut = random.between(0, token.length);
  const sent = random.chance(0.4) ? token.slice(0, cut) + aText(random) + token.slice(cut) : token;
  return world.desk.mutate('customer.openSession', { siteKey: world.site.key, identityToken: sent });
};

/** Every header that says who one is, wrong in every way. */
const credentials: Door = (random, world) => {
  const value = printable(aText(random)).slice(0, 5000);
  const path = random.pick([
    '/live',
    '/rpc/staff.me',
    '/rpc/customer.tickets',
    '/files/x',
    '/auth/sign-in/email',
  ]);
  return world.desk.request(path, {
    method: path.startsWith('/auth') ? 'POST' : 'GET',
    headers: {
      'x-smart-support': '1',
      [random.pick(['authorization', 'cookie', 'x-forwarded-for', 'origin', 'host', 'last-event-id'])]: value,
      authorization: random.pick([`Bearer ${value}`, value, `Basic ${value}`]),
    },
    ...(path.startsWith('/auth') && {
      body: JSON.stringify(bent(random, { email: 'a@b.example', password: 'x' })),
    }),
  });
};

const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').trim();

const address: Door = (random, world) => {
  const step = () =>
    random.pick([
      'admin',
      'w',
      'demo',
      'files',
      'live',
      'rpc',
      'auth',
      '..',
      '%2e%2e',
      '%2f',
      '%5c',
      '',
      '%00',
      'x'.repeat(3000),
    ]);
  const path = Array.from({ length: random.between(1, 6) }, step).join(random.pick(['/', '//', '%2f', '\\']));
  return world.desk.request(`/${path}`, { method: random.pick(['GET', 'HEAD', 'POST', 'OPTIONS']) });
};

/** How often each is chosen. */
export const DOORS: readonly { name: string; open: Door; weight: number }[] = [
  { name: 'procedure', open: procedure, weight: 12 },
  { name: 'search', open: search, weight: 2 },
  { name: 'raw body', open: rawBody, weight: 2 },
  { name: 'upload', open: upload, weight: 1 },
  { name: 'download', open: download, weight: 1 },
  { name: 'identity token', open: identityToken, weight: 1 },
  { name: 'credentials', open: credentials, weight: 1 },
  { name: 'address', open: address, weight: 2 },
];
