/**
 * Clients send and listen through a network that is slow, cuts off after so many bytes of a question or an answer, takes
 * connections and says nothing, loses every answer, and holds back streams. What they sent arrives once and whole, whatever
 * they were answered, and once the network is good they know of everything.
 */
import { setTimeout as after } from 'node:timers/promises';
import { seeded, type Random } from '../../server/sample/random.ts';
import { aBadNetwork, type Mood } from './a-bad-network.ts';
import { aServer } from './a-server.ts';
import { aWatcher } from './a-watcher.ts';
import type { DatabaseName, Fault } from './fault.ts';
import { anInstallation } from './installation.ts';
import { invariantsOf } from './invariants.ts';
import { clientsOf } from './kill.ts';

export type Plan = {
  seed: number;
  database: DatabaseName;
  /** Of each mood. */
  moodMs: number;
  cuts: number;
  slowMs: number;
};

export type NetworkRun = {
  moods: number;
  spoilt: number;
  acknowledged: number;
  sentAgain: number;
  tickets: number;
  heard: number;
  problems: readonly string[];
};

const CLIENTS = 6;
/** Whoever was not answered by then asks again. */
const PATIENCE_MS = 800;
const KNOWN_WITHIN_MS = 20_000;

/** Somewhere in the first line, in the headers, where the body begins, in its middle, behind it. */
const cutsOf = (random: Random, count: number): Mood[] =>
  Array.from({ length: count }, (_, i): Mood => {
    const of = i % 2 ? 'question' : 'answer';
    const places = [0, 7, random.between(20, 150), random.between(150, 450), random.between(400, 900)];
    return { is: 'cut', after: places[Math.floor(i / 2) % places.length]!, of };
  });

export async function networkRun(plan: Plan): Promise<NetworkRun> {
  const installation = await anInstallation(plan.database);
  const random = seeded(plan.seed);
  const server = await aServer(installation);
  await server.start();
  const network = await aBadNetwork(server.base);
  try {
    const clients = clientsOf(installation, {
      bases: [network.base],
      seed: plan.seed,
      count: CLIENTS,
      patienceMs: PATIENCE_MS + 2 * plan.slowMs,
    });
    const running = Promise.all(clients.map((client) => client.run()));
    while (!clients.every((client) => client.session() !== null)) await after(20);
    const watchers = clients.slice(0, 3).map((client) => aWatcher(client.session()!, [network.base]));

    const moods: Mood[] = [
      { is: 'slow', ms: plan.slowMs },
      { is: 'half_open' },
      { is: 'deaf' },
      { is: 'holds_back' },
      ...cutsOf(random, plan.cuts),
    ];
    for (const mood of moods.toSorted(() => random.next() - 0.5)) {
      network.mood = mood;
      // Nobody stays on a connection of before.
      network.reset();
      await after(plan.moodMs);
      // What is slow, or silent, is met by somebody to the end.
      if (mood.is === 'slow') await after(4 * plan.slowMs);
    }
    network.mood = { is: 'good' };
    network.reset();
    const before = clients.flatMap(({ intents }) => intents).length;
    const goesOnUntil = performance.now() + KNOWN_WITHIN_MS;
    const problems: string[] = [];
    while (clients.flatMap(({ intents }) => intents).length < before + 2 * CLIENTS) {
      await after(50);
      if (performance.now() < goesOnUntil) continue;
      problems.push('clients did not go on once the network was good');
      break;
    }
    for (const client of clients) client.stop();
    await running;
    let missed: string[] = [];
    const knownUntil = performance.now() + KNOWN_WITHIN_MS;
    do {
      await after(100);
      missed = (await Promise.all(watchers.map((watcher) => watcher.missed()))).flat();
    } while (missed.length > 0 && performance.now() < knownUntil);
    for (const id of missed) problems.push(`an open page does not know of the last of ticket ${id}`);
    await Promise.all(watchers.map((watcher) => watcher.stop()));
    await server.kill();

    for (const line of server.said().split('\n'))
      if (line.includes('"level":"fault"')) problems.push(line.slice(0, 300));
    const intents = clients.flatMap((client) => client.intents);
    const held = await invariantsOf(installation, intents);
    return {
      moods: moods.length,
      spoilt: network.spoilt(),
      acknowledged: intents.filter(({ acknowledged }) => acknowledged).length,
      sentAgain: intents.filter(({ tries }) => tries > 1).length,
      tickets: held.tickets,
      heard: watchers.reduce((sum, watcher) => sum + watcher.heard(), 0),
      problems: [...problems, ...clients.flatMap((client) => client.surprises), ...held.problems],
    };
  } finally {
    network.close();
    await server.kill();
    await installation.remove();
  }
}

export const network: Fault = {
  does: 'a network that is slow, cuts off, says nothing, loses answers, holds back streams',
  async run({ length, seed, database }) {
    const run = await networkRun({
      seed,
      database: database ?? 'sqlite',
      ...(length === 'long'
        ? { moodMs: 6000, cuts: 60, slowMs: 2000 }
        : { moodMs: 600, cuts: 10, slowMs: 300 }),
    });
    return {
      held:
        `${run.moods} troubles, ${run.spoilt} connections spoilt, ${run.acknowledged} acknowledged in ${run.tickets} tickets, ` +
        `${run.sentAgain} sent again, ${run.heard} live events heard`,
      problems: run.problems,
    };
  },
};
