/**
 * Hours of ordinary work: clients send and attach at a steady third of what the process can do, thousands listen, Mattermost
 * goes away and comes back. What the process needs must not grow with the time.
 */
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as after } from 'node:timers/promises';
import { alwaysOpen } from '../always-open.ts';
import { openStore } from '../../server/store/open-store.ts';
import { seeded, type Random } from '../../server/sample/random.ts';
import { aClient, type AClient, type Intent } from './a-client.ts';
import { aCrowd, STAFF_EMAIL, type Headers } from './a-crowd.ts';
import { aRestartingMattermost, type RestartingMattermost } from './a-restarting-mattermost.ts';
import { aServer, type AServer } from './a-server.ts';
import { aStream, type AStream } from './a-stream.ts';
import type { Fault } from './fault.ts';
import { anInstallation, type Installation } from './installation.ts';
import { invariantsOf } from './invariants.ts';
import { median, riseByThirds, risePerHour } from './trend.ts';

export type Plan = {
  seed: number;
  forMs: number;
  /** Runs as fast as it can first, for so long. */
  probeMs: number;
  streams: number;
  lookEveryMs: number;
  /** How often it goes away, at most. */
  mattermost: { times: number; everyMs: number; awayMs: number };
  /** Modules that the server loads first. */
  imports?: readonly string[];
};

export type SoakRun = {
  perSecond: number;
  steps: number;
  /** Of all steps the share that was done at once. */
  success: number;
  tickets: number;
  streamsEnded: number;
  arrived: number;
  /** After it has warmed up; null where that was too short to say. */
  rssMbPerHour: number | null;
  rssMb: { before: number; after: number };
  /** What is left after all has been collected that nothing holds. */
  heldMb: { before: number; rise: number };
  /** Null where the system does not tell. */
  descriptors: { before: number; rise: number } | null;
  /** Of these the files: connections come and go with who asks. */
  filesRise: number | null;
  walMb: number;
  loopP99Ms: { median: number; worst: number };
  problems: readonly string[];
};

/** What is asked of the figures. */
const GOALS = {
  rssMbPerHour: 1,
  heldMb: 24,
  descriptors: 5,
  walMb: 64,
  loopP99Ms: 50,
  success: 0.9995,
} as const;
const SHARE = 0.3;
const CLIENTS = 16;
/** A page is not open for ever, and whoever opens the next is another visitor. */
const STEPS_OF_A_CLIENT = 100;
/** As many steps as the check afterwards can hold in memory; a longer run goes slower. */
const MOST_STEPS = 600_000;
const HOUR_MS = 3_600_000;
/** A page that is open is used now and then, or its session ends. */
const USED_EVERY_MS = HOUR_MS / 6;
/** A process that has just begun grows. */
const WARM_MS = 2 * HOUR_MS;
/** Less is no measure of an hour. */
const JUDGED_FROM_MS = HOUR_MS / 4;
/** V8 takes what it may before it collects: what the system sees says something only over hours. */
const RSS_JUDGED_FROM_MS = WARM_MS + HOUR_MS;
const MB = 2 ** 20;
const METRICS_TOKEN = 'for-the-fault-run-alone';

type Open = { all: number; files: number };
type Look = { ms: number; rss: number; held: number; open: Open | null; wal: number; loopP99Ms: number };

export async function soakRun(plan: Plan): Promise<SoakRun> {
  const installation = await anInstallation('sqlite');
  const mattermost = await aRestartingMattermost();
  const env = {
    ...installation.env,
    METRICS_TOKEN,
    MATTERMOST_URL: mattermost.url,
    MATTERMOST_TOKEN: 'token',
    REGULATION_FILE: alwaysOpen(installation.dataDir, 5),
    HELD_FILE: heldFileOf(installation),
  };
  const imports = [join(import.meta.dirname, 'held.ts'), ...(plan.imports ?? [])];
  const server = await aServer({ ...installation, env, imports });
  const streams: AStream[] = [];
  try {
    const crowd = await aCrowd(installation, {
      base: server.base,
      visitors: plan.streams,
      clients: 0,
      livesMs: plan.forMs + HOUR_MS,
    });
    await hearsByMattermost(installation);
    await server.start();
    const port = Number(new URL(server.base).port);
    for (const headers of crowd.visitors) streams.push(aStream(port, headers));
    while (!streams.every((stream) => stream.isOpen())) await after(20);
    // Thousands at once are not let in at once.
    const turnedAway = ended(streams);

    const work = workAt(server.base, installation, seeded(plan.seed));
    await work.asFastAsItCan(plan.probeMs);
    const most = (MOST_STEPS * 1000) / plan.forMs;
    const before = { steps: work.intents().length, failures: work.failures() };
    const perSecond = Math.min(SHARE * work.perSecond(plan.probeMs), most);
    const looks = await worked({
      plan,
      installation,
      server,
      mattermost,
      work,
      perSecond,
      pages: crowd.visitors,
    });
    const { problems: sent } = await allArrived(server, mattermost);
    const streamsEnded = ended(streams) - turnedAway;
    for (const stream of streams) stream.close();
    if (server.ended()) throw new Error(`the server ended by itself:\n${server.said().slice(-2000)}`);
    await server.stop();

    const held = await invariantsOf(installation, work.intents());
    const figures = figuresOf(looks, plan);
    const run = {
      perSecond: Math.round(perSecond * 10) / 10,
      steps: work.intents().length,
      success: 1 - (work.failures() - before.failures) / (work.intents().length - before.steps),
      tickets: held.tickets,
      streamsEnded,
      arrived: mattermost.arrived(),
      ...figures,
    };
    const problems = [
      ...judged(run, plan),
      ...sent,
      ...work.surprises(),
      ...faultsIn(server),
      ...held.problems,
    ];
    return { ...run, problems };
  } finally {
    for (const stream of streams) stream.close();
    await mattermost.goAway();
    await server.kill();
    await installation.remove();
  }
}

const ended = (streams: readonly AStream[]): number =>
  streams.reduce((sum, stream) => sum + stream.ended(), 0);

/** Whoever is there is given tickets, and is told of each. */
async function hearsByMattermost({ database }: Installation): Promise<void> {
  const store = await openStore(database);
  try {
    const anna = await store.staff.byEmail(STAFF_EMAIL);
    if (!anna) throw new Error('there is nobody of staff');
    await store.staff.update(anna.id, { presence: 'available' });
    await store.staffNotices.set(anna.id, { language: 'ru', mattermostUser: 'anna', ways: {} });
  } finally {
    await store.close();
  }
}

type Work = {
  asFastAsItCan(ms: number): Promise<void>;
  /** Of what was done in the first so many milliseconds. */
  perSecond(ms: number): number;
  /** Begins a step with somebody who is not at one; false when all are. */
  step(): boolean;
  idle(): Promise<void>;
  intents(): readonly Intent[];
  failures(): number;
  surprises(): readonly string[];
};

function workAt(base: string, { siteKeys }: Installation, random: Random): Work {
  const past: AClient[] = [];
  let made = 0;
  const somebody = () => ({
    steps: 0,
    doing: null as Promise<void> | null,
    client: aClient(`s${made++}`, {
      bases: [base],
      siteKey: siteKeys[made % siteKeys.length]!,
      random: seeded(random.between(1, 2 ** 30)),
    }),
  });
  const people = Array.from({ length: CLIENTS }, somebody);
  const all = () => [...past, ...people.map(({ client }) => client)];
  const stepOf = (i: number): Promise<void> => {
    const person = people[i]!;
    person.steps += 1;
    person.doing = person.client.run(1).finally(() => {
      person.doing = null;
      if (person.steps < STEPS_OF_A_CLIENT) return;
      past.push(person.client);
      people[i] = somebody();
    });
    return person.doing;
  };
  return {
    async asFastAsItCan(ms) {
      const until = performance.now() + ms;
      await Promise.all(
        people.map(async (_, i) => {
          while (performance.now() < until) await stepOf(i);
        }),
      );
    },
    perSecond: (ms) => (all().flatMap(({ intents }) => intents).length * 1000) / ms,
    step() {
      const idle = people.findIndex(({ doing }) => doing === null);
      if (idle < 0) return false;
      void stepOf(idle);
      return true;
    },
    async idle() {
      await Promise.all(people.map(({ doing }) => doing));
    },
    intents: () => all().flatMap(({ intents }) => intents),
    failures: () =>
      all().reduce((sum, each) => sum + each.notNow() + each.unanswered() + each.surprises.length, 0),
    surprises: () => all().flatMap(({ surprises }) => surprises),
  };
}

type Working = {
  plan: Plan;
  installation: Installation;
  server: AServer;
  mattermost: RestartingMattermost;
  work: Work;
  perSecond: number;
  /** Of those who listen. */
  pages: readonly Headers[];
};

async function worked(working: Working): Promise<Look[]> {
  const { plan, installation, server, mattermost, work, perSecond, pages } = working;
  const began = performance.now();
  const looks: Look[] = [];
  let [done, looked, gone, back, used] = [0, 0, 0, 0, 0];
  for (;;) {
    const ms = performance.now() - began;
    if (ms >= plan.forMs) break;
    while (done < (ms / 1000) * perSecond && work.step()) done += 1;
    while (used < (ms / USED_EVERY_MS) * pages.length) {
      await fetch(`${server.base}/rpc/customer.unread?input={}`, { headers: pages[used % pages.length]! });
      used += 1;
    }
    if (ms >= looked * plan.lookEveryMs) {
      looked += 1;
      looks.push(await lookAt({ server, installation, ms }));
    }
    if (gone < plan.mattermost.times && ms >= (gone + 1) * plan.mattermost.everyMs) {
      gone += 1;
      await mattermost.goAway();
    }
    if (back < gone && ms >= gone * plan.mattermost.everyMs + plan.mattermost.awayMs) {
      back = gone;
      await mattermost.comeBack();
    }
    await after(5);
  }
  await work.idle();
  // The first is of what came before.
  return looks.slice(1);
}

const heldFileOf = ({ dataDir }: Installation): string => join(dataDir, 'held');

async function heldBy({ server, installation }: Pick<Working, 'server' | 'installation'>): Promise<number> {
  const file = heldFileOf(installation);
  rmSync(file, { force: true });
  const pid = server.pid();
  if (pid !== null) process.kill(pid, 'SIGUSR2');
  while (!existsSync(file)) {
    if (server.ended()) throw new Error('the server ended by itself');
    await after(5);
  }
  return Number(readFileSync(file, 'utf8'));
}

async function lookAt({
  server,
  installation,
  ms,
}: Pick<Working, 'server' | 'installation'> & { ms: number }): Promise<Look> {
  const held = await heldBy({ server, installation });
  const page = await numbersOf(server);
  const wal = 'file' in installation.database ? `${installation.database.file}-wal` : '';
  return {
    ms,
    rss: page('process_resident_memory_bytes'),
    held,
    open: openAt(server.pid()),
    wal: statSync(wal, { throwIfNoEntry: false })?.size ?? 0,
    loopP99Ms: page('smart_support_event_loop_delay_seconds{quantile="0.99"}') * 1000,
  };
}

function openAt(pid: number | null): Open | null {
  const folder = `/proc/${pid}/fd`;
  if (!existsSync(folder)) return null;
  const all = readdirSync(folder);
  const isFile = (each: string) => {
    try {
      return !readlinkSync(`${folder}/${each}`).startsWith('socket:');
    } catch {
      // Closed since the folder was read.
      return false;
    }
  };
  return { all: all.length, files: all.filter(isFile).length };
}

/** Of the page of numbers, by the whole name of a sample; 0 where it is not there. */
async function numbersOf({ base }: AServer): Promise<(sample: string) => number> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const lines = (await (await fetch(`${base}/metrics`, { headers })).text()).split('\n');
  return (sample) => Number(lines.find((line) => line.startsWith(`${sample} `))?.split(' ')[1] ?? 0);
}

const SENT_WITHIN_MS = 120_000;

/** Once Mattermost is there, all that waits for its turn goes, once each. */
async function allArrived(server: AServer, mattermost: RestartingMattermost) {
  await mattermost.comeBack();
  const until = performance.now() + SENT_WITHIN_MS;
  let waits = 0;
  do {
    await after(100);
    waits = (await numbersOf(server))('smart_support_outbox_waiting{until="turn"}');
  } while (waits > 0 && performance.now() < until);
  const problems = [
    ...(waits > 0
      ? [`${waits} notices have not gone ${SENT_WITHIN_MS / 1000} s after Mattermost was back`]
      : []),
    ...(mattermost.repeats() > 0 ? [`${mattermost.repeats()} notices came twice`] : []),
  ];
  return { problems };
}

function figuresOf(looks: readonly Look[], { forMs }: Plan) {
  const warm = looks.filter(({ ms }) => ms >= Math.min(WARM_MS, forMs / 3));
  const rss = warm.map(({ ms, rss: bytes }) => ({ hours: ms / HOUR_MS, value: bytes / MB }));
  const held = warm.map((look) => look.held / MB);
  const open = warm.flatMap((look) => look.open ?? []);
  const all = open.map((each) => each.all);
  const loop = looks.map(({ loopP99Ms }) => loopP99Ms);
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    rssMbPerHour: forMs < RSS_JUDGED_FROM_MS ? null : round(risePerHour(rss)),
    rssMb: { before: round(rss[0]!.value), after: round(rss.at(-1)!.value) },
    heldMb: { before: round(held[0]!), rise: round(riseByThirds(held)) },
    descriptors: open.length === 0 ? null : { before: all[0]!, rise: riseByThirds(all) },
    filesRise: open.length === 0 ? null : riseByThirds(open.map(({ files }) => files)),
    walMb: round(Math.max(...looks.map(({ wal }) => wal)) / MB),
    loopP99Ms: { median: round(median(loop)), worst: round(Math.max(...loop)) },
  };
}

function judged(run: Omit<SoakRun, 'problems'>, { forMs }: Plan): string[] {
  const { rssMbPerHour, heldMb, descriptors, filesRise, walMb, loopP99Ms, success } = run;
  const problems: string[] = [];
  if (filesRise !== null && Math.abs(filesRise) > GOALS.descriptors)
    problems.push(`open files went up by ${filesRise}`);
  if (walMb >= GOALS.walMb) problems.push(`the log of the database grew to ${walMb} MB`);
  if (heldMb.rise >= GOALS.heldMb) problems.push(`what is held in memory went up by ${heldMb.rise} MB`);
  // Within minutes the process still warms up, and connections of its beginning close.
  if (forMs < JUDGED_FROM_MS) return problems;
  if (rssMbPerHour !== null && rssMbPerHour >= GOALS.rssMbPerHour)
    problems.push(`memory grows by ${rssMbPerHour} MB an hour`);
  if (descriptors && Math.abs(descriptors.rise) > GOALS.descriptors)
    problems.push(`open descriptors went up by ${descriptors.rise}`);
  if (loopP99Ms.median >= GOALS.loopP99Ms)
    problems.push(`the event loop was ${loopP99Ms.median} ms late at the 99th of a hundred`);
  if (success < GOALS.success) problems.push(`${(100 * success).toFixed(3)} % were done at once`);
  return problems;
}

const faultsIn = (server: AServer): string[] =>
  server
    .said()
    .split('\n')
    .filter((line) => line.includes('"level":"fault"'))
    .map((line) => line.slice(0, 300));

export const soak: Fault = {
  does: 'hours of ordinary work with thousands of listeners: nothing grows; --hours N, 24 for long, 1 for short',
  async run({ length, seed, hours }) {
    const forMs = (hours ?? (length === 'long' ? 24 : 1)) * HOUR_MS;
    const run = await soakRun({
      seed,
      forMs,
      probeMs: 10_000,
      streams: 2000,
      lookEveryMs: Math.min(60_000, forMs / 60),
      mattermost: { times: Infinity, everyMs: Math.min(600_000, forMs / 4), awayMs: 20_000 },
    });
    const { descriptors: open, rssMb, heldMb, loopP99Ms } = run;
    return {
      held:
        `${forMs / HOUR_MS} h, ${run.steps} steps at ${run.perSecond} a second in ${run.tickets} tickets, ` +
        `${(100 * run.success).toFixed(3)} % at once, ${run.arrived} notices arrived, ${run.streamsEnded} streams ended, ` +
        `memory held ${heldMb.before} ${heldMb.rise < 0 ? '' : '+'}${heldMb.rise} MB, taken ${rssMb.before} to ` +
        `${rssMb.after} MB (${run.rssMbPerHour ?? '?'} MB an hour), ` +
        `descriptors ${open ? `${open.before} ${open.rise < 0 ? '' : '+'}${open.rise}` : 'not told'}, ` +
        `log at most ${run.walMb} MB, event loop p99 ${loopP99Ms.median} ms (worst look ${loopP99Ms.worst} ms)` +
        tooShortFor(forMs),
      problems: run.problems,
    };
  },
};

function tooShortFor(forMs: number): string {
  if (forMs < JUDGED_FROM_MS)
    return '; too short to judge the memory taken, connections, the event loop and what was done at once';
  return forMs < RSS_JUDGED_FROM_MS ? '; too short to judge the memory taken' : '';
}
