/** Files through the server’s doors: who may send, who may fetch, for how long (AD-02, AD-48). */
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
let anna: Caller;
let bella: Caller;
let agent: Caller;
beforeAll(async () => {
  desk = await aWholeDesk({ FILE_MAX_BYTES: '1000' });
  site = await desk.site(await desk.licensee('North'));
  anna = await desk.client(site, 'anna');
  bella = await desk.client(site, 'bella');
  const { id: _, ...member } = await desk.member('agent');
  agent = member;
});
afterAll(() => desk.end());

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const send = (caller: Caller, body: BodyInit, name = 'file.txt', more: Caller = {}) =>
  desk.request('/files', {
    method: 'POST',
    headers: { ...caller, 'x-file-name': encodeURIComponent(name), ...more },
    body,
    ...({ duplex: 'half' } as object),
  });
const linkTo = async (caller: Caller, fileId: string): Promise<string> => {
  const answer = await desk.mutate('customer.fileLink', { fileId }, caller);
  expect(answer.status, answer.text).toBe(200);
  return answer.json.result.data.url;
};
const pathOf = (url: string) => url.replace('http://localhost:8080', '');

test('a file goes up, hangs on a ticket, and comes down as it was by a link of one minute', async () => {
  const sent = await send(anna, PNG, 'снимок экрана.png', { origin: ORIGIN });
  expect(sent.status, sent.text).toBe(201);
  expect(sent.json).toEqual({
    id: expect.any(String),
    name: 'снимок экрана.png',
    bytes: PNG.length,
    type: 'image/png',
    picture: true,
    unscanned: true,
  });
  const ticket = await desk.mutate('customer.submit', aConsultation({ files: [sent.json.id] }), anna);
  expect(ticket.json.result.data.entries[0].files).toEqual([sent.json]);

  const url = await linkTo(anna, sent.json.id);
  const response = await desk.app.request(pathOf(url), { headers: { origin: ORIGIN } });
  expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': expect.stringMatching(/^inline; filename="/),
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'no-store',
    'access-control-allow-origin': ORIGIN,
  });
  expect((await desk.request(`/files/${sent.json.id}`, { headers: agent })).status).toBe(200);
});

test.each([
  [
    'a drawing with a script',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    'x.svg',
  ],
  ['a page', '<!doctype html><script>alert(1)</script>', 'x.html'],
  ['a page called a picture', '<script>alert(1)</script>', 'x.png'],
])('%s is a download of plain text', async (_what, text, name) => {
  const sent = await send(anna, text, name);
  const response = await desk.app.request(pathOf(await linkTo(anna, sent.json.id)));
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
  expect(response.headers.get('content-security-policy')).toMatch(/^sandbox;/);
});

describe('a link', () => {
  test('lives less than a minute, for one file, and cannot be changed', async () => {
    const { json } = await send(anna, 'one');
    const { json: other } = await send(anna, 'two');
    const good = pathOf(await linkTo(anna, json.id));
    expect((await desk.request(good)).status).toBe(200);
    const url = new URL(good, 'http://localhost');
    const changed = (name: string, value: string) => {
      const copy = new URL(url);
      copy.searchParams.set(name, value);
      return `${copy.pathname}${copy.search}`;
    };
    const forged = [
      changed('until', String(desk.clock.at + 3_600_000)),
      changed('person', 'somebody'),
      changed('licensee', 'somebody'),
      changed('sign', ''),
      changed('sign', 'A'.repeat(43)),
      `${good}&until=99999999999999`,
      good.replace(json.id, other.id),
    ];
    for (const path of forged)
      expect((await desk.request(path)).text, path).toBe('{"refusal":{"code":"not_found"}}');
    desk.clock.at += MINUTE;
    expect((await desk.request(good)).status).toBe(404);
  });

  test('is asked each time whether its person may have the file', async () => {
    const { json } = await send(anna, 'one');
    const good = pathOf(await linkTo(anna, json.id));
    await desk.deps.store.db
      .updateTable('file')
      .set({ uploader: 'client:other' })
      .where('id', '=', json.id)
      .execute();
    expect((await desk.request(good)).status).toBe(404);
  });
});

test('asking for the head of a file opens none', async () => {
  const roomy = await aWholeDesk();
  const { id: _, ...member } = await roomy.member('agent');
  const large = new Uint8Array(1_000_000);
  const sent = await roomy.request('/files', { method: 'POST', headers: member, body: large });
  const openFiles = async () => (await readdir('/dev/fd')).length;
  const before = await openFiles();
  for (let i = 0; i < 20; i++) {
    const head = await roomy.request(`/files/${sent.json.id}`, { method: 'HEAD', headers: member });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(large.length)]);
  }
  expect(await openFiles()).toBeLessThan(before + 10);
  await roomy.end();
});

test('nobody fetches without a link or the cookie, nor with somebody else’s session', async () => {
  const { json } = await send(anna, 'one');
  const unknown = await desk.request(`/files/${'f'.repeat(32)}`, { headers: agent });
  for (const headers of [{}, anna, bella, { ...agent, 'sec-fetch-site': 'cross-site' }] as Caller[]) {
    const answer = await desk.request(`/files/${json.id}`, { headers });
    expect({ status: answer.status, text: answer.text }).toEqual({
      status: unknown.status,
      text: unknown.text,
    });
  }
});

test('a file of a note, or of an act whose words are a note, is not the client’s', async () => {
  const { id } = (await desk.mutate('customer.submit', aConsultation(), anna)).json.result.data;
  const note = (await send(agent, 'of a note')).json.id;
  const going = (await send(agent, 'of going on')).json.id;
  const said = (await send(agent, 'of a question')).json.id;
  await desk.mutate('staff.note', { requestId: aRequestId(), id, text: 'note', files: [note] }, agent);
  const act = async (more: object) => {
    const { version } = (await desk.query('staff.ticket', { id }, agent)).json.result.data;
    const answer = await desk.mutate(
      'staff.act',
      { requestId: aRequestId(), id, seenVersion: version, ...more },
      agent,
    );
    expect(answer.status, answer.text).toBe(200);
  };
  await act({ act: 'ask', text: 'Which order?', files: [said] });
  await act({ act: 'go_on', text: 'inner words', files: [going] });
  const read = await desk.query('customer.ticket', { id }, anna);
  expect(read.text).toContain(said);
  for (const hidden of [note, going, 'inner words']) expect(read.text).not.toContain(hidden);
  for (const fileId of [note, going]) {
    const link = await desk.mutate('customer.fileLink', { fileId }, anna);
    expect(link.json.error.data.refusal).toEqual({ code: 'not_found' });
  }
  expect((await desk.query('staff.ticket', { id }, agent)).text).toContain('inner words');
  expect((await desk.query('customer.unread', {}, anna)).text).not.toContain('inner words');
  await linkTo(anna, said);
});

describe('refused', () => {
  test('without a session, and from a page that may not', async () => {
    expect((await send({}, 'x')).status).toBe(403);
    expect((await send({ authorization: `Bearer ${'A'.repeat(43)}` }, 'x')).status).toBe(401);
    const { cookie } = agent;
    expect((await send({ cookie: cookie! }, 'x')).status).toBe(403);
  });

  test('too large, said or not, and empty: each with its name and limit', async () => {
    const large = 'x'.repeat(1001);
    const said = await send(anna, large, 'big.txt', { 'content-length': '1001' });
    const streamed = await send(anna, new Blob([large]).stream(), 'big.txt');
    for (const answer of [said, streamed]) {
      expect(answer.status).toBe(413);
      expect(answer.json.refusal).toMatchObject({ code: 'file_too_large', name: 'big.txt', maxBytes: 1000 });
    }
    expect((await send(anna, '', 'none.txt')).json.refusal).toEqual({ code: 'file_empty', name: 'none.txt' });
    expect((await send(anna, 'x', 'x', { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await send(anna, 'x', 'x', { 'x-file-name': '%E0%A4%A' })).json.refusal).toMatchObject({
      code: 'field_wrong',
    });
  });
});
