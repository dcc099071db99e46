/** The pages that a mail's links open: a GET changes nothing, whatever is wrong with a link looks the same. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashOf, randomToken } from '../../../server/auth/secrets.ts';
import {
  aConsultation,
  aRequestId,
  aWholeDesk,
  type SigningSite,
  type WholeDesk,
} from '../support/whole-desk.ts';

const DAY = 86_400_000;

let desk: WholeDesk;
let site: SigningSite;
beforeAll(async () => {
  desk = await aWholeDesk();
  site = await desk.site(await desk.licensee('North'));
});
afterAll(() => desk.end());

let anna: { ticketId: string; personId: string };
beforeEach(async () => {
  const sub = randomToken();
  const client = await desk.client(site, sub, { email: 'anna@shop.example', email_verified: true });
  const sent = await desk.mutate('customer.submit', aConsultation(), client);
  const ticketId: string = sent.json.result.data.id;
  const { ticket } = (await desk.deps.store.tickets.load(ticketId))!;
  anna = { ticketId, personId: ticket.personId };
});

async function closed(): Promise<void> {
  const staff = await desk.member(
    'agent',
    randomToken()
      .slice(0, 8)
      .toLowerCase()
      .replace(/[^a-z]/g, 'x'),
  );
  const { ticket } = (await desk.deps.store.tickets.load(anna.ticketId))!;
  const act = { act: 'close', resolution: 'answered', text: 'Menu, Cancel' };
  const done = await desk.mutate(
    'staff.act',
    { requestId: aRequestId(), id: anna.ticketId, seenVersion: ticket.version, ...act },
    staff,
  );
  expect(done.text).toContain('closed');
}

async function link(purpose: 'rate' | 'unsubscribe', more: { cycle?: number; life?: number } = {}) {
  const token = randomToken();
  const of = { tokenHash: hashOf(token), personId: anna.personId, createdAt: desk.clock.at };
  const life = { expiresAt: desk.clock.at + (more.life ?? DAY) };
  await desk.deps.store.mail.addLink(
    purpose === 'rate'
      ? { ...of, ...life, purpose, ticketId: anna.ticketId, cycle: more.cycle ?? 1 }
      : { ...of, ...life, purpose },
  );
  return token;
}

const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});
const rating = async () => (await desk.deps.store.tickets.load(anna.ticketId))!.ticket.cycles.at(-1)!.rating;
const version = async () => (await desk.deps.store.tickets.load(anna.ticketId))!.ticket.version;

describe('rating by the link of a mail', () => {
  test('is a page that changes nothing however often it is read, and a form that rates', async () => {
    await closed();
    const token = await link('rate');
    const before = await version();
    for (let i = 0; i < 100; i++) expect((await desk.request(`/rate/${token}`)).status).toBe(200);
    await desk.request(`/rate/${token}`, { method: 'HEAD', headers: { purpose: 'prefetch' } });
    expect(await version()).toBe(before);

    const sent = await desk.request(`/rate/${token}`, form({ stars: '4', word: 'Quick & <kind>' }));
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/rate/${token}?done=1`]);
    expect(await rating()).toMatchObject({ stars: 4 });
    const after = await desk.request(`/rate/${token}?done=1`);
    expect(after.text).toContain('Спасибо');
    expect(after.text).toContain('Quick &amp; &lt;kind&gt;</textarea>');
    expect(after.text).toMatch(/value="4" required checked/);
  });

  test('can be changed for as long as the regulation lets it, then the link is dead', async () => {
    await closed();
    const token = await link('rate', { life: 365 * DAY });
    await desk.request(`/rate/${token}`, form({ stars: '4' }));
    await desk.request(`/rate/${token}`, form({ stars: '2' }));
    expect(await rating()).toMatchObject({ stars: 2 });
    const at = desk.clock.at;
    desk.clock.at = at + 7 * DAY + 1;
    const late = await desk.request(`/rate/${token}`, form({ stars: '5' }));
    desk.clock.at = at;
    expect(late.status).toBe(404);
    expect(await rating()).toMatchObject({ stars: 2 });
  });

  test.each([
    ['none', {}],
    ['too many', { stars: '6' }],
    ['a word', { stars: 'five' }],
    ['no whole number', { stars: '4.5' }],
    ['too many words', { stars: '5', word: 'x'.repeat(1001) }],
  ])('stars that are %s rate nothing, and say so', async (_, fields) => {
    await closed();
    const token = await link('rate');
    const sent = await desk.request(`/rate/${token}`, form(fields));
    expect(sent.text).toContain('Выберите');
    expect(await rating()).toBeNull();
  });

  test('every wrong link is the same page', async () => {
    const open = await link('rate');
    const unknown = await desk.request(`/rate/${randomToken()}`);
    expect(unknown.status).toBe(404);
    const same = async (token: string, init?: RequestInit) => {
      const answer = await desk.request(`/rate/${token}`, init);
      expect([answer.status, answer.text]).toEqual([404, unknown.text]);
    };
    await same(open); // still open
    await same(open, form({ stars: '5' }));
    await closed();
    const right = await link('rate');
    expect((await desk.request(`/rate/${right}`)).status).toBe(200);
    await same(await link('rate', { life: 0 })); // over
    await same(await link('rate', { cycle: 2 })); // another cycle
    await same(await link('unsubscribe')); // for something else
    for (const bent of [
      `${right}%20`,
      `${right}a`,
      right.slice(0, -1),
      right.toUpperCase(),
      `${right},${right}`,
    ]) {
      await same(bent);
    }
    await same(hashOf(right)); // what is stored
    expect(await rating()).toBeNull();
  });

  test('a page has nothing that runs, and may be framed by nobody', async () => {
    await closed();
    const { headers, text } = await desk.request(`/rate/${await link('rate')}`);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).not.toContain('<script');
  });
});

describe('wanting no more mail', () => {
  const wants = async () => (await desk.deps.store.mail.wishesOf(anna.personId)).wantsMail;

  test('a page with a button; a GET changes nothing', async () => {
    const token = await link('unsubscribe');
    expect((await desk.request(`/mail/${token}`)).text).toContain('Больше не писать');
    expect(await wants()).toBe(true);
    await desk.request(`/mail/${token}`, form({ mail: 'off' }));
    expect(await wants()).toBe(false);
    expect((await desk.request(`/mail/${token}`)).text).toContain('Писать снова');
    await desk.request(`/mail/${token}`, form({ mail: 'on' }));
    expect(await wants()).toBe(true);
  });

  test('one click of a mail program, as it sends it by itself', async () => {
    const token = await link('unsubscribe');
    const sent = await desk.request(`/mail/${token}`, form({ 'List-Unsubscribe': 'One-Click' }));
    expect(sent.status).toBe(200);
    expect(await wants()).toBe(false);
  });

  test('not by a link that was made for rating', async () => {
    const token = await link('rate');
    expect((await desk.request(`/mail/${token}`, form({ mail: 'off' }))).status).toBe(404);
    expect(await wants()).toBe(true);
  });

  test('in the language the widget spoke to them', async () => {
    await desk.deps.store.mail.setLanguage(anna.personId, 'en');
    expect((await desk.request(`/mail/${await link('unsubscribe')}`)).text).toContain('Stop writing');
  });
});

test('ten wrong links in a minute from one address, then no more; right ones do not count', async () => {
  const strict = await aWholeDesk({ RATE_LIMITS: 'on' });
  try {
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await strict.request(`/mail/${randomToken()}`)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(404), 429, 429]);
  } finally {
    await strict.end();
  }
});
