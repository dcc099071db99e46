/**
 * Every write and every sync of the data folder fails once, one after the other, and then for a while all of them: at the
 * start, under one client, whose every step is known, and under a crowd. What is asked is answered right or with 503 and when
 * to come again; reading goes on; after a sync of the database that failed the process ends; nothing that was
 * acknowledged is lost.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { seeded } from '../../server/sample/random.ts';
import { aClient, ORIGIN, type AClient } from './a-client.ts';
import { aFilledDesk } from './a-filled-desk.ts';
import { aServer, type AServer } from './a-server.ts';
import { layerOver, missingForLayer, type Failing, type Layer } from './disk/layer.ts';
import type { Fault, Outcome } from './fault.ts';
import { anInstallation } from './installation.ts';
import { invariantsOf } from './invariants.ts';
import { clientsOf } from './kill.ts';

type Sweep = Pick<Failing, 'what' | 'error'>;

const SWEEPS: readonly (Sweep & { name: string })[] = [
  { name: 'writes with ENOSPC', what: 'writes', error: 'ENOSPC' },
  { name: 'writes with EIO', what: 'writes', error: 'EIO' },
  { name: 'syncs with EIO', what: 'syncs', error: 'EIO' },
];

/** What is logged of a disk that fails. */
const MEANT = /"cause":"(?:CannotWrite|DatabaseLost)/;
const STEPS = 5;
const READ_WITHIN_MS = 2000;

/** While it runs, a server that ends is started again, as whoever runs it would. */
async function keptUp(
  server: AServer,
  layer: Layer,
  work: Promise<unknown>,
): Promise<{ ends: number; problems: string[] }> {
  let isOver = false;
  const over = work.finally(() => (isOver = true));
  let ends = 0;
  const problems: string[] = [];
  for (; !isOver; await after(5)) {
    const ended = server.ended();
    if (!ended) continue;
    ends += 1;
    if (ended.code === 0 || ended.code === null)
      problems.push(`the process ended with ${String(ended.code)}`);
    layer.letBe();
    await server.start();
  }
  await over;
  return { ends, problems };
}

/** The list of a client, again and again: how often it came, and what came instead. */
function reading(
  base: string,
  client: AClient,
  isEnding: () => boolean,
): { stop(): Promise<{ read: number; problems: string[] }> } {
  const problems: string[] = [];
  let read = 0;
  let isOver = false;
  const running = (async () => {
    for (; !isOver; await after(15)) {
      const session = client.session();
      if (session === null) continue;
      try {
        const answer = await fetch(`${base}/rpc/customer.tickets`, {
          headers: { origin: ORIGIN, authorization: `Bearer ${session}` },
          signal: AbortSignal.timeout(READ_WITHIN_MS),
        });
        const says = await answer.text();
        if (answer.ok) read += 1;
        // Of a process that is gone by the next moment, or not there yet.
        else if (answer.status !== 503 || (says !== 'starting' && !isEnding()))
          problems.push(`a list was answered with ${answer.status}: ${says.slice(0, 200)}`);
      } catch {
        // Nobody is there: it is being started again.
      }
    }
  })();
  return {
    async stop() {
      isOver = true;
      await running;
      return { read, problems };
    },
  };
}

type Plan = {
  seed: number;
  /** Each so manieth write or sync. */
  every: number;
  /** How often all of them fail for a while under a crowd. */
  bursts: number;
};

/** One client, and the N-th of what its steps do to the disk. */
async function underOneClient({ seed, every, bursts }: Plan): Promise<Outcome> {
  const installation = await anInstallation('sqlite');
  const folder = await mkdtemp(join(tmpdir(), 'fails-'));
  const layer = layerOver(installation.dataDir, folder);
  const server = await aServer({ env: { ...installation.env, ...layer.env(null) } });
  const random = seeded(seed);
  const problems: string[] = [];
  const counted: string[] = [];
  try {
    await server.start();
    const client = aClient('c0', { bases: [server.base], siteKey: installation.siteKeys[0]!, random });
    await client.run(2);
    const reader = reading(server.base, client, () => server.ended() !== null);
    for (const sweep of SWEEPS) {
      let ends = 0;
      let n = 0;
      for (let isPast = false; !isPast; n += every) {
        const before = layer.counted().failed;
        layer.arm({ ...sweep, after: n });
        const kept = await keptUp(server, layer, client.run(STEPS));
        layer.letBe();
        ends += kept.ends;
        problems.push(...kept.problems.map((problem) => `${sweep.name}, the ${n + 1}th: ${problem}`));
        isPast = layer.counted().failed === before;
      }
      counted.push(`${Math.ceil(n / every) - 1} ${sweep.name}, ${ends} ends`);
      if (sweep.what === 'writes' && ends > 0) problems.push(`${sweep.name} ended the process ${ends} times`);
      if (sweep.what === 'syncs' && ends === 0) problems.push(`${sweep.name} never ended the process`);
    }
    const oneRead = await reader.stop();

    const crowd = clientsOf(installation, { bases: [server.base], seed: seed + 1000, count: 6 }).slice(1);
    const running = Promise.all(crowd.map((each) => each.run()));
    const crowdReader = reading(server.base, client, () => server.ended() !== null);
    const going = keptUp(server, layer, running);
    for (let i = 0; i < bursts; i++) {
      const done = acknowledgedBy(crowd);
      while (acknowledgedBy(crowd) < done + 3) await after(5);
      layer.arm({ ...random.pick(SWEEPS), after: random.between(0, 40), lasts: true });
      await after(random.between(50, 400));
      layer.letBe();
    }
    for (const each of crowd) each.stop();
    const kept = await going;
    const crowdRead = await crowdReader.stop();
    await server.stop();

    const clients = [client, ...crowd];
    const intents = clients.flatMap((each) => each.intents);
    const held = await invariantsOf(installation, intents);
    const faults = server
      .said()
      .split('\n')
      .filter((line) => line.includes('"fault"') && !MEANT.test(line));
    return {
      held:
        `${counted.join('; ')}; ${bursts} times all of them under a crowd, ${kept.ends} ends; ` +
        `${acknowledgedBy(clients)} acknowledged in ${held.tickets} tickets, ` +
        `${clients.reduce((sum, each) => sum + each.notNow(), 0)} times 503, ${oneRead.read + crowdRead.read} lists read`,
      problems: [
        ...problems,
        ...kept.problems,
        ...[...oneRead.problems, ...crowdRead.problems],
        ...clients.flatMap((each) => each.surprises),
        ...[
          ...new Set(
            faults.map((line) => line.replace(/^.*?"what"/, '"what"').replace(/"requestId":"\w+"/, '')),
          ),
        ].map((line) => `a fault was logged: ${line.slice(0, 500)}`),
        ...held.problems,
      ],
    };
  } finally {
    await server.kill();
    layer.close();
    await installation.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The N-th of what a start does to the disk: it starts all the same or says in a line why not, and the next one starts. */
async function atTheStart({ seed, every }: Plan): Promise<Outcome> {
  const desk = await aFilledDesk({ acknowledged: 40, seed });
  const problems: string[] = [];
  const counted: string[] = [];
  try {
    for (const sweep of SWEEPS) {
      let refused = 0;
      let n = 0;
      for (let isPast = false; !isPast; n += every) {
        const copy = await desk.copyOf('killed');
        const folder = await mkdtemp(join(tmpdir(), 'fails-'));
        const layer = layerOver(copy.dataDir, folder);
        const server = await aServer({ env: { ...copy.env, ...layer.env(null) } });
        const problem = (says: string) =>
          problems.push(`at the start, ${sweep.name}, the ${n + 1}th: ${says}`);
        try {
          layer.arm({ ...sweep, after: n });
          const started = await server.start().then(
            () => true,
            () => false,
          );
          if (!started) {
            refused += 1;
            if (server.ended()?.code !== 1) problem(`it ended with ${String(server.ended()?.code)}`);
            if (!endedWithReason(server.said())) problem(server.said().slice(0, 600));
          }
          isPast = layer.counted().failed === 0;
          layer.letBe();
          await server.kill();
          await server.start();
          await server.stop();
          problems.push(...(await invariantsOf(copy, desk.intents)).problems);
        } catch (cause) {
          problem(`the next start: ${String(cause)}`);
        } finally {
          await server.kill();
          layer.close();
          await copy.remove();
          await rm(folder, { recursive: true, force: true });
        }
      }
      counted.push(`${Math.ceil(n / every) - 1} ${sweep.name}, ${refused} refused`);
    }
    return { held: `at the start ${counted.join('; ')}`, problems };
  } finally {
    await desk.remove();
  }
}

/** In a line, where it did not start; with the database lost, where it had said that it runs. */
function endedWithReason(said: string): boolean {
  const faults = said.split('\n').filter((line) => line.includes('"level":"fault"'));
  if (faults.length === 0) return /^smart-support cannot start\. [^\n]+\n$/m.test(said);
  return /^smart-support runs at /m.test(said) && faults.every((line) => MEANT.test(line));
}

const acknowledgedBy = (clients: readonly AClient[]): number =>
  clients.reduce((sum, { intents }) => sum + intents.filter(({ acknowledged }) => acknowledged).length, 0);

export const writeFails: Fault = {
  does: 'every write and every sync fails, one by one and for a while; needs Linux and a C compiler',
  async run({ length, seed }): Promise<Outcome> {
    const missing = missingForLayer();
    if (missing) return { held: missing, problems: [missing] };
    const plan = length === 'long' ? { seed, every: 1, bursts: 60 } : { seed, every: 40, bursts: 3 };
    const outcomes = [await atTheStart(plan), await underOneClient(plan)];
    return {
      held: outcomes.map(({ held }) => held).join('; '),
      problems: outcomes.flatMap(({ problems }) => problems),
    };
  },
};
