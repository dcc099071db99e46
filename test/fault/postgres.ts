/**
 * Two servers on one PostgreSQL under load. First one of them is killed again and again; then PostgreSQL itself is
 * restarted, its connections are cut, its locks held, its places taken, its processes frozen. Nothing acknowledged is lost
 * or doubled, no try waits past ten seconds, open pages are back within five and know of everything.
 */
import process from 'node:process';
import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';
import { seeded } from '../../server/sample/random.ts';
import { ask } from '../postgres/ask.ts';
import type { PostgresServer } from '../postgres/server.ts';
import type { AClient } from './a-client.ts';
import { aServer } from './a-server.ts';
import { aWatcher } from './a-watcher.ts';
import type { Fault, Outcome } from './fault.ts';
import { anInstallation } from './installation.ts';
import { invariantsOf } from './invariants.ts';
import { clientsOf } from './kill.ts';

export type Plan = {
  seed: number;
  /** Of one server or the other. */
  kills: number;
  everyMs: number;
  /** How long each trouble of PostgreSQL lasts. */
  troubleMs: number;
  troubles: readonly TroubleName[];
};

const HUNG_MS = 10_000;
const BACK_WITHIN_MS = 5000;
const HEARD_WITHIN_MS = 5000;
const GOES_ON_WITHIN_MS = 10_000;

const OURS = `application_name = 'smart-support'`;

/** Each leaves PostgreSQL as it was. */
const TROUBLES = {
  async restart(postgres: PostgresServer) {
    await postgres.stop('fast');
    await postgres.start();
  },
  async crash(postgres: PostgresServer) {
    await postgres.stop('immediate');
    await postgres.start();
  },
  async terminated(postgres: PostgresServer, url: string, ms: number) {
    for (const until = performance.now() + ms; performance.now() < until; await after(150))
      await ask(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${OURS}`);
  },
  /** Longer than anybody waits for a lock. */
  async locked(postgres: PostgresServer, url: string, ms: number) {
    await holding(url, ms + 3500, 'LOCK TABLE event IN ACCESS EXCLUSIVE MODE');
  },
  async conflicts(postgres: PostgresServer, url: string, ms: number) {
    for (const until = performance.now() + ms; performance.now() < until;)
      await ask(url, 'BEGIN', 'UPDATE sequence SET next = next', 'SELECT pg_sleep(0.02)', 'COMMIT');
  },
  /** Others have every place; those of the servers were cut. */
  async full(postgres: PostgresServer, url: string, ms: number) {
    const others: pg.Client[] = [];
    try {
      for (const until = performance.now() + ms; performance.now() < until; await after(20)) {
        const other = new pg.Client({ connectionString: url, application_name: 'another' });
        other.on('error', () => {});
        const isIn = await other.connect().then(
          () => true,
          () => false,
        );
        if (isIn) others.push(other);
        const [first] = others;
        if (!isIn) await first?.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${OURS}`);
      }
    } finally {
      await Promise.all(others.map((other) => other.end().catch(() => {})));
    }
  },
  /** As after a failover: nobody says anything, no connection ends. */
  async frozen(postgres: PostgresServer, url: string, ms: number) {
    const pids = await pidsOf(url);
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    try {
      await after(ms + 12_000);
    } finally {
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    }
  },
} as const;
export type TroubleName = keyof typeof TROUBLES;

async function holding(url: string, ms: number, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  await client.query('BEGIN');
  await client.query(statement);
  await after(ms);
  await client.query('ROLLBACK');
  await client.end();
}

async function pidsOf(url: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE ${OURS}`);
  await client.end();
  return rows.map(({ pid }) => pid);
}

export async function postgresRun(plan: Plan): Promise<Outcome> {
  const installation = await anInstallation('postgres');
  const { postgres, database } = installation;
  if (!postgres || !('url' in database)) throw new Error('this is not on PostgreSQL');
  const servers = [await aServer(installation), await aServer(installation)];
  const random = seeded(plan.seed);
  const problems: string[] = [];
  try {
    await Promise.all(servers.map((server) => server.start()));
    const bases = servers.map(({ base }) => base);
    const clients = clientsOf(installation, { bases, seed: plan.seed });
    const running = Promise.all(clients.map((client) => client.run()));
    await until(() => clients.every((client) => client.session() !== null), GOES_ON_WITHIN_MS);
    // Each page is at the other server than the one that its owner writes to.
    const watchers = clients.map((client, i) =>
      aWatcher(client.session()!, i % 2 ? bases : bases.toReversed()),
    );

    for (let i = 0; i < plan.kills; i++) {
      await after(plan.everyMs * (0.8 + 0.4 * random.next()));
      const server = servers[i % servers.length]!;
      await server.kill();
      await server.start();
    }
    await after(1000);
    const backMs = Math.max(...watchers.map((watcher) => watcher.slowestBackMs()));
    if (backMs > BACK_WITHIN_MS) problems.push(`a page was back after ${Math.round(backMs)} ms`);
    for (const name of plan.troubles) {
      const slowest = slowestOf(clients);
      await TROUBLES[name](postgres, database.url, plan.troubleMs);
      const before = acknowledgedBy(clients);
      const went = await until(() => acknowledgedBy(clients) > before + clients.length, GOES_ON_WITHIN_MS);
      if (!went) problems.push(`${name}: the desk did not go on afterwards`);
      const now = slowestOf(clients);
      if (now > HUNG_MS && now > slowest) problems.push(`${name}: a try took ${Math.round(now)} ms`);
    }
    for (const client of clients) client.stop();
    await running;
    const toldAt = performance.now();
    let missed: string[] = [];
    do {
      await after(100);
      missed = (await Promise.all(watchers.map((watcher) => watcher.missed()))).flat();
    } while (missed.length > 0 && performance.now() - toldAt < HEARD_WITHIN_MS);
    for (const id of missed) problems.push(`no page heard of the last of ticket ${id}`);
    await Promise.all(watchers.map((watcher) => watcher.stop()));
    await Promise.all(servers.map((server) => server.kill()));

    const intents = clients.flatMap((client) => client.intents);
    const held = await invariantsOf(installation, intents);
    const heard = watchers.reduce((sum, watcher) => sum + watcher.heard(), 0);
    const notNow = clients.reduce((sum, client) => sum + client.notNow(), 0);
    return {
      held:
        `${plan.kills} kills, ${plan.troubles.join(', ') || 'no troubles'}: ${acknowledgedBy(clients)} acknowledged in ` +
        `${held.tickets} tickets, ${intents.filter(({ tries }) => tries > 1).length} sent again, ${notNow} times 503, ` +
        `slowest try ${Math.round(slowestOf(clients))} ms, ${heard} live events heard, ` +
        `pages back after a kill within ${Math.round(backMs)} ms`,
      problems: [...clients.flatMap(({ surprises }) => surprises), ...problems, ...held.problems],
    };
  } finally {
    await Promise.all(servers.map((server) => server.kill()));
    await installation.remove();
  }
}

const acknowledgedBy = (clients: readonly AClient[]): number =>
  clients.reduce((sum, { intents }) => sum + intents.filter(({ acknowledged }) => acknowledged).length, 0);

const slowestOf = (clients: readonly AClient[]): number =>
  Math.max(...clients.map((client) => client.slowestMs()));

async function until(holds: () => boolean, ms: number): Promise<boolean> {
  for (const end = performance.now() + ms; performance.now() < end; await after(20)) if (holds()) return true;
  return holds();
}

const EVERY = Object.keys(TROUBLES) as TroubleName[];

export const postgres: Fault = {
  does: 'two servers on one PostgreSQL, one killed every 20 s; then PostgreSQL fails in seven ways',
  run: ({ length, seed, kills }) =>
    postgresRun(
      length === 'long'
        ? { seed, kills: kills ?? 30, everyMs: 20_000, troubleMs: 10_000, troubles: EVERY }
        : { seed, kills: kills ?? 2, everyMs: 1500, troubleMs: 1000, troubles: EVERY },
    ),
};
