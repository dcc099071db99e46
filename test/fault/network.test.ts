import { expect, it } from 'vitest';
import { networkRun } from './network.ts';

it('through a bad network everything arrives once and whole, and open pages know of it when it is good again', async () => {
  const run = await networkRun({ seed: 2026, database: 'sqlite', moodMs: 250, cuts: 10, slowMs: 100 });
  expect(run.problems).toEqual([]);
  expect(run.acknowledged).toBeGreaterThan(10);
  expect(run.sentAgain).toBeGreaterThan(0);
}, 180_000);
