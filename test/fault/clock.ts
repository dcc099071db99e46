/**
 * The server's clock jumps by an hour and by ten years, both ways, while clients send and between two runs. What was made
 * for a while under a wrong clock is worth nothing under the right one, what runs by itself runs as often as it should, the
 * order of a ticket's events stays, and all is well again once the clock is.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { seeded } from '../../server/sample/random.ts';
import { openStore } from '../../server/store/open-store.ts';
import { ORIGIN } from './a-client.ts';
import { aCrowd, STAFF_EMAIL } from './a-crowd.ts';
import { aServer, type AServer } from './a-server.ts';
import type { DatabaseName, Fault } from './fault.ts';
import { anInstallation, type Installation } from './installation.ts';
import { invariantsOf } from './invariants.ts';
import { clientsOf } from './kill.ts';

const METRICS_TOKEN = 'for-the-fault-run-alone';
const HOUR = 3_600_000;
const YEARS = 10 * 8766 * HOUR;
const JUMPS = { '+1 h': HOUR, '-1 h': -HOUR, '+10 years': YEARS, '-10 years': -YEARS } as const;
type Jump = keyof typeof JUMPS;

/** The file is looked at more often. */
const SEEN_AFTER_MS = 120;
/** Of what runs most often. */
const JOB_EVERY_MS = 5000;
/** No notice waits for longer, whatever holidays there are. */
const LONGEST_WAIT = 60 * 24 * HOUR;
const CLIENTS = 4;

export type ClockRun = {
  jumps: number;
  acknowledged: number;
  reopened: number;
  tickets: number;
  mostRuns: number;
  problems: readonly string[];
};

export type Plan = { seed: number; rounds: number; holdMs: number; between: number; database: DatabaseName };

export async function clockRun({ seed, rounds, holdMs, between, database }: Plan): Promise<ClockRun> {
  const installation = await anInstallation(database);
  const random = seeded(seed);
  const file = join(installation.dataDir, 'clock');
  const setClock = (by: number) => writeFileSync(file, String(by));
  setClock(0);
  // Nobody takes mails: what is put off while the clock is wrong has to go when it is right.
  const env = {
    ...installation.env,
    METRICS_TOKEN,
    CLOCK_FILE: file,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'desk@desk.example',
  };
  const server = await aServer({ env, imports: ['./test/fault/moved-clock.ts'] });
  const crowd = await aCrowd(installation, { base: server.base, visitors: 1, clients: 0 });
  const probe = probing(server, { siteKey: installation.siteKeys[0]!, password: crowd.password });
  const problems: string[] = [];
  let mostRuns = 0;
  try {
    await server.start();
    const began = performance.now();
    const clients = clientsOf(installation, { bases: [server.base], seed, count: CLIENTS });
    const running = Promise.all(clients.map((client) => client.run()));
    const names = Object.keys(JUMPS) as Jump[];
    for (let round = 0; round < rounds; round++) {
      const order = [...names].sort(() => random.next() - 0.5);
      for (const name of order) {
        const rightly = await probe.open();
        setClock(JUMPS[name]);
        await after(SEEN_AFTER_MS);
        if (Math.abs(JUMPS[name]) === YEARS && JUMPS[name] > 0 && (await probe.works(rightly)).length > 0)
          problems.push(`${name}: a session of ten years ago was accepted`);
        const wrongly = await probe.open();
        const without = (await probe.works(wrongly)).length;
        if (without < 2) problems.push(`${name}: nobody could sign in under the moved clock`);
        await after(holdMs);
        setClock(0);
        await after(SEEN_AFTER_MS);
        const still = Math.abs(JUMPS[name]) === YEARS ? await probe.works(wrongly) : [];
        for (const each of still)
          problems.push(`${name}: a session of ${each} lives on under the right clock`);
        if ((await probe.works(await probe.open())).length < 2)
          problems.push(`${name}: nobody is let in after it`);
      }
      mostRuns = Math.max(
        mostRuns,
        await mostJobRuns(server, 3 + (performance.now() - began) / JOB_EVERY_MS, problems),
      );
    }
    // Between two runs.
    for (const name of names.slice(-between)) {
      await server.kill();
      setClock(JUMPS[name]);
      await server.start();
      await after(holdMs / 2);
      mostRuns = Math.max(mostRuns, await mostJobRuns(server, 3 + holdMs / JOB_EVERY_MS, problems));
    }
    await server.kill();
    setClock(0);
    await server.start();
    const before = clients.flatMap(({ intents }) => intents).length;
    while (clients.flatMap(({ intents }) => intents).length < before + 2 * CLIENTS) await after(20);
    for (const client of clients) client.stop();
    await running;
    if (!(await fetch(`${server.base}/readyz`)).ok)
      problems.push('the server is not ready once the clock is right');
    await server.stop();

    for (const line of server.said().split('\n'))
      if (/"level":"fault"|TimeoutOverflow|TimeoutNegative/.test(line)) problems.push(line.slice(0, 300));
    const intents = clients.flatMap((client) => client.intents);
    const held = await invariantsOf(installation, intents);
    problems.push(
      ...clients.flatMap((client) => client.surprises),
      ...held.problems,
      ...(await byOrder(installation)),
    );
    return {
      jumps: 4 * rounds + between,
      acknowledged: intents.filter(({ acknowledged }) => acknowledged).length,
      reopened: clients.reduce((sum, client) => sum + client.reopened(), 0),
      tickets: held.tickets,
      mostRuns,
      problems: [...new Set(problems)],
    };
  } finally {
    await server.kill();
    await installation.remove();
  }
}

type Sessions = { client: string; staff: string };

function probing({ base }: AServer, { siteKey, password }: { siteKey: string; password: string }) {
  const post = (path: string, body: unknown, headers: Record<string, string>) =>
    fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const ours = { origin: base, 'x-smart-support': '1' };
  return {
    async open(): Promise<Sessions> {
      const opened = await post('/rpc/customer.openSession', { siteKey }, { origin: ORIGIN });
      const said = (await opened.json()) as { result?: { data: { session: string } } };
      const signedIn = await post('/auth/sign-in/email', { email: STAFF_EMAIL, password }, ours);
      const [cookie = ''] = signedIn.headers.getSetCookie();
      return { client: said.result?.data.session ?? '', staff: cookie.split(';')[0]! };
    },

    /** Of whom the session is accepted. */
    async works({ client, staff }: Sessions): Promise<string[]> {
      const asClient = await fetch(`${base}/rpc/customer.tickets?input=%7B%7D`, {
        headers: { origin: ORIGIN, authorization: `Bearer ${client}` },
      });
      const asStaff = await fetch(`${base}/rpc/staff.counts?input=%7B%7D`, {
        headers: { ...ours, cookie: staff },
      });
      return [...(asClient.ok ? ['a client'] : []), ...(asStaff.ok ? ['staff'] : [])];
    },
  };
}

/** How often the busiest of what runs by itself has run in this process. */
async function mostJobRuns({ base }: AServer, atMost: number, problems: string[]): Promise<number> {
  const answer = await fetch(`${base}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  const runs = [
    ...(await answer.text()).matchAll(/^smart_support_job_runs_total\{job="([^"]*)"[^}]*\} (\d+)$/gm),
  ];
  if (runs.length === 0) problems.push('nothing has run by itself');
  for (const [, job, count] of runs)
    if (Number(count) > atMost)
      problems.push(`"${job}" ran ${count} times in place of ${Math.floor(atMost)}`);
  return Math.max(0, ...runs.map(([, , count]) => Number(count)));
}

/** The order of a ticket's events is that of their instants, and what waits does not wait for a year that was never there. */
async function byOrder({ database }: Installation): Promise<string[]> {
  const store = await openStore({ ...database, readOnly: true });
  try {
    const events = await store.db
      .selectFrom('event')
      .select(['ticket_id', 'seq', 'at'])
      .orderBy('ticket_id')
      .orderBy('seq')
      .execute();
    const outOfOrder = events.filter(
      ({ ticket_id, at }, i) => events[i - 1]?.ticket_id === ticket_id && at < events[i - 1]!.at,
    );
    const latest = Date.now() + LONGEST_WAIT;
    const waiting = await store.db
      .selectFrom('outbox')
      .select(['kind', 'due_at', 'taken_until'])
      .where('state', '=', 'waiting')
      .execute();
    const forYears = waiting.filter(
      ({ due_at, taken_until }) => due_at > latest || (taken_until ?? 0) > latest,
    );
    return [
      ...outOfOrder.map(
        ({ ticket_id, seq }) => `event ${seq} of ticket ${ticket_id} is before the one before it`,
      ),
      ...forYears.map(({ kind }) => `a notice that ${kind} waits for years`),
    ];
  } finally {
    await store.close();
  }
}

export const clock: Fault = {
  does: 'the clock jumps by an hour and by ten years, both ways, while it runs and between runs',
  async run({ length, seed, database }) {
    const run = await clockRun({
      seed,
      database: database ?? 'sqlite',
      ...(length === 'long'
        ? { rounds: 12, holdMs: 8000, between: 4 }
        : { rounds: 1, holdMs: 500, between: 4 }),
    });
    return {
      held:
        `${run.jumps} jumps there and back, ${run.acknowledged} acknowledged in ${run.tickets} tickets, ` +
        `${run.reopened} sessions opened anew, what runs most often by itself ran ${run.mostRuns} times`,
      problems: run.problems,
    };
  },
};
