import { afterAll, beforeAll, expect, test } from 'vitest';
import { aConsultation, aWholeDesk, aRequestId, type WholeDesk } from '../support/whole-desk.ts';

let desk: WholeDesk;
beforeAll(async () => {
  desk = await aWholeDesk();
});
afterAll(() => desk.end());

test('a client asks, staff answer, the client reads the answer and nothing of the note', async () => {
  const licensee = await desk.licensee('North');
  const site = await desk.site(licensee);
  const anna = await desk.client(site, 'anna', { name: 'Anna Orlova', email: 'anna@north.example' });
  const asked = await desk.mutate('customer.submit', aConsultation(), anna);
  expect(asked.status, asked.text).toBe(200);
  const ticket = asked.json.result.data;
  expect(ticket).toMatchObject({ number: 1001, status: 'request', title: 'How do I cancel an order?' });

  const agent = await desk.member('agent', 'Boris Agent');
  const queue = await desk.query('staff.queue', { filter: {} }, agent);
  expect(queue.json.result.data.rows, queue.text).toHaveLength(1);
  const seen = await desk.query('staff.ticket', { id: ticket.id }, agent);
  const { version } = seen.json.result.data;
  const note = { requestId: aRequestId(), id: ticket.id, text: 'secret note about Anna', files: [] };
  expect((await desk.mutate('staff.note', note, agent)).status).toBe(200);
  const answer = {
    requestId: aRequestId(),
    id: ticket.id,
    seenVersion: version + 1,
    text: 'Press Cancel.',
    files: [],
  };
  const replied = await desk.mutate('staff.reply', answer, agent);
  expect(replied.status, replied.text).toBe(200);
  expect(replied.text).toContain('secret note');

  const read = await desk.query('customer.ticket', { id: ticket.id }, anna);
  expect(read.text).toContain('Press Cancel.');
  expect(read.text).not.toContain('secret note');
  expect(read.text).not.toContain('desk.example');
  const unread = await desk.query('customer.unread', {}, anna);
  expect(unread.json.result.data).toMatchObject({
    count: 1,
    latest: { text: 'Press Cancel.', by: 'Boris Agent' },
  });
});
