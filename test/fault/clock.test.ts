import { expect, it } from 'vitest';
import { clockRun } from './clock.ts';

it('when its clock jumps by hours and years, nobody is let in wrongly, nothing runs wild, and all is well again afterwards', async () => {
  const run = await clockRun({ seed: 2026, rounds: 1, holdMs: 100, between: 1, database: 'sqlite' });
  expect(run.problems).toEqual([]);
  expect(run.acknowledged).toBeGreaterThan(20);
  expect(run.reopened).toBeGreaterThan(0);
}, 180_000);
