/** What a desk of a given size costs a look at the queue, a search, a count: CPU time of this process, and the time it takes. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Sqlite from 'better-sqlite3';
import type { Database } from '../../../server/store/open-store.ts';
import { openStore } from '../../../server/store/open-store.ts';
import { monthsAside } from '../../../server/reports/months-aside.ts';
import type { QueueFilter } from '../../../server/store/queue.ts';
import type { Store } from '../../../server/store/store.ts';
import { NOW } from './template.ts';

export type Cost = { what: string; cpuMs: number; p50Ms: number; p99Ms: number; rows: number };

const HOUR = 3_600_000;
const AT_LEAST_MS = 400;
const AT_MOST = 2000;
const WARM = 5;

const FILTERS: Readonly<Record<string, QueueFilter>> = {
  'queue, first page': {},
  'queue, all': { status: 'all' },
  'queue, closed': { status: 'closed' },
  'queue, one status': { status: 'in_progress' },
  'queue, mine': { assignee: 'me' },
  'queue, nobody’s': { assignee: 'nobody' },
  'queue, one licensee': { licenseeId: '' },
  'queue, bugs': { kind: 'bug' },
  'queue, critical': { kind: 'bug', criticality: 'high' },
  'queue, overdue': { due: 'overdue' },
  'queue, due within the hour': { due: 'hour' },
  'queue, due today': { due: 'today' },
  'queue, the client’s move': { waiting: 'client' },
  'search: a rare word': { status: 'all', search: 'клиент4242' },
  'search: a word of many': { status: 'all', search: 'заказ' },
  'search: two words': { status: 'all', search: 'заказ клиент' },
  'search: a prefix of three letters': { status: 'all', search: 'зак' },
  'search: two words seldom together': { status: 'all', search: 'заказ доставки' },
  'search: two words never together': { status: 'all', search: 'заказ магазина' },
  'search: a number': { status: 'all', search: '5001' },
  'search: many, open ones alone': { search: 'заказ' },
};

export async function measure(database: Database): Promise<Cost[]> {
  const store = await openStore(database);
  try {
    const [licensee] = await store.licensees.all();
    const staff = await store.db.selectFrom('staff').select('id').orderBy('name').execute();
    const reader = { staffId: staff[0]!.id, at: NOW, todayEndsAt: NOW + 9 * HOUR };
    const costs: Cost[] = 'file' in database ? [await bareQueue(database.file)] : [];
    for (const [what, named] of Object.entries(FILTERS)) {
      const filter = { ...named, ...(named.licenseeId === '' && { licenseeId: licensee!.id }) };
      costs.push(await cost(what, async () => (await store.tickets.queue(filter, reader)).rows.length));
    }
    const deep = await middleOf(store);
    const page = { cursor: deep.cursor };
    costs.push(
      await cost(
        'queue, a page in the middle',
        async () => (await store.tickets.queue({ status: 'all' }, reader, page)).rows.length,
      ),
      await cost('counts above the queue', async () => (await store.tickets.counts(reader)).open),
      await cost('open tickets by person', async () => (await store.tickets.openByAssignee()).size),
      await cost('one ticket with its log', async () => (await store.tickets.load(deep.id))!.events.length),
    );
    return costs;
  } finally {
    await store.close();
  }
}

/** The floor under the queue's first page: its statement alone, prepared once, with nothing around it. */
async function bareQueue(file: string): Promise<Cost> {
  const db = new Sqlite(file, { readonly: true });
  try {
    const statement = db.prepare(`
      SELECT ticket.*, licensee.name, person.name, person.email, words.text FROM ticket
      JOIN licensee ON licensee.id = ticket.licensee_id JOIN person ON person.id = ticket.person_id
      LEFT JOIN words ON words.id = ticket.title
      WHERE open = 1 AND queue_group < 3 ORDER BY queue_group, queue_key, number LIMIT 51`);
    return await cost('bare statement of the first page', async () => statement.all().length);
  } finally {
    db.close();
  }
}

async function middleOf({ db }: Store): Promise<{ cursor: string; id: string }> {
  const { tickets } = await db
    .selectFrom('ticket')
    .select((eb) => eb.fn.countAll().as('tickets'))
    .executeTakeFirstOrThrow();
  const row = await db
    .selectFrom('ticket')
    .select(['id', 'queue_group', 'queue_key', 'number'])
    .where('number', '=', 1001 + Math.floor(Number(tickets) / 2) + 1)
    .executeTakeFirstOrThrow();
  return { id: row.id, cursor: `${row.queue_group}.${row.queue_key}.${row.number}` };
}

export type Aside = { month: string; tickets: number; seconds: number; longestWaitMs: number };

/** A month's report beside the server: how long it takes, and how long whoever asks meanwhile waits at the most. */
export async function measureReport(database: Database): Promise<Aside> {
  const month = '2026-10';
  const aside = monthsAside(database);
  const waits = monitorEventLoopDelay({ resolution: 2 });
  const began = performance.now();
  waits.enable();
  try {
    const { desk } = await aside.compute(month, NOW);
    const seconds = (performance.now() - began) / 1000;
    const tickets = Object.values(desk.submitted).reduce((sum, each) => sum + each, 0);
    return { month, tickets, seconds, longestWaitMs: waits.max / 1e6 };
  } finally {
    waits.disable();
    await aside.stop();
  }
}

async function cost(what: string, ask: () => Promise<number>): Promise<Cost> {
  let rows = 0;
  for (let i = 0; i < WARM; i++) rows = await ask();
  const took: number[] = [];
  const cpu = process.cpuUsage();
  const began = performance.now();
  while (took.length < AT_MOST && (performance.now() - began < AT_LEAST_MS || took.length < WARM)) {
    const asked = performance.now();
    await ask();
    took.push(performance.now() - asked);
  }
  const { user, system } = process.cpuUsage(cpu);
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { what, cpuMs: (user + system) / 1000 / took.length, p50Ms: at(0.5), p99Ms: at(0.99), rows };
}
