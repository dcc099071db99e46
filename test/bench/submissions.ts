/**
 * Submissions over HTTP, durable when they are answered: with and without group commit, in turns within one run, on both
 * databases.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { ask } from '../postgres/ask.ts';
import { postgresServer } from '../postgres/server.ts';
import type { Told } from './submissions-server.ts';

const CONNECTIONS = [1, 8, 32, 128] as const;
const TURNS = 3;
const TURN_MS = 2000;
const ORIGIN = 'https://bench.example';

export type SubmissionsRow = {
  database: 'SQLite' | 'PostgreSQL';
  connections: number;
  grouped: Figures;
  alone: Figures;
  /** CPU of one submission, alone against grouped: the median of the turns. */
  cpuRatio: number;
};
type Figures = { perSecond: number; cpuMs: number; p50Ms: number; p99Ms: number };

type Desk = { child: ChildProcess; base: string; siteKey: string };

async function start(groupCommit: 'on' | 'off', url: string[]): Promise<Desk> {
  const child = fork(join(import.meta.dirname, 'submissions-server.ts'), [groupCommit, ...url]);
  const [told] = (await once(child, 'message')) as [Told];
  if (!('base' in told)) throw new Error('the server told something else than where it is');
  return { child, ...told };
}

async function cpuOf({ child }: Desk): Promise<number> {
  child.send('cpu');
  const [told] = (await once(child, 'message')) as [Told];
  if (!('cpuMicros' in told)) throw new Error('the server told something else than its CPU time');
  return told.cpuMicros / 1000;
}

type Call = { agent: Agent; base: string; session?: string };

function call(
  { agent, base, session }: Call,
  path: string,
  input: unknown,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify(input);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      origin: ORIGIN,
      ...(session && { authorization: `Bearer ${session}` }),
    };
    const asked = request(`${base}/rpc/${path}`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const submission = () => ({
  requestId: randomBytes(16).toString('hex'),
  kind: 'consultation',
  fields: { question: 'Как отменить заказ, если он уже передан в доставку? Номер заказа у меня есть.' },
  files: [],
  channel: 'widget',
});

async function turn(desk: Desk, connections: number): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const sessions = await Promise.all(
    Array.from({ length: connections }, async () => {
      const { text } = await call({ agent, base: desk.base }, 'customer.openSession', {
        siteKey: desk.siteKey,
      });
      return (JSON.parse(text) as { result: { data: { session: string } } }).result.data.session;
    }),
  );
  const took: number[] = [];
  const cpuBefore = await cpuOf(desk);
  const begin = performance.now();
  await Promise.all(
    sessions.map(async (session) => {
      while (performance.now() - begin < TURN_MS) {
        const asked = performance.now();
        const { status, text } = await call(
          { agent, base: desk.base, session },
          'customer.submit',
          submission(),
        );
        if (status !== 200) throw new Error(`a submission was answered with ${status}: ${text}`);
        took.push(performance.now() - asked);
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  const cpuMs = (await cpuOf(desk)) - cpuBefore;
  agent.destroy();
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { perSecond: took.length / seconds, cpuMs: cpuMs / took.length, p50Ms: at(0.5), p99Ms: at(0.99) };
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const medians = (turns: readonly Figures[]): Figures => ({
  perSecond: median(turns.map((each) => each.perSecond)),
  cpuMs: median(turns.map((each) => each.cpuMs)),
  p50Ms: median(turns.map((each) => each.p50Ms)),
  p99Ms: median(turns.map((each) => each.p99Ms)),
});

/** On the file and on a PostgreSQL of its own. */
export async function run(): Promise<SubmissionsRow[]> {
  const rows = await measure('SQLite', [[], []]);
  // As one that matters is run: what it has answered is on its disk.
  const postgres = await postgresServer({ fsync: 'on', full_page_writes: 'on', autovacuum: 'on' });
  try {
    for (const name of ['on', 'off']) await ask(postgres.url('postgres'), `CREATE DATABASE bench_${name}`);
    rows.push(...(await measure('PostgreSQL', [[postgres.url('bench_on')], [postgres.url('bench_off')]])));
  } finally {
    await postgres.remove();
  }
  return rows;
}

async function measure(
  database: SubmissionsRow['database'],
  [urlOn, urlOff]: readonly [string[], string[]],
): Promise<SubmissionsRow[]> {
  const on = await start('on', urlOn);
  const off = await start('off', urlOff);
  const rows: SubmissionsRow[] = [];
  try {
    // Compiled and warm before anything counts.
    for (const desk of [on, off]) await turn(desk, 8);
    for (const connections of CONNECTIONS) {
      const grouped: Figures[] = [];
      const alone: Figures[] = [];
      for (let i = 0; i < TURNS; i++) {
        grouped.push(await turn(on, connections));
        alone.push(await turn(off, connections));
      }
      const cpuRatio = median(alone.map((each, i) => each.cpuMs / grouped[i]!.cpuMs));
      rows.push({ database, connections, grouped: medians(grouped), alone: medians(alone), cpuRatio });
    }
  } finally {
    for (const { child } of [on, off]) {
      child.disconnect();
      await once(child, 'exit');
    }
  }
  print(database, rows);
  return rows;
}

function print(database: SubmissionsRow['database'], rows: readonly SubmissionsRow[]): void {
  console.log(`\nsubmissions on ${database}, durable when answered: folded into groups | each by itself`);
  console.log(
    'connections   per second    CPU ms   p50 ms   p99 ms |  per second    CPU ms   p50 ms   p99 ms | CPU ratio',
  );
  const figures = ({ perSecond, cpuMs, p50Ms, p99Ms }: Figures) =>
    Math.round(perSecond).toLocaleString('en').padStart(12) +
    cpuMs.toFixed(2).padStart(10) +
    p50Ms.toFixed(1).padStart(9) +
    p99Ms.toFixed(1).padStart(9);
  for (const { connections, grouped, alone, cpuRatio } of rows) {
    console.log(
      `${String(connections).padStart(11)} ${figures(grouped)} |${figures(alone)} |${cpuRatio.toFixed(2).padStart(9)}×`,
    );
  }
}
