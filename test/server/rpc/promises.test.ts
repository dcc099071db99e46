/** What a client is promised before sending is what they are promised after it, and staff see the same. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/duration.ts';
import {
  aConsultation,
  aRequestId,
  aWholeDesk,
  T0,
  type Caller,
  type Json,
  type WholeDesk,
} from '../support/whole-desk.ts';

let desk: WholeDesk;
let anna: Caller;
let agent: Caller & { id: string };
beforeAll(async () => {
  desk = await aWholeDesk();
  anna = await desk.client(await desk.site(await desk.licensee('North')), 'anna', { name: 'Anna Orlova' });
  agent = await desk.member('agent', 'Boris Lem');
});
afterAll(() => desk.end());

const read = async (path: string, input: unknown, who: Caller): Promise<Json> => {
  const answer = await desk.query(path, input, who);
  expect(answer.status, answer.text).toBe(200);
  return answer.json.result.data;
};
/** What is answered to an act is the ticket as it is read a moment later. */
const done = async (path: string, input: unknown, who: Caller): Promise<Json> => {
  const answer = await desk.mutate(path, input, who);
  expect(answer.status, answer.text).toBe(200);
  const { data } = answer.json.result;
  expect(await read(`${path.split('.')[0]}.ticket`, { id: data.id }, who)).toEqual(data);
  return data;
};
const act = async (id: string, more: object, path = 'staff.act') => {
  const { version } = await read('staff.ticket', { id }, agent);
  return done(path, { requestId: aRequestId(), id, seenVersion: version, ...more }, agent);
};

test('the desk on a Monday at 11 in Moscow: open until 19, an answer within the hour', async () => {
  const view = await read('customer.desk', {}, anna);
  expect(view).toMatchObject({
    now: T0,
    timeZone: 'Europe/Moscow',
    open: true,
    changesAt: T0 + 8 * HOUR,
    dayFrom: 600,
    dayTo: 1140,
    regulationVersion: '2.0',
    ifSentNow: { reaction: { dueAt: T0 + 60 * MINUTE }, consultation: { dueAt: T0 + 24 * HOUR } },
    files: { maxBytes: 20_971_520, perMessage: 10 },
  });
});

test('sent a moment later it is promised the very same, ledger and all', async () => {
  const { ifSentNow } = await read('customer.desk', {}, anna);
  const consultation = await done('customer.submit', aConsultation(), anna);
  expect(consultation.reaction).toEqual(ifSentNow.reaction);
  expect(consultation.completion).toEqual(ifSentNow.consultation);
  for (const impact of ['critical', 'high', 'normal', 'low']) {
    const fields = { happened: 'x', expected: 'y' };
    const bug = await done('customer.submit', aConsultation({ kind: 'bug', fields, impact }), anna);
    expect(bug.completion).toEqual(ifSentNow.bug[impact]);
    const seen = await read('staff.ticket', { id: bug.id }, agent);
    expect([seen.reaction, seen.completion]).toEqual([bug.reaction, bug.completion]);
  }
});

describe('a bug on its whole way, as both see it', () => {
  test('question, answer, check, not fixed, closed, rated', async () => {
    const fields = { happened: 'It broke', expected: 'It works' };
    const { id } = await done(
      'customer.submit',
      aConsultation({ kind: 'bug', fields, impact: 'high' }),
      anna,
    );
    const asked = await act(id, { act: 'ask', text: 'Which browser?' });
    expect(asked).toMatchObject({
      status: 'info_required',
      question: { text: 'Which browser?', by: { me: true } },
    });
    const forAnna = await read('customer.ticket', { id }, anna);
    expect(forAnna).toMatchObject({
      move: 'client',
      question: {
        text: 'Which browser?',
        by: { name: 'Boris Lem', initials: 'BL', side: 'staff', me: false },
      },
      completion: { state: 'paused', pausedIn: 'info_required' },
    });
    expect(forAnna.allowedActs).toEqual(expect.arrayContaining(['answer', 'withdraw']));
    expect(forAnna.allowedActs).not.toEqual(expect.arrayContaining(['ask', 'note']));

    const answered = await done(
      'customer.act',
      { requestId: aRequestId(), id, act: 'answer', text: 'Firefox' },
      anna,
    );
    expect(answered).toMatchObject({ status: 'in_progress', question: null });
    const handed = await act(id, { act: 'hand_over', text: 'Mended.' });
    expect(handed.silence).toEqual({ remindAt: expect.any(Number), closeAt: expect.any(Number) });
    expect((await read('customer.ticket', { id }, anna)).handedOver.text).toBe('Mended.');
    await done('customer.act', { requestId: aRequestId(), id, act: 'not_fixed', text: 'Still.' }, anna);
    await act(id, { act: 'hand_over', text: 'Now.' });
    const closed = await done('customer.act', { requestId: aRequestId(), id, act: 'confirm' }, anna);
    expect(closed).toMatchObject({ status: 'closed', resolution: 'resolved', rating: null });
    expect(closed.rateUntil).toBeGreaterThan(T0);
    const rated = await done('customer.rate', { requestId: aRequestId(), id, stars: 4, word: 'Quick' }, anna);
    expect(rated.rating).toMatchObject({ stars: 4, word: 'Quick' });
    const seen = await read('staff.ticket', { id }, agent);
    expect(seen.cycles).toMatchObject([{ number: 1, stars: 4, resolution: 'resolved' }]);
    expect(seen.person).toMatchObject({ name: 'Anna Orlova', verified: true, anonymous: false });
    const story = seen.entries.map((entry: Json) => [entry.is, entry.act]);
    expect(story).toEqual(
      expect.arrayContaining([
        ['message', 'submit'],
        ['message', 'ask'],
        ['message', 'answer'],
        ['event', 'confirm'],
        ['event', 'rate'],
      ]),
    );
  });
});

test('words with an estimate or a correction are for staff; that it happened is for both', async () => {
  const fields = { missing: 'Export', purpose: 'Reports' };
  const { id } = await done('customer.submit', aConsultation({ kind: 'feature', fields }), anna);
  await act(id, { hours: 16, text: 'between us: two days' }, 'staff.estimate');
  const estimated = await read('staff.ticket', { id }, agent);
  expect(JSON.stringify(estimated)).toContain('between us');
  expect(estimated).toMatchObject({ estimateHours: 16 });
  expect(estimated.entries.at(-1)).toMatchObject({ is: 'note', text: 'between us: two days' });
  const forAnna = await read('customer.ticket', { id }, anna);
  expect(JSON.stringify(forAnna)).not.toContain('between us');
  expect(forAnna.entries.at(-1)).toMatchObject({
    act: 'estimate',
    text: null,
    detail: { of: 'estimate', hours: 16 },
  });
  expect(await read('staff.effect', { id, change: { hours: 8 } }, agent)).toMatchObject({
    old: { completionDueAt: estimated.completion.dueAt },
  });
});

test('an invoice is there for the client while it waits to be paid', async () => {
  const fields = { missing: 'Export', purpose: 'Reports' };
  const { id } = await done('customer.submit', aConsultation({ kind: 'feature', fields }), anna);
  await act(id, { act: 'analyse' });
  const file = await desk.request('/files', {
    method: 'POST',
    headers: { cookie: agent['cookie']!, 'x-smart-support': '1', 'x-file-name': 'invoice.pdf' },
    body: '%PDF-1.7',
  });
  const invoice = { number: 'A-1', sumKopecks: 1_250_000, fileId: file.json.id, payBy: '2026-10-30' };
  await act(id, { act: 'bill', invoice });
  expect(await read('customer.ticket', { id }, anna)).toMatchObject({
    status: 'payment',
    invoice: {
      number: 'A-1',
      sumKopecks: 1_250_000,
      payBy: '2026-10-30',
      file: { name: 'invoice.pdf' },
      issuedAt: T0,
    },
  });
  const rows = (await read('customer.tickets', {}, anna)).rows;
  expect(rows.find((row: Json) => row.id === id)).toMatchObject({
    invoiceSumKopecks: 1_250_000,
    move: 'client',
  });
  expect((await act(id, { act: 'paid', paidOn: '2026-10-05' })).invoice).toBeNull();
});

test('the queue groups by what is due, and says how long is left', async () => {
  const { id } = await done('customer.submit', aConsultation(), anna);
  const find = async () =>
    (await read('staff.queue', { filter: {} }, agent)).rows.find((row: Json) => row.id === id);
  expect(await find()).toMatchObject({
    group: 'today',
    due: { clock: 'reaction', at: T0 + HOUR, left: HOUR },
    reacted: false,
  });
  desk.clock.at = T0 + 1;
  expect((await find()).group).toBe('hour');
  desk.clock.at = T0 + HOUR;
  expect(await find()).toMatchObject({ group: 'hour', due: { state: 'running' } });
  desk.clock.at = T0 + HOUR + 1;
  expect(await find()).toMatchObject({ group: 'overdue', due: { state: 'overdue' } });
  desk.clock.at = T0;
});

test('the year’s calendar and the regulation in force', async () => {
  const year = await read('staff.calendar', { year: 2026 }, agent);
  expect(year).toMatchObject({ official: true, timeZone: 'Europe/Moscow' });
  expect(year.days).toHaveLength(365);
  expect(year.days.find(({ date }: Json) => date === '2026-11-04')).toMatchObject({
    working: false,
    why: 'holiday',
  });
  expect(await read('staff.calendar', { year: 2032 }, agent)).toMatchObject({
    official: false,
    source: null,
  });
  const regulation = await read('staff.regulation', {}, agent);
  expect(regulation).toMatchObject({
    regulation: { version: '2.0' },
    paragraphs: { reaction: '5' },
    recordedAt: T0,
  });
  expect(regulation.openTickets).toEqual([{ version: '2.0', count: expect.any(Number) }]);
});
