/** The live stream: who hears what, and until when (AD-29, AD-44, AD-45). */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { MINUTE } from '../../../shared/duration.ts';
import {
  aConsultation,
  aRequestId,
  aWholeDesk,
  ORIGIN,
  type Caller,
  type SigningSite,
  type WholeDesk,
} from '../support/whole-desk.ts';

let desk: WholeDesk;
let site: SigningSite;
beforeAll(async () => {
  desk = await aWholeDesk();
  site = await desk.site(await desk.licensee('North'));
});
afterAll(() => desk.end());

async function listen({ id: _, ...headers }: Caller) {
  const response = await desk.live(headers);
  expect(response.status).toBe(200);
  const reader = response.body!.getReader();
  let heard = '';
  // Heartbeats come when they come.
  const told = () => heard.replaceAll(': still here\n\n', '');
  return {
    response,
    /** Everything up to and with `text`. */
    async until(text: string): Promise<string> {
      for (let looked = 0; !heard.includes(text, looked);) {
        looked = Math.max(0, heard.length - text.length);
        const { done, value } = await reader.read();
        if (done) throw new Error(`the stream ended after ${JSON.stringify(heard)}`);
        heard += new TextDecoder().decode(value);
      }
      return told();
    },
    /** Everything, once it has ended. */
    async end(): Promise<string> {
      for (let read = await reader.read(); !read.done; read = await reader.read())
        heard += new TextDecoder().decode(read.value);
      return told();
    },
    /** Until the desk has noticed. */
    async cancel() {
      const open = desk.streams.count();
      await reader.cancel();
      await vi.waitFor(() => expect(desk.streams.count()).toBeLessThan(open));
    },
  };
}

const submit = async (caller: Caller, question = 'How?') => {
  const answer = await desk.mutate('customer.submit', aConsultation({ fields: { question } }), caller);
  expect(answer.status, answer.text).toBe(200);
  return answer.json.result.data as { id: string; version: number };
};

test('a client hears of their own tickets and of nobody else’s; staff hear of all', async () => {
  const anna = await desk.client(site, 'anna');
  const bella = await desk.client(site, 'bella');
  const agent = await desk.member('agent');
  const [toAnna, toStaff] = [await listen(anna), await listen(agent)];
  const ofBella = await submit(bella);
  const ofAnna = await submit(anna, 'one\n\nevent: ticket\ndata: {"id":"forged","version":1}\r\n\u2028');
  const frame = ({ id, version }: { id: string; version: number }) =>
    `event: ticket\ndata: ${JSON.stringify({ id, version })}\n\n`;
  expect(await toAnna.until(ofAnna.id)).toBe(`: hello\n\n${frame(ofAnna)}`);
  expect(await toStaff.until(ofAnna.id)).toBe(`: hello\n\n${frame(ofBella)}${frame(ofAnna)}`);
  await Promise.all([toAnna.cancel(), toStaff.cancel()]);
});

test('a client cannot even tell that staff wrote a note or gave the ticket to somebody', async () => {
  const clara = await desk.client(site, 'clara');
  const agent = await desk.member('agent', 'noter');
  const [older, newer] = [await submit(clara, 'older'), await submit(clara, 'newer')];
  const rows = async () => (await desk.query('customer.tickets', {}, clara)).json.result.data.rows;
  const before = (await rows()).map(({ id, updatedAt }: { id: string; updatedAt: number }) => [
    id,
    updatedAt,
  ]);
  const toClara = await listen(clara);
  desk.clock.at += MINUTE;
  const note = { requestId: aRequestId(), id: older.id, text: 'between us', files: [] };
  expect((await desk.mutate('staff.note', note, agent)).status).toBe(200);
  const seenVersion = older.version + 1;
  const assign = { requestId: aRequestId(), id: older.id, seenVersion, to: agent.id };
  expect((await desk.mutate('staff.assign', assign, agent)).status).toBe(200);
  expect(
    (await rows()).map(({ id, updatedAt }: { id: string; updatedAt: number }) => [id, updatedAt]),
  ).toEqual(before);
  const reply = {
    requestId: aRequestId(),
    id: newer.id,
    seenVersion: newer.version,
    text: 'for you',
    files: [],
  };
  expect((await desk.mutate('staff.reply', reply, agent)).status).toBe(200);
  expect(await toClara.until(newer.id)).not.toContain(older.id);
  await toClara.cancel();
});

test('what staff write is heard by the client after it can be read', async () => {
  const anna = await desk.client(site, 'anna');
  const agent = await desk.member('agent', 'writer');
  const { id } = await submit(anna);
  const { version } = (await desk.query('staff.ticket', { id }, agent)).json.result.data;
  const heard = await listen(anna);
  const reply = { requestId: aRequestId(), id, seenVersion: version, text: 'Like this.', files: [] };
  await desk.mutate('staff.reply', reply, agent);
  await heard.until(`"version":${version + 1}`);
  expect((await desk.query('customer.ticket', { id }, anna)).text).toContain('Like this.');
  await heard.cancel();
});

describe('it ends by itself', () => {
  test('when the session is closed', async () => {
    const anna = await desk.client(site, 'anna');
    const heard = await listen(anna);
    await desk.mutate('customer.closeSession', {}, anna);
    expect(await heard.end()).toBe(': hello\n\n');
  });

  test('when the session is over, which listening alone does not put off', async () => {
    const heard = await listen(await desk.client(site, 'anna'));
    desk.clock.at += 20 * MINUTE;
    // By the time that this one has been looked at and ended, the one above has been looked at too.
    const other = await desk.client(site, 'bella');
    const marker = await listen(other);
    await desk.mutate('customer.closeSession', {}, other);
    await marker.end();
    desk.clock.at += 20 * MINUTE;
    expect(await heard.end()).toBe(': hello\n\n');
  });

  test('when the key that it was opened with is retired', async () => {
    const other = await desk.site(site.licenseeId);
    const heard = await listen(await desk.client(other, 'anna'));
    const [key] = await desk.deps.store.sites.keysOf(other.id);
    await desk.deps.store.sites.endKey(other.id, key!.id, 'revoked', desk.clock.at);
    await heard.end();
  });

  test('when the page may no longer stand where it stands', async () => {
    const other = await desk.site(site.licenseeId, { origins: ['https://moving.example', ORIGIN] });
    const heard = await listen({ ...(await desk.client(other, 'anna')), origin: 'https://moving.example' });
    await desk.deps.store.sites.update(other.id, { origins: [ORIGIN] });
    await heard.end();
  });

  test('when the site lets visitors in no more whom nobody knows', async () => {
    const other = await desk.site(site.licenseeId);
    const opened = await desk.mutate('customer.openSession', { siteKey: other.key });
    const heard = await listen({ authorization: `Bearer ${opened.json.result.data.session}` });
    const known = await listen(await desk.client(other, 'known'));
    await desk.deps.store.sites.update(other.id, { identityRequired: true });
    await heard.end();
    await known.cancel();
  });

  test('when it cannot be asked whether it may go on', async () => {
    const heard = await listen(await desk.client(site, 'anna'));
    const away = vi.spyOn(desk.deps.store.sessions, 'byTokenHashes').mockRejectedValue(new Error('away'));
    await heard.end();
    away.mockRestore();
  });

  test('and no other with it, however many are looked at together', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, (_, i) => desk.client(site, `many-${i}`)));
    const streams = await Promise.all(all.map(listen));
    const open = desk.streams.count();
    const closed = [3, 17, 39];
    for (const i of closed) await desk.mutate('customer.closeSession', {}, all[i]!);
    for (const i of closed) await streams[i]!.end();
    expect(desk.streams.count()).toBe(open - closed.length);
    for (const i of [0, 4, 38]) await streams[i]!.until((await submit(all[i]!)).id);
    desk.streams.closeAll();
  });

  test('when the member of staff is disabled or signs out', async () => {
    const { id, ...leaving } = await desk.member('agent', 'leaving');
    const heard = await listen(leaving);
    await desk.deps.store.staff.update(id, { disabled: true });
    await heard.end();

    const signingOut = await desk.member('agent', 'signing-out');
    const second = await listen(signingOut);
    const headers = {
      'content-type': 'application/json',
      cookie: signingOut['cookie']!,
      'x-smart-support': '1',
    };
    expect((await desk.request('/auth/sign-out', { method: 'POST', headers, body: '{}' })).status).toBe(200);
    await second.end();
  });

  test('when the server stops', async () => {
    const heard = await listen(await desk.client(site, 'anna'));
    desk.streams.closeAll();
    await heard.end();
  });
});

test('what every answer says of itself stands before a stream too, and a page of the site may read it', async () => {
  const anna = await desk.client(site, 'anna');
  const { response, cancel } = await listen({ ...anna, origin: ORIGIN });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-request-id': expect.stringMatching(/^.{16,}$/),
    'access-control-allow-origin': ORIGIN,
    'access-control-expose-headers': 'retry-after, x-request-id',
    vary: 'Origin',
  });
  await cancel();
  const other = await listen(anna);
  // What is said of one is not said of the next.
  expect(other.response.headers.get('access-control-allow-origin')).toBeNull();
  await other.cancel();
});

test('five at once for a session, and one more when one has ended', async () => {
  const anna = await desk.client(site, 'anna');
  const five = await Promise.all(Array.from({ length: 5 }, () => listen(anna)));
  expect((await desk.request('/live', { headers: anna })).status).toBe(429);
  await five[0]!.cancel();
  const again = await listen(anna);
  await Promise.all([again, ...five].map((each) => each.cancel()));
});

test('asking for the head of a stream opens none', async () => {
  const anna = await desk.client(site, 'head');
  for (let i = 0; i < 6; i++) {
    expect((await desk.request('/live', { method: 'HEAD', headers: anna })).status).toBe(405);
  }
  await (await listen(anna)).cancel();
});

/** So that what lies in the network's own buffers, some megabytes, is soon full. */
const A_LONG_ID = 'x'.repeat(2000);

test('a reader that takes nothing of what it is sent is cut off; whoever reads misses nothing, in its order', async () => {
  const [sleeper, reader] = [await desk.member('agent', 'sleeper'), await desk.member('agent', 'reader')];
  const { id: _, ...asleep } = sleeper;
  const untaken = await desk.live(asleep);
  const heard = await listen(reader);
  const all = heard.until('"version":0}');
  const open = desk.streams.count();
  const tell = (version: number) =>
    desk.deps.live.publish({
      ...{ ticketId: A_LONG_ID, version, licenseeId: site.licenseeId, personId: 'nobody' },
      ...{ at: desk.clock.at, staffOnly: true },
    });
  let told = 0;
  while (desk.streams.count() === open && told < 20_000) {
    for (let i = 0; i < 10; i++) tell(++told);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(desk.streams.count()).toBe(open - 1);
  tell(0);
  const versions = [...(await all).matchAll(/"version":(\d+)/g)].map(([, version]) => Number(version));
  expect(versions).toEqual([...Array.from({ length: told }, (_, i) => i + 1), 0]);
  await expect(untaken.text()).rejects.toThrow();
  await heard.cancel();
});

test('a reader that has gone before it was known who it is leaves nobody listening', async () => {
  const request = new Request('http://localhost/live', { headers: await desk.client(site, 'hasty') });
  const open = desk.streams.count();
  await desk.streams.open({ request, address: '', outgoing: { destroyed: true, once() {} } as never });
  expect(desk.streams.count()).toBe(open);
});

test('a reader that has gone leaves nobody listening', async () => {
  const agent = await desk.member('agent', 'short');
  for (let i = 0; i < 30; i++) await (await listen(agent)).cancel();
  const heard = await listen(agent);
  await heard.cancel();
});
