/** The page of numbers: whose it is, what is on it, and what is not. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { MINUTE } from '../../../shared/duration.ts';
import { exposition } from '../../../server/health/exposition.ts';
import { Histogram } from '../../../server/health/counted.ts';
import { aConsultation, aWholeDesk, type WholeDesk } from '../support/whole-desk.ts';

const TOKEN = 'a-token-for-prometheus';
let desk: WholeDesk;
beforeAll(async () => {
  desk = await aWholeDesk({ METRICS_TOKEN: TOKEN });
});
afterAll(() => desk.end());

const read = (authorization = `Bearer ${TOKEN}`) =>
  desk.request('/metrics', { headers: authorization ? { authorization } : {} });
const numberOf = (text: string, series: string): number => {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  if (!line) throw new Error(`${series} is not in\n${text}`);
  return Number(line.slice(series.length + 1));
};

test('is there for whoever has the token, and where there is one', async () => {
  expect((await read('')).status).toBe(401);
  expect((await read(`Bearer ${TOKEN}x`)).status).toBe(401);
  expect((await read(TOKEN)).status).toBe(401);
  const page = await read();
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const without = await aWholeDesk();
  expect((await without.request('/metrics')).status).toBe(404);
  expect((await without.request('/metrics', { headers: { authorization: 'Bearer ' } })).status).toBe(404);
  await without.end();
});

test('counts calls by procedure and outcome, submissions, batches, streams and what waits to be sent', async () => {
  const site = await desk.site(await desk.licensee('North'));
  const anna = await desk.client(site, 'anna');
  const sent = aConsultation({ fields: { question: 'A secret of Anna’s' } });
  expect((await desk.mutate('customer.submit', sent, anna)).status).toBe(200);
  expect(
    (await desk.mutate('customer.submit', aConsultation({ fields: { question: '' } }), anna)).status,
  ).not.toBe(200);
  await desk.query('staff.nothing', {}, anna);
  const stream = await desk.live(anna);
  const { text } = await read();
  const submits = 'smart_support_calls_total{procedure="customer.submit"';
  expect(numberOf(text, `${submits},outcome="ok"}`)).toBe(1);
  expect(numberOf(text, `${submits},outcome="refused"}`)).toBe(1);
  expect(numberOf(text, 'smart_support_call_duration_seconds_count{procedure="customer.submit"}')).toBe(2);
  expect(numberOf(text, 'smart_support_submissions_total')).toBe(1);
  expect(numberOf(text, 'smart_support_commit_batch_size_bucket{le="1"}')).toBe(1);
  expect(numberOf(text, 'smart_support_live_connections')).toBe(1);
  expect(numberOf(text, 'smart_support_database_up')).toBe(1);
  expect(numberOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
  expect(numberOf(text, 'smart_support_event_loop_delay_seconds{quantile="1"}')).toBeGreaterThanOrEqual(0);
  expect(text).not.toMatch(/anna|secret|nothing"|192\.0\.2/i);
  await stream.body!.cancel();
  await vi.waitFor(() => expect(desk.streams.count()).toBe(0));

  const due = numberOf(text, 'smart_support_outbox_waiting{until="turn"}');
  desk.clock.at += MINUTE;
  const later = (await read()).text;
  expect(due).toBeGreaterThan(0);
  expect(numberOf(later, 'smart_support_outbox_oldest_age_seconds')).toBe(60);
  expect(numberOf(later, 'smart_support_live_connections')).toBe(0);
});

test('names no door that somebody has made up', async () => {
  await desk.request('/made-up-1');
  await desk.request('/made-up-2');
  const { text } = await read();
  expect(text).not.toContain('made-up');
  expect(numberOf(text, 'smart_support_answers_total{door="other",status="404"}')).toBe(2);
});

test('every answer has its number, the error and the log the same', async () => {
  const good = await desk.request('/livez');
  const other = await desk.request('/livez');
  expect(good.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
  expect(other.headers.get('x-request-id')).not.toBe(good.headers.get('x-request-id'));
  const broken = await aWholeDesk();
  const anna = await broken.client(await broken.site(await broken.licensee('South')), 'anna');
  await broken.deps.store.db.destroy();
  const token = 'r'.repeat(43);
  for (const fails of [
    await broken.query('customer.tickets', {}, anna),
    await broken.request(`/rate/${token}`),
  ]) {
    expect(fails.status).toBe(500);
    const id = fails.headers.get('x-request-id');
    expect(fails.json.requestId ?? fails.json.error.data.requestId).toBe(id);
    expect(broken.lines.filter((line) => line.includes(`"requestId":"${id}"`))).toHaveLength(1);
  }
  expect(broken.lines.join()).not.toContain(token);
  await broken.end();
});

test('text of others cannot forge a line, and buckets hold all that is smaller', () => {
  const sizes = new Histogram({ name: 'size', help: 'Sizes.' }, [1, 2]);
  for (const size of [1, 2, 3]) sizes.add(size, { of: 'a"\n\\' });
  expect(exposition([sizes.family()])).toBe(
    [
      '# HELP size Sizes.',
      '# TYPE size histogram',
      'size_bucket{of="a\\"\\n\\\\",le="1"} 1',
      'size_bucket{of="a\\"\\n\\\\",le="2"} 2',
      'size_bucket{of="a\\"\\n\\\\",le="+Inf"} 3',
      'size_sum{of="a\\"\\n\\\\"} 6',
      'size_count{of="a\\"\\n\\\\"} 3',
      '',
    ].join('\n'),
  );
});
