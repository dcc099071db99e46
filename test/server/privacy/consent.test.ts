/** Consent where a site asks for it: no ticket without it, none to another text than the one that was shown. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../shared/duration.ts';
import {
  aConsultation,
  aWholeDesk,
  type Caller,
  type SigningSite,
  type WholeDesk,
} from '../support/whole-desk.ts';

const RU = 'Я согласен на обработку\nмоих данных.';
const EN = 'I consent to the processing\nof my data.';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const consent = (version: number, text = EN, language: 'ru' | 'en' = 'en') => ({
  version,
  language,
  hash: hashOf(text),
});

let desk: WholeDesk;
let site: SigningSite;
let anna: Caller;
let admin: Caller & { id: string };

beforeEach(async () => {
  desk = await aWholeDesk();
  site = await desk.site(await desk.licensee('North'));
  anna = await desk.client(site, 'anna');
  admin = await desk.member('administrator');
  return () => desk.end();
});

const newest = async (): Promise<number> =>
  (await desk.query('consent.ofSite', { siteId: site.id }, admin)).json.result.data.versions[0]?.version ?? 0;
const ask = async (ru = RU, en = EN) =>
  desk.mutate('consent.ask', { siteId: site.id, ru, en, seenVersion: await newest() }, admin);
const stopAsking = async () =>
  desk.mutate('consent.stopAsking', { siteId: site.id, seenVersion: await newest() }, admin);
const submit = (by: Caller, more: Record<string, unknown> = {}) =>
  desk.mutate('customer.submit', aConsultation(more), by);
const refusalOf = ({ json }: Awaited<ReturnType<typeof submit>>) => json.error?.data.refusal;
const rows = () => desk.deps.store.db.selectFrom('consent').selectAll().execute();
const ticketCount = async () => (await desk.deps.store.db.selectFrom('ticket').select('id').execute()).length;
const asksOf = async (by: Caller): Promise<number | undefined> =>
  (await desk.query('customer.desk', {}, by)).json.result.data.asksConsent;

describe('a site that asks nothing', () => {
  it('is the usual one: tickets come without consent, and what is sent along is not noted', async () => {
    expect(await asksOf(anna)).toBeUndefined();
    expect((await submit(anna)).status).toBe(200);
    expect((await submit(anna, { consent: consent(1) })).status).toBe(200);
    expect(await rows()).toEqual([]);
  });

  it('is what it is again once asking has ended', async () => {
    await ask();
    expect(refusalOf(await submit(anna))).toEqual({ code: 'consent_needed', version: 1 });
    expect((await stopAsking()).status).toBe(200);
    expect(await asksOf(anna)).toBeUndefined();
    expect((await submit(anna)).status).toBe(200);
  });
});

it('of two who write its text at once the second is told, and nothing of either is lost', async () => {
  const second = await desk.member('administrator', 'second');
  const write = (by: Caller, ru: string, seenVersion: number) =>
    desk.mutate('consent.ask', { siteId: site.id, ru, en: EN, seenVersion }, by);
  const both = await Promise.all([write(admin, 'Первый', 0), write(second, 'Второй', 0)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const refused = both.find(({ status }) => status === 409)!;
  const by = both[0] === refused ? 'second' : 'administrator';
  expect(refusalOf(refused)).toEqual({ code: 'consent_moved_on', by, version: 1 });
  const stop = (seenVersion: number) =>
    desk.mutate('consent.stopAsking', { siteId: site.id, seenVersion }, admin);
  expect(refusalOf(await stop(0))).toMatchObject({ code: 'consent_moved_on' });
  expect((await write(second, 'Второй, сверен', 1)).status).toBe(200);
  expect((await stop(1)).status).toBe(409);
  expect((await stop(2)).status).toBe(200);
  const { versions } = (await desk.query('consent.ofSite', { siteId: site.id }, admin)).json.result.data;
  expect(versions).toHaveLength(2);
});

describe('a site that asks for consent', () => {
  beforeEach(async () => {
    await ask();
  });

  it('says so, word for word, before anybody is let in', async () => {
    const config = await desk.query('customer.config', { siteKey: site.key });
    expect(config.json.result.data.consent).toEqual({ version: 1, ru: RU, en: EN });
    expect(await asksOf(anna)).toBe(1);
  });

  it('takes no ticket without it', async () => {
    expect(refusalOf(await submit(anna))).toEqual({ code: 'consent_needed', version: 1 });
    expect(await ticketCount()).toBe(0);
  });

  it.each([
    ['another version', consent(2)],
    ['words that were not shown', consent(1, `${EN} Or not.`)],
    ['the words of the other language', consent(1, RU, 'en')],
  ])('takes no ticket with a consent to %s', async (_, given) => {
    expect(refusalOf(await submit(anna, { consent: given }))).toEqual({
      code: 'consent_outdated',
      version: 1,
    });
    expect(await ticketCount()).toBe(0);
  });

  it('notes who, when, whence, and the very text', async () => {
    const { json } = await submit(anna, { consent: consent(1, RU, 'ru') });
    expect(await rows()).toEqual([
      {
        id: expect.any(String),
        site_id: site.id,
        version: 1,
        person_id: (await desk.deps.store.tickets.load(json.result.data.id))!.ticket.personId,
        ticket_id: json.result.data.id,
        language: 'ru',
        text_hash: hashOf(RU),
        address: '192.0.2.1',
        at: desk.clock.at,
      },
    ]);
  });

  it('asks a person once, a visitor without a name too', async () => {
    const opened = await desk.mutate('customer.openSession', { siteKey: site.key });
    const visitor = { authorization: `Bearer ${opened.json.result.data.session}` };
    for (const who of [anna, visitor]) {
      expect((await submit(who, { consent: consent(1) })).status).toBe(200);
      expect(await asksOf(who)).toBeUndefined();
      expect((await submit(who)).status).toBe(200);
    }
    expect(await rows()).toHaveLength(2);
  });

  it('asks again for a new text, and keeps the old one word for word', async () => {
    await submit(anna, { consent: consent(1) });
    const { json } = await ask(RU, 'Other words.');
    expect(await asksOf(anna)).toBe(2);
    expect(refusalOf(await submit(anna))).toEqual({ code: 'consent_needed', version: 2 });
    expect(refusalOf(await submit(anna, { consent: consent(1) }))?.code).toBe('consent_outdated');
    expect((await submit(anna, { consent: consent(2, 'Other words.') })).status).toBe(200);
    expect(json.result.data.versions).toMatchObject([
      { version: 2, en: 'Other words.', until: null },
      { version: 1, ru: RU, en: EN, until: desk.clock.at, by: 'administrator' },
    ]);
  });

  it('makes no new version of the same words', async () => {
    await submit(anna, { consent: consent(1) });
    await ask(`  ${RU.replace('\n', '\r\n')}\n`);
    expect(await asksOf(anna)).toBeUndefined();
  });

  it('knows a repeat whose answer was lost, whatever is asked meanwhile', async () => {
    const sent = aConsultation({ consent: consent(1) });
    const first = await desk.mutate('customer.submit', sent, anna);
    await ask(RU, 'Other words.');
    const again = await desk.mutate('customer.submit', sent, anna);
    expect(again.json.result.data.id).toBe(first.json.result.data.id);
    expect(await ticketCount()).toBe(1);
  });

  it('takes the same submission once the newer text has been agreed to', async () => {
    const sent = aConsultation({ consent: consent(1) });
    await ask(RU, 'Other words.');
    expect(refusalOf(await desk.mutate('customer.submit', sent, anna))?.code).toBe('consent_outdated');
    const later = { ...sent, consent: consent(2, 'Other words.') };
    expect((await desk.mutate('customer.submit', later, anna)).status).toBe(200);
  });

  it('leaves what staff register by phone alone', async () => {
    const agent = await desk.member('agent');
    const { channel: _, ...form } = aConsultation();
    const by = { licenseeId: site.licenseeId, person: { name: 'Boris' }, channel: 'telephone' };
    const { status } = await desk.mutate(
      'staff.register',
      { ...form, ...by, turnedAt: desk.clock.at - 1000 },
      agent,
    );
    expect(status).toBe(200);
    expect(await rows()).toEqual([]);
  });

  it('is asked by itself: another site of the licensee is not', async () => {
    const other = await desk.site(site.licenseeId, { key: 'other-site' });
    expect((await submit(await desk.client(other, 'anna'))).status).toBe(200);
  });
});

describe('what is kept of it', () => {
  const of = async (ticketId: string) => {
    const agent = await desk.member('agent', `agent ${ticketId}`.slice(0, 12).replace(' ', '-'));
    return (await desk.query('consent.ofTicket', { id: ticketId }, agent)).json.result.data;
  };

  it('stands on the ticket, and on those after it', async () => {
    await ask();
    const first = (await submit(anna, { consent: consent(1) })).json.result.data;
    const at = desk.clock.at;
    desk.clock.at += MINUTE;
    const second = (await submit(anna)).json.result.data;
    await ask(RU, 'Other words.');
    expect(await of(first.id)).toEqual({ version: 1, language: 'en', at, text: EN, earlier: null });
    expect(await of(second.id)).toMatchObject({
      ...{ version: 1, at, text: EN },
      earlier: { id: first.id, number: first.number },
    });
  });

  it('is nothing where nothing was asked', async () => {
    const { id } = (await submit(anna)).json.result.data;
    expect(await of(id)).toBeNull();
  });

  it('is given out for a person, loses its address, and goes when it is told to', async () => {
    await ask();
    const { id } = (await submit(anna, { consent: consent(1) })).json.result.data;
    const { consents, tickets } = desk.deps.store;
    const { personId } = (await tickets.load(id))!.ticket;
    expect(await consents.consentsOf(personId)).toMatchObject([{ version: 1, address: '192.0.2.1' }]);
    await consents.forgetAddresses(desk.clock.at);
    expect(await consents.consentsOf(personId)).toMatchObject([{ address: '192.0.2.1' }]);
    await consents.forgetAddresses(desk.clock.at + 1);
    expect(await consents.consentsOf(personId)).toMatchObject([{ version: 1, address: null }]);
    const { privacy } = desk.deps.store;
    const [kept] = (await privacy.keptOf(personId)).consents;
    expect(kept).toMatchObject({ version: 1, address: null });
    expect(kept!.text.length).toBeGreaterThan(10);
    await privacy.eraseAgain({ personId, at: desk.clock.at, orderedBy: 'somebody' });
    expect(await consents.consentsOf(personId)).toEqual([]);
    expect(await of(id)).toBeNull();
  });
});
