import { expect, it } from 'vitest';
import { orderOf, overloadRun } from './overload.ts';

it('asked for ten times what it can do, the server serves staff first, says when to come again, and loses nothing', async () => {
  const run = await overloadRun({
    seed: 2026,
    connections: 256,
    peakMs: 300,
    overloadMs: 1000,
    noisyMs: 700,
  });
  expect([...orderOf(run), ...run.problems]).toEqual([]);
  expect(run.intents).toBeGreaterThan(50);
}, 180_000);
