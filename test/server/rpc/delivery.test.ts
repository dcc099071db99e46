/** What staff can do about what was not sent: see it with its reason, send it again, try a channel. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY } from '../../../shared/duration.ts';
import { aMailServer, type MailServer } from '../support/a-mail-server.ts';
import { aConsultation, aWholeDesk, type Caller, type WholeDesk } from '../support/whole-desk.ts';

let smtp: MailServer;
let desk: WholeDesk;
let administrator: Caller;
let anna: Caller;
beforeEach(async () => {
  smtp = await aMailServer();
  const { host, port } = smtp.settings;
  desk = await aWholeDesk({ SMTP_URL: `smtp://${host}:${port}`, MAIL_FROM: 'Desk <desk@desk.example>' });
  const { id: _, ...headers } = await desk.member('administrator');
  administrator = headers;
  const site = await desk.site(await desk.licensee('North'));
  const email = 'anna@north.example';
  anna = await desk.client(site, 'anna', { name: 'Anna', email, email_verified: true });
});
afterEach(() => desk.end());

const board = async () => (await desk.query('delivery.board', undefined, administrator)).json.result.data;
const deliver = () => desk.deps.delivery.deliver();
const refusing = { refusesRecipient: 550, only: 'anna@north.example' } as const;

/** So many mails to Anna that her server did not want. */
async function givenUp(count: number): Promise<string[]> {
  smtp.mood = refusing;
  for (let i = 0; i < count; i++) await desk.mutate('customer.submit', aConsultation(), anna);
  await deliver();
  const { givenUp: shown } = await board();
  expect(shown.count).toBe(count);
  expect(shown.byFault).toEqual([{ code: 'refused', count }]);
  return shown.rows.map(({ id }: { id: string }) => id);
}

it('what was given up is shown with its reason, and goes once when it is sent again', async () => {
  const [id, other] = await givenUp(2);
  const { rows } = (await board()).givenUp;
  expect(rows[0]).toMatchObject({ kind: 'received', channel: 'email', to: { side: 'client', name: 'Anna' } });
  expect(rows[0].fault.text).toContain('550');
  smtp.mood = 'accepts';
  expect((await desk.mutate('delivery.sendAgain', { id }, administrator)).json.result.data).toEqual({
    again: 1,
  });
  await deliver();
  await deliver();
  expect(smtp.mails).toHaveLength(1);
  const after = await board();
  expect(after.givenUp.rows.map((row: { id: string }) => row.id)).toEqual([other]);
  expect(after.sent.map((row: { id: string }) => row.id)).toContain(id);
  // What has gone is not sent once more.
  expect((await desk.mutate('delivery.sendAgain', { id }, administrator)).status).toBe(404);
  await deliver();
  expect(smtp.mails).toHaveLength(1);
});

it('all that was given up for one reason goes at once, and nothing that was given up for another', async () => {
  await givenUp(3);
  smtp.mood = 'accepts';
  const none = await desk.mutate('delivery.sendAllAgain', { code: 'server_error' }, administrator);
  expect(none.json.result.data).toEqual({ again: 0 });
  const all = await desk.mutate('delivery.sendAllAgain', { code: 'refused' }, administrator);
  expect(all.json.result.data).toEqual({ again: 3 });
  await deliver();
  expect(smtp.mails).toHaveLength(3);
  expect((await board()).givenUp.count).toBe(0);
});

it('what is refused again is given up again, with the new reason', async () => {
  const [id] = await givenUp(1);
  smtp.mood = { refusesAfterData: 554 };
  await desk.mutate('delivery.sendAgain', { id }, administrator);
  await deliver();
  const { rows } = (await board()).givenUp;
  expect(rows).toHaveLength(1);
  expect(rows[0].fault.text).toContain('554');
});

it('a ticket says who has not heard of something there', async () => {
  await givenUp(1);
  const [{ ticket }] = (await board()).givenUp.rows;
  const { json } = await desk.query('delivery.ofTicket', { id: ticket.id }, administrator);
  expect(json.result.data).toMatchObject([{ kind: 'received', fault: { code: 'refused' } }]);
});

it('a test message goes to whoever asks for it, and says why it could not', async () => {
  const test = () => desk.mutate('delivery.test', { channel: 'email', language: 'ru' }, administrator);
  expect((await test()).json.result.data).toEqual({ sent: true });
  expect(smtp.recipients.at(-1)).toEqual(['administrator@desk.example']);
  await smtp.close();
  const { sent, fault } = (await test()).json.result.data;
  expect({ sent, code: fault.code }).toEqual({ sent: false, code: 'unreachable' });
});

it('what was sent long ago is swept, what was given up or waits stays', async () => {
  const [id] = await givenUp(1);
  smtp.mood = 'accepts';
  await desk.mutate('customer.submit', aConsultation(), anna);
  await deliver();
  await smtp.close();
  await desk.mutate('customer.submit', aConsultation(), anna);
  await deliver();
  desk.clock.at += 100 * DAY;
  const states = async () => {
    const rows = await desk.deps.store.db
      .selectFrom('outbox')
      .select('state')
      .where('channel', '=', 'email')
      .execute();
    return rows.map(({ state }) => state).toSorted();
  };
  expect(await states()).toContain('sent');
  await desk.deps.store.outbox.sweep(desk.clock.at - 90 * DAY);
  expect(await states()).not.toContain('sent');
  expect(await states()).toEqual(expect.arrayContaining(['given_up', 'waiting']));
  expect((await board()).givenUp.rows.map((row: { id: string }) => row.id)).toContain(id);
});
