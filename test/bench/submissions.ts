/**
 * Submissions over HTTP, durable when they are answered: with and without group commit, each beside the least that it can
 * cost, in turns within one run, on both databases.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { ask } from '../postgres/ask.ts';
import { postgresServer } from '../postgres/server.ts';
import { aSubmission, BENCH_ORIGIN, type Told } from './bench-desk.ts';

const CONNECTIONS = [1, 8, 32, 128] as const;
const TURNS = 3;
const TURN_MS = 2000;

export type SubmissionsRow = {
  database: 'SQLite' | 'PostgreSQL';
  connections: number;
  grouped: BesideBare;
  alone: BesideBare;
  /** CPU of one submission, alone against grouped: the median of the turns. */
  cpuRatio: number;
};
type Figures = { perSecond: number; cpuMs: number; p50Ms: number; p99Ms: number };
/** `bareCpuMs`: of the same rows written by themselves. */
type BesideBare = Figures & { bareCpuMs: number };

type Desk = { child: ChildProcess; base: string; siteKey: string };

async function start(
  program: 'submissions-server.ts' | 'floor-server.ts',
  groupCommit: 'on' | 'off',
  url: string[],
): Promise<Desk> {
  const child = fork(join(import.meta.dirname, program), [groupCommit, ...url]);
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
      origin: BENCH_ORIGIN,
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
          aSubmission(),
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
  const rows = await measure('SQLite', () => []);
  // As one that matters is run: what it has answered is on its disk.
  const postgres = await postgresServer({ fsync: 'on', full_page_writes: 'on', autovacuum: 'on' });
  try {
    const names = ['on', 'off', 'bare_on', 'bare_off'] as const;
    for (const name of names) await ask(postgres.url('postgres'), `CREATE DATABASE bench_${name}`);
    rows.push(...(await measure('PostgreSQL', (name) => [postgres.url(`bench_${name}`)])));
  } finally {
    await postgres.remove();
  }
  return rows;
}

async function measure(
  database: SubmissionsRow['database'],
  urlOf: (name: 'on' | 'off' | 'bare_on' | 'bare_off') => string[],
): Promise<SubmissionsRow[]> {
  const desks = {
    grouped: await start('submissions-server.ts', 'on', urlOf('on')),
    alone: await start('submissions-server.ts', 'off', urlOf('off')),
    bareGrouped: await start('floor-server.ts', 'on', urlOf('bare_on')),
    bareAlone: await start('floor-server.ts', 'off', urlOf('bare_off')),
  };
  type Name = keyof typeof desks;
  const each = Object.keys(desks) as Name[];
  const rows: SubmissionsRow[] = [];
  try {
    // Compiled and warm before anything counts.
    for (const name of each) await turn(desks[name], 8);
    for (const connections of CONNECTIONS) {
      const turns: Record<Name, Figures[]> = { grouped: [], alone: [], bareGrouped: [], bareAlone: [] };
      for (let i = 0; i < TURNS; i++)
        for (const name of each) turns[name].push(await turn(desks[name], connections));
      const beside = (ours: readonly Figures[], bare: readonly Figures[]): BesideBare => ({
        ...medians(ours),
        bareCpuMs: medians(bare).cpuMs,
      });
      rows.push({
        database,
        connections,
        grouped: beside(turns.grouped, turns.bareGrouped),
        alone: beside(turns.alone, turns.bareAlone),
        cpuRatio: median(turns.alone.map(({ cpuMs }, i) => cpuMs / turns.grouped[i]!.cpuMs)),
      });
    }
  } finally {
    for (const { child } of Object.values(desks)) {
      child.disconnect();
      await once(child, 'exit');
    }
  }
  print(database, rows);
  return rows;
}

function print(database: SubmissionsRow['database'], rows: readonly SubmissionsRow[]): void {
  console.log(`\nsubmissions on ${database}, durable when answered: folded into groups | each by itself`);
  const figures = 'per second    CPU ms  of bare  p50 ms  p99 ms';
  console.log(`connections  ${figures} |  ${figures} | CPU ratio`);
  const told = ({ perSecond, cpuMs, bareCpuMs, p50Ms, p99Ms }: BesideBare) =>
    Math.round(perSecond).toLocaleString('en').padStart(11) +
    cpuMs.toFixed(2).padStart(10) +
    `${(cpuMs / bareCpuMs).toFixed(1)}×`.padStart(9) +
    p50Ms.toFixed(1).padStart(8) +
    p99Ms.toFixed(1).padStart(8);
  for (const { connections, grouped, alone, cpuRatio } of rows) {
    console.log(
      `${String(connections).padStart(11)} ${told(grouped)} | ${told(alone)} |${cpuRatio.toFixed(2).padStart(9)}×`,
    );
  }
}
