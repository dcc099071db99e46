/** ID-23 and ID-24: the page of a department opens for its link alone, and reading it changes nothing. */
import { beforeEach, describe, expect, it } from 'vitest';
import { aSecondLine } from '../server/support/a-second-line.ts';
import { aRequestId, type Answer } from '../server/support/whole-desk.ts';

type Desk = Awaited<ReturnType<typeof aSecondLine>>;
let desk: Desk;
let id: string;
let link: string;
beforeEach(async () => {
  desk = await aSecondLine({ RATE_LIMITS: 'on' });
  id = await desk.ticket();
  await desk.asks(id);
  await desk.deliver();
  link = desk.linkInMail();
});

const GONE = '/second-line/' + 'A'.repeat(43);
let peers = 0;
/** Each from an address of its own, so that the limit says nothing. */
const read = (path: string, init: RequestInit = {}): Promise<Answer> =>
  desk.page(path, init, `198.51.100.${(peers = (peers + 1) % 250)}`);
const all = async () => JSON.stringify((await desk.load(id)).events);

describe('a link that is not right shows what every other such link shows', () => {
  const same = async (path: string) => {
    const unknown = await read(GONE);
    const found = await read(path);
    expect(unknown.status).toBe(404);
    expect({ status: found.status, text: found.text }).toEqual({ status: 404, text: unknown.text });
  };

  it('run out', async () => {
    expect((await read(link)).status).toBe(200);
    desk.clock.at += 31 * 86_400_000;
    await same(link);
  });
  it('of a question that was closed', async () => {
    const { id: escalationId } = await desk.escalation(id);
    await desk.mutate('secondLine.close', { requestId: aRequestId(), id, escalationId, why: '' }, desk.olga);
    await same(link);
  });
  it('revoked', async () => {
    await desk.deps.store.db.updateTable('escalation_link').set({ revoked_at: desk.clock.at }).execute();
    await same(link);
  });
  it('of a holder who is no longer of the department', async () => {
    await desk.deps.store.db.deleteFrom('department_channel').execute();
    await same(link);
  });
  it('made for answers by mail', async () => {
    await desk.deps.store.db.updateTable('escalation_link').set({ purpose: 'reply' }).execute();
    await same(link);
  });
  it('for a file of another question', async () => {
    await same(`${link}/files/${'f'.repeat(32)}`);
  });

  it.each<[string, (link: string) => string]>([
    ['a space behind it', (path) => `${path}%20`],
    ['a space before it', (path) => path.replace('/second-line/', '/second-line/%20')],
    ['a tab', (path) => `${path}%09`],
    ['a line end', (path) => `${path}%0a`],
    ['a NUL', (path) => `${path}%00`],
    ['one letter more', (path) => `${path}A`],
    ['one letter less', (path) => path.slice(0, -1)],
    ['another case', swapCase],
    ['a look-alike', (path) => path.replace(/[aeopcxAEOPCX]/, '%D0%B0')],
    ['full-width letters', (path) => path.replace(/.$/, '%EF%BD%81')],
    ['a zero-width space', (path) => `${path}%E2%80%8B`],
    ['itself twice', (path) => `${path},${path.split('/').at(-1)}`],
    ['itself as a list', (path) => `${path}%5B%5D`],
    ['an equals sign', (path) => `${path}=`],
    ['a dot', (path) => `${path}.`],
    ['nothing', () => '/second-line/'],
    ['what another has', () => GONE],
    ['the hash that is stored', () => GONE],
  ])('with %s', async (what, bent) => {
    if (what === 'the hash that is stored') {
      const { token_hash: hash } = await desk.deps.store.db
        .selectFrom('escalation_link')
        .select('token_hash')
        .executeTakeFirstOrThrow();
      return expect((await read(`/second-line/${hash}`)).status).toBe(404);
    }
    expect((await read(bent(link))).status).toBe(404);
  });
});

function swapCase(path: string): string {
  const [token = ''] = path.split('/').slice(-1);
  const at = token.search(/[a-z]/i);
  const letter = token[at]!;
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return `/second-line/${token.slice(0, at)}${other}${token.slice(at + 1)}`;
}

it('a link does not open another question', async () => {
  const other = await desk.ticket('Another question altogether?');
  await desk.asks(other, 'legal', 'Something else');
  expect((await read(link)).text).not.toContain('Something else');
});

it('reading it changes nothing, however often and in whatever way', async () => {
  const before = await all();
  const ways: RequestInit[] = [
    {},
    { method: 'HEAD' },
    { headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch' } },
    { headers: { 'user-agent': 'a scanner of mails' } },
    { method: 'OPTIONS' },
  ];
  for (let i = 0; i < 100; i++) {
    for (const path of [link, `${link}?done=answer`, `${link}/take`, `${link}/answer`, `${link}/hand-back`])
      await read(path, ways[i % ways.length]);
  }
  expect(await all()).toBe(before);
});

it.each([
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['no origin at all', {}],
  ['the null origin', { origin: 'null' }],
])('its form is taken from our own page, not from %s', async (_, headers) => {
  const before = await all();
  const answer = await desk.post(`${link}/answer`, { text: 'Forged' }, headers as Record<string, string>);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await all()).toBe(before);
});

it('ten wrong ones a minute from one address, also when they come at once, and no right one of others suffers', async () => {
  const wrong = await Promise.all(Array.from({ length: 40 }, () => desk.page(GONE, {}, '203.0.113.9')));
  expect(wrong.filter(({ status }) => status === 404)).toHaveLength(10);
  expect(wrong.filter(({ status }) => status === 429)).toHaveLength(30);
  const limited = await desk.page(link, {}, '203.0.113.9');
  expect(limited.status).toBe(429);
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await read(link)).status).toBe(200);
});

it('keeps its token out of the log, also where a request fails', async () => {
  const token = link.split('/').at(-1)!;
  await desk.deps.store.db.schema.alterTable('escalation_link').renameTo('gone').execute();
  expect((await read(link)).status).toBe(500);
  expect((await read(`${link}/files/${'f'.repeat(32)}`)).status).toBe(500);
  expect((await desk.post(`${link}/take`, {})).status).toBe(500);
  expect(desk.lines.filter((line) => line.includes('a request failed'))).toHaveLength(3);
  expect(desk.lines.join('\n')).not.toContain(token);
});
