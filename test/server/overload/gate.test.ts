/** The gate at its socket: what is told by headers alone, and who is known. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { knownCallers } from '../../../server/auth/known-callers.ts';
import { randomToken } from '../../../server/auth/secrets.ts';
import { MOST_KNOCKING, MOST_OF_ONE_SESSION, ROOM, SITE_BURST } from '../../../server/overload/admission.ts';
import { createGate } from '../../../server/overload/gate.ts';

const ORIGIN = 'https://shop.example';
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Whoever is let in waits for its answer until `answerAll`. */
async function aDoor(limits = true) {
  const known = knownCallers();
  known.rememberOrigin(ORIGIN);
  const turned: string[] = [];
  const gate = createGate({
    known,
    ownOrigin: 'https://desk.example',
    limits,
    turnedAway: (caller, why) => turned.push(`${caller} ${why}`),
    dice: () => 0.5,
  });
  let inside = 0;
  let arrived = () => {};
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    if (gate.turnsAway(request, response)) return;
    inside += 1;
    waiting.push(() => response.end('served'));
    arrived();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    gate.stop();
    server.closeAllConnections();
    server.close();
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(base + path, { ...init, headers });
  return {
    known,
    turned,
    ask,
    inside: () => inside,
    /** Asks `count` times at once and does not wait for the answers. */
    async fill(count: number, headers: Record<string, string> | (() => Record<string, string>) = {}) {
      const wanted = inside + count;
      const full = new Promise<void>((resolve) => {
        arrived = () => inside >= wanted && resolve();
      });
      // A machine that is at other things makes a turn long, and somebody is told to come again.
      const insist = async (): Promise<void> => {
        const answer = await ask('/rpc/x', typeof headers === 'function' ? headers() : headers);
        if (answer.status === 503 && inside < wanted) await insist();
      };
      for (let i = 0; i < count; i++) insist().catch(() => {});
      await full;
    },
    answerAll() {
      for (const answer of waiting.splice(0)) answer();
    },
  };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}`, origin: ORIGIN });
const cookie = (token: string) => ({ cookie: `other=1; smart-support=${token}; more=2` });

it('a visitor is told when to come again, in words that their page may read, while known clients and staff come in', async () => {
  const door = await aDoor(false);
  const [client, staff] = [randomToken(), randomToken()];
  door.known.remember(client, { class: 'identified', siteId: 's' });
  door.known.remember(staff, { class: 'staff', siteId: null });
  await door.fill(ROOM.anonymous);

  const refused = await door.ask('/rpc/x', { origin: ORIGIN }, { method: 'POST', body: '{}' });
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBe(3);
  expect(refused.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(refused.headers.get('access-control-expose-headers')).toContain('retry-after');
  expect(refused.headers.get('cache-control')).toBe('no-store');
  expect(await refused.json()).toMatchObject({ error: { data: { httpStatus: 503, refusal: null } } });
  const foreign = await door.ask('/rpc/x', { origin: 'https://evil.example' });
  expect(foreign.status).toBe(503);
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull();

  await door.fill(1, bearer(client));
  await door.fill(1, cookie(staff));
  expect(door.turned).toEqual(['anonymous busy', 'anonymous busy']);
});

it('health is always asked after, and what has been answered takes no room', async () => {
  const door = await aDoor(false);
  await door.fill(ROOM.anonymous);

  const live = door.ask('/livez');
  expect((await door.ask('/rpc/x')).status).toBe(503);
  door.answerAll();
  expect((await live).status).toBe(200);
  await door.fill(ROOM.anonymous);
});

it('whoever only says that they are staff has little room, and a client’s token is no sign of staff', async () => {
  const door = await aDoor();
  const client = randomToken();
  door.known.remember(client, { class: 'identified', siteId: 's' });
  await door.fill(MOST_KNOCKING - 1, () => cookie(randomToken()));
  await door.fill(1, cookie(client));
  expect((await door.ask('/rpc/x', cookie(randomToken()))).status).toBe(503);
  expect((await door.ask('/auth/sign-in/email', {}, { method: 'POST' })).status).toBe(503);
});

it('one session may ask so much at once, one site so much in a row while another is there, and both are told 429', async () => {
  const door = await aDoor();
  const session = randomToken();
  door.known.remember(session, { class: 'anonymous', siteId: 'north' });
  await door.fill(MOST_OF_ONE_SESSION, bearer(session));
  const tooMany = await door.ask('/rpc/x', bearer(session));
  expect(tooMany.status).toBe(429);
  expect(await tooMany.json()).toMatchObject({ error: { data: { refusal: { code: 'too_many_requests' } } } });
  door.answerAll();

  const ofSite = (siteId: string) => {
    const token = randomToken();
    door.known.remember(token, { class: 'anonymous', siteId });
    return bearer(token);
  };
  const flood = async () => {
    let refused = 0;
    for (let i = 0; i < SITE_BURST * 1.5; i += 50) {
      const some = Array.from({ length: 50 }, () => door.ask('/rpc/x', ofSite('north')));
      const over = Promise.all(some);
      const answering = setInterval(() => door.answerAll(), 1);
      refused += (await over).filter(({ status }) => status === 429).length;
      clearInterval(answering);
    }
    return refused;
  };
  expect(await flood()).toBe(0);
  await door.fill(1, ofSite('south'));
  expect(await flood()).toBeGreaterThan(0);
  await door.fill(1, ofSite('south'));
});
