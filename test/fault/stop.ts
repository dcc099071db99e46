/**
 * The server is told to end (SIGTERM) while clients send, and started again: it ends by itself, in good order and in time,
 * and what it had acknowledged is there.
 */
import { setTimeout as after } from 'node:timers/promises';
import { seeded } from '../../server/sample/random.ts';
import { aServer } from './a-server.ts';
import type { DatabaseName, Fault } from './fault.ts';
import { anInstallation } from './installation.ts';
import { invariantsOf } from './invariants.ts';
import { clientsOf } from './kill.ts';

const STOPS = { short: 5, long: 100 } as const;
const ENDS_WITHIN_MS = 10_000;

export type StopRun = {
  stops: number;
  acknowledged: number;
  tickets: number;
  slowestMs: number;
  problems: readonly string[];
};

export async function stopRun(asked: {
  stops: number;
  seed: number;
  database: DatabaseName;
}): Promise<StopRun> {
  const { stops, seed } = asked;
  const installation = await anInstallation(asked.database);
  const server = await aServer(installation);
  const problems: string[] = [];
  let slowestMs = 0;
  try {
    const random = seeded(seed);
    const clients = clientsOf(installation, { bases: [server.base], seed });
    await server.start();
    const running = Promise.all(clients.map((client) => client.run()));
    for (let i = 0; i < stops; i++) {
      await after(random.between(200, 1200));
      const { code, ms } = await server.stop();
      slowestMs = Math.max(slowestMs, ms);
      if (code !== 0) problems.push(`stop ${i + 1} ended with ${code}`);
      if (ms > ENDS_WITHIN_MS) problems.push(`stop ${i + 1} took ${ms} ms`);
      await server.start();
    }
    for (const client of clients) client.stop();
    await running;
    await server.stop();
    if (server.said().includes('"fault"')) problems.push(`a fault was logged: ${faultIn(server.said())}`);
    const intents = clients.flatMap((client) => client.intents);
    const held = await invariantsOf(installation, intents);
    return {
      stops,
      acknowledged: intents.filter(({ acknowledged }) => acknowledged).length,
      tickets: held.tickets,
      slowestMs,
      problems: [...problems, ...clients.flatMap((client) => client.surprises), ...held.problems],
    };
  } finally {
    await server.kill();
    await installation.remove();
  }
}

const faultIn = (said: string): string => said.split('\n').find((line) => line.includes('"fault"')) ?? '';

export const stop: Fault = {
  does: 'SIGTERM under load, and started again; --database sqlite|postgres',
  async run({ length, seed, database }) {
    const run = await stopRun({ stops: STOPS[length], seed, database: database ?? 'sqlite' });
    return {
      held:
        `${run.stops} stops, ${run.acknowledged} acknowledged in ${run.tickets} tickets, ` +
        `slowest end ${run.slowestMs} ms`,
      problems: run.problems,
    };
  },
};
