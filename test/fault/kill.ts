/**
 * Submissions and replies run over HTTP by several clients while the server is killed with SIGKILL at random moments and
 * started again. Afterwards every acknowledged one must be there exactly once and whole, and what was given up at most
 * once.
 */
import { setTimeout as after } from 'node:timers/promises';
import { seeded } from '../../server/sample/random.ts';
import { aClient, type AClient } from './a-client.ts';
import { aServer } from './a-server.ts';
import type { Asked, DatabaseName, Fault, Outcome } from './fault.ts';
import { anInstallation, type Installation } from './installation.ts';
import { invariantsOf } from './invariants.ts';

export type KillRun = {
  kills: number;
  acknowledged: number;
  sentAgain: number;
  givenUp: number;
  tickets: number;
  /** The longest from the start of the process until it answers. */
  slowestStartMs: number;
  /** Empty when nothing was lost, doubled or halved. */
  problems: readonly string[];
};

const CLIENTS = 8;
const KILLS = { short: 10, long: 500 } as const;
const READY_WITHIN_MS = 5000;

/** Half of them begin at the other one. */
const turned = (bases: readonly string[], by: number): string[] =>
  bases.map((_, i) => bases[(i + by) % bases.length]!);

export const clientsOf = (
  { siteKeys }: Pick<Installation, 'siteKeys'>,
  {
    bases,
    seed,
    count = CLIENTS,
    ...more
  }: { bases: readonly string[]; seed: number; count?: number; patienceMs?: number },
): AClient[] =>
  Array.from({ length: count }, (_, i) =>
    aClient(`c${i}`, {
      bases: turned(bases, i),
      siteKey: siteKeys[i % siteKeys.length]!,
      random: seeded(seed + 1 + i),
      ...more,
    }),
  );

export async function killRun(asked: {
  kills: number;
  seed: number;
  database: DatabaseName;
}): Promise<KillRun> {
  const { kills, seed } = asked;
  const installation = await anInstallation(asked.database);
  const server = await aServer(installation);
  try {
    const random = seeded(seed);
    const clients = clientsOf(installation, { bases: [server.base], seed });
    let slowestStartMs = await timed(() => server.start());
    const running = Promise.all(clients.map((client) => client.run()));
    for (let i = 0; i < kills; i++) {
      await after(random.between(50, 1200));
      await server.kill();
      slowestStartMs = Math.max(slowestStartMs, await timed(() => server.start()));
    }
    for (const client of clients) client.stop();
    await running;
    await server.kill();

    const intents = clients.flatMap((client) => client.intents);
    const { tickets, problems } = await invariantsOf(installation, intents);
    return {
      kills,
      acknowledged: intents.filter((intent) => intent.acknowledged).length,
      sentAgain: intents.filter((intent) => intent.tries > 1).length,
      givenUp: intents.filter((intent) => !intent.acknowledged).length,
      tickets,
      slowestStartMs: Math.round(slowestStartMs),
      problems: [...clients.flatMap((client) => client.surprises), ...problems],
    };
  } finally {
    await server.kill();
    await installation.remove();
  }
}

async function timed(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

export const kill: Fault = {
  does: 'SIGKILL under load, on both databases; --kills N, --database sqlite|postgres',
  async run(asked: Asked): Promise<Outcome> {
    const databases: readonly DatabaseName[] = asked.database ? [asked.database] : ['sqlite', 'postgres'];
    const outcomes: Outcome[] = [];
    for (const database of databases) {
      const run = await killRun({ kills: asked.kills ?? KILLS[asked.length], seed: asked.seed, database });
      const slow = run.slowestStartMs > READY_WITHIN_MS ? [`a start took ${run.slowestStartMs} ms`] : [];
      outcomes.push({
        held:
          `${database}: ${run.kills} kills, ${run.acknowledged} acknowledged in ${run.tickets} tickets, ` +
          `${run.sentAgain} sent again, ${run.givenUp} given up, slowest start ${run.slowestStartMs} ms`,
        problems: [...run.problems, ...slow].map((problem) => `${database}: ${problem}`),
      });
    }
    return {
      held: outcomes.map(({ held }) => held).join('; '),
      problems: outcomes.flatMap(({ problems }) => problems),
    };
  },
};
