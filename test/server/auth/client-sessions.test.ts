/** What a session of a client is worth, for how long, and to whom: ID-15 to ID-17, ID-19, AD-45. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/duration.ts';
import { rateLimits } from '../../../server/auth/rate-limits.ts';
import {
  aConsultation,
  aWholeDesk,
  type Answer,
  type Caller,
  type SigningSite,
  type WholeDesk,
} from '../support/whole-desk.ts';

let desk: WholeDesk;
let licensee: string;
let site: SigningSite;
beforeAll(async () => {
  desk = await aWholeDesk();
  licensee = await desk.licensee('North');
  site = await desk.site(licensee);
});
afterAll(() => desk.end());

const codeOf = ({ json }: Answer): string | null => json?.error?.data?.refusal?.code ?? null;
const data = (answer: Answer) => {
  expect(answer.status, answer.text).toBe(200);
  return answer.json.result.data;
};
const bearer = (session: string): Caller => ({ authorization: `Bearer ${session}` });
const openAs = async (at: SigningSite, more: object = {}) =>
  data(await desk.mutate('customer.openSession', { siteKey: at.key, ...more }));
const asked = async (caller: Caller) =>
  data(await desk.mutate('customer.submit', aConsultation(), caller)).id as string;
const listOf = async (caller: Caller): Promise<string[]> =>
  data(await desk.query('customer.tickets', {}, caller)).rows.map(({ id }: { id: string }) => id);

describe('how long', () => {
  test('30 minutes without use end it, use keeps it, 12 hours end it all the same', async () => {
    const started = desk.clock.at;
    const idle = await desk.client(site, 'idle');
    const busy = await desk.client(site, 'busy');
    for (; desk.clock.at < started + 12 * HOUR; desk.clock.at += 20 * MINUTE) {
      expect((await desk.query('customer.desk', {}, busy)).status).toBe(200);
    }
    expect(codeOf(await desk.query('customer.desk', {}, idle))).toBe('not_signed_in');
    desk.clock.at = started + 12 * HOUR - 1;
    expect((await desk.query('customer.desk', {}, busy)).status).toBe(200);
    desk.clock.at = started + 12 * HOUR;
    expect(codeOf(await desk.query('customer.desk', {}, busy))).toBe('not_signed_in');
  });

  test('idle for one millisecond less than 30 minutes it lives, and not for 30', async () => {
    const anna = await desk.client(site, 'anna');
    desk.clock.at += 30 * MINUTE - 1;
    expect((await desk.query('customer.desk', {}, anna)).status).toBe(200);
    desk.clock.at += 30 * MINUTE;
    expect(codeOf(await desk.query('customer.desk', {}, anna))).toBe('not_signed_in');
  });
});

describe('what it is', () => {
  test('only its hash is kept, and nothing of it is in the log', async () => {
    const { session, deviceSecret } = await openAs(site);
    for (const secret of [session, deviceSecret]) expect(secret).toMatch(/^[\w-]{43}$/);
    const { db } = desk.deps.store;
    const rows = JSON.stringify([
      await db.selectFrom('client_session').selectAll().execute(),
      await db.selectFrom('device').selectAll().execute(),
    ]);
    for (const secret of [session, deviceSecret]) {
      expect(rows).not.toContain(secret);
      expect(desk.lines.join('\n')).not.toContain(secret);
    }
  });

  test('no two are alike, and none is what was there before (ID-17)', async () => {
    const first = await openAs(site);
    const second = await openAs(site, { deviceSecret: first.deviceSecret });
    expect(second.session).not.toBe(first.session);
    expect(second.personKey).toBe(first.personKey);
    expect(second.deviceSecret).toBeNull();
  });

  test.each([
    ['a space behind', (t: string) => `Bearer ${t} x`],
    ['another scheme', (t: string) => `Basic ${t}`],
    ['no scheme', (t: string) => t],
    ['lower case', (t: string) => `bearer ${t}`],
    ['twice', (t: string) => `Bearer ${t}, Bearer ${t}`],
    ['other letters', (t: string) => `Bearer ${t.toUpperCase()}`],
    ['one letter short', (t: string) => `Bearer ${t.slice(1)}`],
  ])('it is a Bearer token to the letter: not with %s (ID-24, AD-22)', async (_what, header) => {
    const { session } = await openAs(site);
    expect(codeOf(await desk.query('customer.desk', {}, { authorization: header(session) }))).toBe(
      'not_signed_in',
    );
  });

  test('nor as a cookie or in the address (ID-15)', async () => {
    const { session } = await openAs(site);
    expect(codeOf(await desk.query('customer.desk', {}, { cookie: `session=${session}` }))).toBe(
      'not_signed_in',
    );
    const answer = await desk.request(`/rpc/customer.desk?input=%7B%7D&authorization=Bearer%20${session}`);
    expect(codeOf(answer)).toBe('not_signed_in');
  });
});

describe('A, then B, then A in one page (ID-16)', () => {
  test('each sees their own; a closed session sees nothing, and its stream ends', async () => {
    const first = await desk.client(site, 'a');
    const ofA = await asked(first);
    const stream = await desk.live(first);
    expect(stream.status).toBe(200);
    data(await desk.mutate('customer.closeSession', {}, first));
    expect(codeOf(await desk.query('customer.tickets', {}, first))).toBe('not_signed_in');
    expect(await wholeOf(stream)).toBe(': hello\n\n');

    const second = await desk.client(site, 'b');
    expect(await listOf(second)).toEqual([]);
    const ofB = await asked(second);
    data(await desk.mutate('customer.closeSession', {}, second));

    const third = await desk.client(site, 'a');
    expect(await listOf(third)).toEqual([ofA]);
    expect(codeOf(await desk.query('customer.ticket', { id: ofB }, third))).toBe('not_found');
  });

  const wholeOf = (response: Response) => response.text();
});

describe('anonymous visitors (ID-19)', () => {
  test('come back with their device, and no other device reads what they wrote', async () => {
    const { session, deviceSecret } = await openAs(site);
    const ticket = await asked(bearer(session));
    const again = await openAs(site, { deviceSecret });
    expect(again).toMatchObject({ deviceSecret: null, hasTickets: true, person: { verified: false } });
    expect(await listOf(bearer(again.session))).toEqual([ticket]);
    const other = await openAs(site);
    expect(await listOf(bearer(other.session))).toEqual([]);
  });

  test('a device of one site is unknown at another, and gets a new secret there', async () => {
    const second = await desk.site(licensee);
    const { deviceSecret } = await openAs(site);
    const there = await openAs(second, { deviceSecret });
    expect(there.deviceSecret).not.toBeNull();
    expect(there.deviceSecret).not.toBe(deviceSecret);
  });

  test.each([
    ['do not come in where the site wants none', { anonymousAllowed: false }],
    ['nor where identity is required', { identityRequired: true }],
  ])('%s', async (_what, rules) => {
    const closed = await desk.site(licensee, rules);
    expect(codeOf(await desk.mutate('customer.openSession', { siteKey: closed.key }))).toBe(
      'identity_required',
    );
    expect(
      (
        await desk.mutate('customer.openSession', {
          siteKey: closed.key,
          identityToken: await desk.tokenFor(closed),
        })
      ).status,
    ).toBe(200);
  });

  test('are out at once when the site stops allowing them', async () => {
    const changing = await desk.site(licensee);
    const { session } = await openAs(changing);
    expect((await desk.query('customer.desk', {}, bearer(session))).status).toBe(200);
    await desk.deps.store.sites.update(changing.id, { anonymousAllowed: false });
    expect(codeOf(await desk.query('customer.desk', {}, bearer(session)))).toBe('identity_required');
  });
});

describe('an anonymous visitor who signs in', () => {
  test('keeps what they wrote when device and token come in one exchange; the device then opens nothing', async () => {
    const { session, deviceSecret } = await openAs(site);
    const ticket = await asked(bearer(session));
    const identityToken = await desk.tokenFor(site, { sub: 'was-anonymous', name: 'Now Known' });
    const known = await openAs(site, { identityToken, deviceSecret });
    expect(known).toMatchObject({
      person: { name: 'Now Known', verified: true },
      hasTickets: true,
      deviceSecret: null,
    });
    expect(await listOf(bearer(known.session))).toEqual([ticket]);
    expect(codeOf(await desk.query('customer.desk', {}, bearer(session)))).toBe('not_signed_in');
    const device = await openAs(site, { deviceSecret });
    expect(await listOf(bearer(device.session))).toEqual([]);
  });

  test('keeps nothing of a device that is not theirs to name: no token, wrong token, other site', async () => {
    const { session, deviceSecret } = await openAs(site);
    await asked(bearer(session));
    const stale = await desk.tokenFor(site, { sub: 'thief', aud: 'wrong' });
    expect(
      codeOf(
        await desk.mutate('customer.openSession', { siteKey: site.key, identityToken: stale, deviceSecret }),
      ),
    ).toBe('identity_refused');
    const elsewhere = await desk.site(licensee);
    const identityToken = await desk.tokenFor(elsewhere, { sub: 'thief' });
    const thief = await openAs(elsewhere, { identityToken, deviceSecret });
    expect(thief.hasTickets).toBe(false);
    expect((await openAs(site, { deviceSecret })).hasTickets).toBe(true);
  });

  test('is never made one with a person we know already, however alike name and address are', async () => {
    const known = await desk.client(site, 'known', { email: 'same@north.example' });
    const own = await asked(known);
    const { session, deviceSecret } = await openAs(site);
    const visitors = await asked(bearer(session));
    const identityToken = await desk.tokenFor(site, { sub: 'known', email: 'same@north.example' });
    const both = await openAs(site, { identityToken, deviceSecret });
    expect(await listOf(bearer(both.session))).toEqual([own]);
    const back = await openAs(site, { deviceSecret });
    expect(await listOf(bearer(back.session))).toEqual([visitors]);
  });
});

describe('limits', () => {
  test('a device secret is guessed ten times a minute from one address, then never mind whether it is right', async () => {
    const limited = await aWholeDesk({ RATE_LIMITS: 'on' });
    try {
      const at = await limited.site(await limited.licensee('North'));
      const guess = (deviceSecret: string) =>
        limited.mutate('customer.openSession', { siteKey: at.key, deviceSecret });
      const right = data(await limited.mutate('customer.openSession', { siteKey: at.key })).deviceSecret;
      for (let i = 0; i < 10; i++) expect((await guess('x'.repeat(43))).status).toBe(200);
      for (const secret of ['x'.repeat(43), right]) {
        const refused = await guess(secret);
        expect(refused.status).toBe(429);
        expect(codeOf(refused)).toBe('too_many_requests');
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      }
      limited.clock.at += MINUTE;
      expect(data(await guess(right)).deviceSecret).toBeNull();
    } finally {
      await limited.end();
    }
  });

  test('calls are counted, not requests: ten in one request are ten', async () => {
    const limited = await aWholeDesk({ RATE_LIMITS: 'on' });
    try {
      const at = await limited.site(await limited.licensee('North'));
      const anna = await limited.client(at, 'anna');
      const ten = Array.from({ length: 10 }, () => 'customer.seen').join(',');
      const body = JSON.stringify(
        Object.fromEntries(Array.from({ length: 10 }, (_, i) => [i, { id: 'nothing', version: 1 }])),
      );
      const headers = { ...anna, 'content-type': 'application/json' };
      const send = () => limited.request(`/rpc/${ten}?batch=1`, { method: 'POST', headers, body });
      for (let i = 0; i < 12; i++) expect((await send()).text).not.toContain('too_many_requests');
      const refused = await send();
      expect(refused.text.match(/"code":"too_many_requests"/g)).toHaveLength(10);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    } finally {
      await limited.end();
    }
  });

  test('wrong passwords are counted by account too, so that many addresses help nobody', async () => {
    const limited = await aWholeDesk({ RATE_LIMITS: 'on', TRUSTED_PROXIES: '10.0.0.1' });
    try {
      const answers: number[] = [];
      for (let i = 0; i < 11; i++) {
        const headers = {
          'x-smart-support': '1',
          'content-type': 'application/json',
          'x-forwarded-for': `192.0.2.${i}`,
        };
        const body = JSON.stringify({ email: 'boss@desk.example', password: 'guess number 1' });
        const init = { method: 'POST', headers, body };
        answers.push((await limited.request('/auth/sign-in/email', init, '10.0.0.1')).status);
      }
      expect(answers).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    } finally {
      await limited.end();
    }
  });

  test('whoever writes an X-Forwarded-For without being our proxy is counted by their own address (AD-43)', async () => {
    const limited = await aWholeDesk({ RATE_LIMITS: 'on' });
    try {
      const statuses: number[] = [];
      for (let i = 0; i < 11; i++) {
        const headers = {
          'x-smart-support': '1',
          'content-type': 'application/json',
          'x-forwarded-for': `192.0.2.${i}`,
        };
        const body = JSON.stringify({ token: 'x' });
        const init = { method: 'POST', headers, body };
        statuses.push((await limited.request('/rpc/join.invitation', init, '198.51.100.7')).status);
      }
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429]);
    } finally {
      await limited.end();
    }
  });

  test('an address of old written as a new one is the same, also that of our proxy', async () => {
    const limited = await aWholeDesk({ RATE_LIMITS: 'on', TRUSTED_PROXIES: '10.0.0.1' });
    try {
      const init = (from: string) => ({
        method: 'POST',
        headers: {
          'x-smart-support': '1',
          'content-type': 'application/json',
          'x-forwarded-for': `192.0.2.250, ${from}, 10.0.0.1`,
        },
        body: JSON.stringify({ token: 'x' }),
      });
      const statuses: number[] = [];
      const ways = ['198.51.100.7', '::ffff:198.51.100.7', '::FFFF:198.51.100.7'];
      for (let i = 0; i < 11; i++) {
        const peer = i % 2 ? '10.0.0.1' : '::ffff:10.0.0.1';
        statuses.push((await limited.request('/rpc/join.invitation', init(ways[i % 3]!), peer)).status);
      }
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429]);
    } finally {
      await limited.end();
    }
  });

  test('a bucket fills again evenly, and goes on from there when the clock is set back', async () => {
    let at = 0;
    const limits = rateLimits(() => at);
    for (let i = 0; i < 10; i++) expect(await limits.take('guess', 'x')).toBeNull();
    expect(await limits.take('guess', 'x')).toEqual({ code: 'too_many_requests', retryAfterSeconds: 6 });
    expect(await limits.take('guess', 'y')).toBeNull();
    at -= HOUR;
    expect(await limits.take('guess', 'x')).not.toBeNull();
    at += 6000;
    expect(await limits.take('guess', 'x')).toBeNull();
    expect(await limits.take('guess', 'x')).not.toBeNull();
  });
});
