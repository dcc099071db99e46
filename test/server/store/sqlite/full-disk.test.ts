/** No room for another page, by SQLite's own limit: writes come again later, reading goes on, and it heals by itself. */
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aConsultation, aWholeDesk, type Caller, type WholeDesk } from '../../support/whole-desk.ts';

let desk: WholeDesk;
let anna: Caller;
let agent: Caller;
beforeEach(async () => {
  desk = await aWholeDesk();
  const site = await desk.site(await desk.licensee('North'));
  anna = await desk.client(site, 'anna');
  agent = await desk.member('agent');
  await desk.mutate('customer.submit', aConsultation(), anna);
});
afterEach(() => desk.end());

const submit = () => desk.mutate('customer.submit', aConsultation(), anna);
const pages = async () => {
  const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(desk.deps.store.db);
  return rows[0]!.page_count;
};
const limit = (most: number) => sql.raw(`PRAGMA max_page_count = ${most}`).execute(desk.deps.store.db);

/** Until nothing more goes in; how many did. */
async function fill(): Promise<number> {
  await limit(await pages());
  for (let taken = 0; taken < 500; taken++) {
    const { status } = await submit();
    if (status !== 200) return taken;
  }
  throw new Error('it never filled up');
}

const ticketCount = async () => (await desk.deps.store.inspection.counts()).tickets;

it('answers 503 with when to come again, keeps what it has acknowledged, and nothing half of the rest', async () => {
  const taken = await fill();
  const refused = await submit();
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await ticketCount()).toBe(1 + taken);
  expect(desk.lines.join('\n')).toContain('make room on its disk');
  expect(desk.lines.some((line) => line.includes('"level":"fault"'))).toBe(false);
});

it('is read on, by clients and by staff', async () => {
  await fill();
  expect((await desk.query('customer.tickets', {}, anna)).status).toBe(200);
  expect((await desk.query('staff.queue', { filter: {} }, agent)).status).toBe(200);
  expect((await desk.request('/livez')).status).toBe(200);
});

it('fails every one of a crowd, and each of them comes in once there is room', async () => {
  await fill();
  const bodies = Array.from({ length: 20 }, () => aConsultation());
  const send = () => Promise.all(bodies.map((body) => desk.mutate('customer.submit', body, anna)));
  const before = await ticketCount();
  expect(new Set((await send()).map(({ status }) => status))).toEqual(new Set([503]));
  expect(await ticketCount()).toBe(before);
  await limit(1_000_000);
  expect(new Set((await send()).map(({ status }) => status))).toEqual(new Set([200]));
  expect(await ticketCount()).toBe(before + 20);
  expect((await desk.request('/readyz')).status).toBe(200);
  expect(await desk.deps.store.inspection.faults()).toEqual([]);
});
