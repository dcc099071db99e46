import { expect, it } from 'vitest';
import { stopRun } from './stop.ts';

it('told to end under load, the server ends in order and in time, and has all that it acknowledged', async () => {
  const run = await stopRun({ stops: 3, seed: 2026, database: 'sqlite' });
  expect(run.problems).toEqual([]);
  expect(run.acknowledged).toBeGreaterThan(15);
}, 180_000);
