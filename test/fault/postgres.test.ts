import { expect, it } from 'vitest';
import { postgresRun } from './postgres.ts';

it(
  'loses nothing and hangs nobody while servers are killed and PostgreSQL restarts, crashes, cuts and locks',
  { timeout: 120_000 },
  async () => {
    const { problems } = await postgresRun({
      seed: 20_261_123,
      kills: 1,
      everyMs: 1000,
      troubleMs: 600,
      troubles: ['restart', 'crash', 'terminated', 'locked'],
    });
    expect(problems).toEqual([]);
  },
);
