/** What opens something is random, opens by its very letters alone, and is compared without telling how near a guess was. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../shared/duration.ts';
import { makeLink } from '../../server/auth/one-time-links.ts';
import { hashOf, isSame, keysFrom, randomId, randomToken } from '../../server/auth/secrets.ts';
import { makePageLink, makeReplyToken, openLink } from '../../server/second-line/department-links.ts';
import { OWN_ORIGIN, type Caller } from '../server/support/whole-desk.ts';
import { aWorld, data, type World } from './two-licensees.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.desk.end());

const OURS = { 'x-smart-support': '1' };
const baseUrl = new URL(OWN_ORIGIN);
const bearer = (token: string): Caller => ({ authorization: `Bearer ${token}` });

type Door = { token(): Promise<string>; opens(token: unknown): Promise<boolean> };

const oneTime = async (purpose: 'invitation' | 'sign_in'): Promise<string> => {
  const { deps, clock } = world.desk;
  const about =
    purpose === 'invitation'
      ? { name: 'New', email: `${randomId()}@desk.example`, role: 'agent' as const }
      : { staffId: world.staff.agent.id };
  const { link } = await makeLink({ links: deps.store.links, baseUrl, at: clock.at }, purpose, about);
  return new URL(link).hash.slice(1);
};
const inPath = (path: string): Door['opens'] =>
  async function opens(token) {
    return (await world.desk.request(`/${path}/${encodeURIComponent(String(token))}`)).status === 200;
  };
const openSession = async (siteKey: string, more: object) =>
  world.desk.mutate('customer.openSession', { siteKey, ...more });
const annasQuestion = () => ({
  ticketId: world.anna.ticketId,
  escalationId: world.secondLine.annas,
  holder: world.secondLine.memberId,
});

const annasFile = async () => {
  const fileId = world.anna.attached;
  return new URL(data(await world.desk.mutate('customer.fileLink', { fileId }, world.anna.caller)).url);
};

const DOORS: Record<string, Door> = {
  'a client’s session': {
    token: async () => data(await openSession(world.site.key, {})).session,
    opens: async (token) =>
      (await world.desk.query('customer.desk', {}, bearer(String(token)))).status === 200,
  },
  'a visitor’s device': {
    async token() {
      const { session, deviceSecret } = data(await openSession(world.site.key, {}));
      const question = { requestId: randomId(), kind: 'consultation', fields: { question: 'How?' } };
      data(
        await world.desk.mutate(
          'customer.submit',
          { ...question, files: [], channel: 'widget' },
          bearer(session),
        ),
      );
      return deviceSecret;
    },
    async opens(token) {
      const answer = await openSession(world.site.key, { deviceSecret: token });
      return answer.status === 200 && data(answer).hasTickets;
    },
  },
  'an identity token': {
    token: () => world.desk.tokenFor(world.site, { sub: 'anna' }),
    opens: async (identityToken) => (await openSession(world.site.key, { identityToken })).status === 200,
  },
  'an invitation of staff': {
    token: () => oneTime('invitation'),
    opens: async (token) => (await world.desk.mutate('join.invitation', { token }, OURS)).status === 200,
  },
  'a sign-in link of staff': {
    token: () => oneTime('sign_in'),
    opens: async (token) => (await world.desk.mutate('join.signIn', { token }, OURS)).status === 200,
  },
  'a department’s page': {
    async token() {
      const { deps, clock } = world.desk;
      const link = await makePageLink({ ...deps, baseUrl, at: clock.at }, annasQuestion());
      return link.split('/').at(-1)!;
    },
    opens: inPath('second-line'),
  },
  'an address for answers by mail': {
    async token() {
      const { deps, clock } = world.desk;
      return makeReplyToken({ store: deps.store, at: clock.at }, annasQuestion());
    },
    opens: async (token) => (await openLink(world.desk.deps, token as string, 'reply')) !== null,
  },
  'a link of a mail': {
    async token() {
      const { deps, clock } = world.desk;
      const token = randomToken();
      const about = { purpose: 'unsubscribe', personId: world.people.anna } as const;
      const life = { createdAt: clock.at, expiresAt: clock.at + DAY };
      await deps.store.mail.addLink({ tokenHash: hashOf(token), ...about, ...life });
      return token;
    },
    opens: inPath('mail'),
  },
  'a link to a file': {
    token: async () => (await annasFile()).searchParams.get('sign')!,
    async opens(sign) {
      const url = await annasFile();
      url.searchParams.set('sign', String(sign));
      return (await world.desk.request(url.pathname + url.search)).status === 200;
    },
  },
  'a session of staff': {
    token: async () => world.staff.agent['cookie']!.split('=').slice(1).join('='),
    opens: async (token) => {
      const headers = { ...OURS, cookie: `smart-support=${String(token)}` };
      return (await world.desk.query('staff.me', {}, headers)).status === 200;
    },
  },
};

const otherCase = (letter: string) =>
  letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
const BENT: Record<string, (token: string) => unknown> = {
  'a space behind it': (t) => `${t} `,
  'a space before it': (t) => ` ${t}`,
  'a tab': (t) => `${t}\t`,
  'a line end': (t) => `${t}\r\n`,
  'a NUL': (t) => `${t}\0`,
  'a zero-width space': (t) => `${t}\u200B`,
  'a letter more': (t) => `${t}A`,
  'a letter less': (t) => t.slice(0, -1),
  'half of it': (t) => t.slice(0, t.length / 2),
  'another case': (t) => t.replace(/[a-z](?=[^a-z]*$)|[a-z]/i, otherCase),
  'all in capitals': (t) => t.toUpperCase(),
  'a full-width letter': (t) => t.replace(/[a-z]/i, (l) => String.fromCharCode(l.charCodeAt(0) + 0xfee0)),
  'a look-alike': (t) => t.replace(/[aceopxyABCEHKMOPTX]/, 'а'),
  'an accent composed in': (t) => t.replace(/[a-z]/i, (l) => `${l}\u0301`),
  'an equals sign': (t) => `${t}=`,
  'itself behind a comma': (t) => `${t},${t}`,
  'itself twice': (t) => t + t,
  'the other alphabet of base64': (t) => t.replace(/^./, '+').replaceAll('-', '+').replaceAll('_', '/'),
  'what is stored of it': hashOf,
  nothing: () => '',
  'a list': (t) => [t],
  'a list of it twice': (t) => [t, t],
  'an object': (t) => ({ $eq: t }),
  true: () => true,
};
/** What a header cannot carry, or what is taken off on its way, is not what was bent. */
const IN_HEADERS = ['a client’s session', 'a session of staff'];
const reaches = (door: string, value: unknown): boolean => {
  if (!IN_HEADERS.includes(door)) return true;
  try {
    const carried = new Headers({ x: String(value) }).get('x');
    return carried === String(value);
  } catch {
    return false;
  }
};

describe('a token that was bent opens nothing, and the straight one still does (ID-24)', () => {
  test.each(Object.keys(DOORS))('%s', async (name) => {
    const { token, opens } = DOORS[name]!;
    const right = await token();
    for (const [what, bend] of Object.entries(BENT)) {
      const bent = bend(right);
      if (bent === right || !reaches(name, bent)) continue;
      // An address and a header are text: a list in one is the token itself.
      if (typeof bent !== 'string' && String(bent) === right) continue;
      expect(await opens(bent).catch(() => false), what).toBe(false);
    }
    expect(await opens(right), 'as it was given').toBe(true);
  });
});

describe('nothing that opens something is computed from what it opens (ID-25)', () => {
  test.each(
    Object.keys(DOORS).filter((name) => name !== 'a link to a file' && name !== 'a session of staff'),
  )('%s: two for the same, in the same moment, have nothing in common', async (name) => {
    const [one, other] = [await DOORS[name]!.token(), await DOORS[name]!.token()];
    expect(one).not.toBe(other);
    const same = Array.from(one).filter((letter, i) => letter === other[i]).length;
    // Of 64 letters one in 64 is the same by chance; a token with claims begins alike, and differs in what counts.
    if (!one.includes('.')) expect(same).toBeLessThan(one.length / 2);
  });

  test('all of them come from the generator of the machine, and none from a clock, a counter or a weak hash', () => {
    const root = join(import.meta.dirname, '..', '..', 'server');
    const weak: string[] = [];
    for (const file of globSync('**/*.ts', { cwd: root })) {
      const text = readFileSync(join(root, file), 'utf8');
      if (/createHash\((?!'sha(256|384|512)')|\bmd5\b|'sha1'/i.test(text)) weak.push(`${file}: a weak hash`);
      // Elsewhere chance is for waiting times and for samples, and opens nothing.
      if (/Math\.random/.test(text) && /^(auth|commands|files|inbound|privacy|rpc|second-line)\//.test(file))
        weak.push(`${file}: Math.random`);
      if (/randomUUID/.test(text)) weak.push(`${file}: randomUUID`);
    }
    expect(weak).toEqual([]);
  });

  test('256 bits, each as often on as off', () => {
    const tokens = Array.from({ length: 4000 }, randomToken);
    expect(new Set(tokens).size).toBe(4000);
    const bits = Array.from({ length: 256 }, () => 0);
    for (const token of tokens) {
      const bytes = Buffer.from(token, 'base64url');
      expect(bytes).toHaveLength(32);
      for (let i = 0; i < 256; i++) bits[i]! += (bytes[i >> 3]! >> (i & 7)) & 1;
    }
    // Six standard deviations of a fair coin.
    for (const on of bits) expect(Math.abs(on - 2000)).toBeLessThan(6 * Math.sqrt(1000));
  });
});

/** The hash of a text that everybody is shown is no secret. */
const COMPARED = [
  'commands/consent.ts: const isOfThis = given.version === version && text !== null && hash === hashOfText(text[language]);',
];

describe('comparing tells nothing (ID-22)', () => {
  const { sign, isSignatureOf } = keysFrom(Buffer.alloc(32, 7));

  test('what is of another length, or empty, is another, and breaks nothing', () => {
    for (const given of ['', 'x', 'x'.repeat(100_000), '\uD800']) {
      expect(isSame(given, 'wanted')).toBe(false);
      expect(isSignatureOf(given, 'text')).toBe(false);
    }
    expect(isSame('wanted', 'wanted')).toBe(true);
    expect(isSignatureOf(sign('text'), 'text')).toBe(true);
  });

  test('a guess that is right but for its last letter takes no longer than one that is wrong from the first', () => {
    const right = sign('text');
    const near = right.slice(0, -1) + (right.endsWith('A') ? 'B' : 'A');
    const far = (right.startsWith('A') ? 'B' : 'A') + right.slice(1);
    const spent = { near: 0, far: 0 };
    const time = (what: 'near' | 'far', given: string) => {
      const before = process.hrtime.bigint();
      for (let i = 0; i < 50; i++) isSignatureOf(given, 'text');
      spent[what] += Number(process.hrtime.bigint() - before);
    };
    for (let i = 0; i < 200; i++) {
      time('near', near);
      time('far', far);
    }
    expect(Math.abs(spent.near / spent.far - 1)).toBeLessThan(0.5);
  });

  test('no secret is compared letter by letter in what runs', () => {
    const root = join(import.meta.dirname, '..', '..', 'server');
    const found = globSync('**/*.ts', { cwd: root }).flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .filter((line) =>
          /\b(token|secret|signature|hash|password)\w*\s*[!=]==\s*(?!null|undefined|'|typeof)\w/i.test(line),
        )
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(found).toEqual(COMPARED);
  });
});
