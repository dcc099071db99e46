import { expect, it } from 'vitest';
import { killRun } from './kill.ts';

const SEED = 20_261_123;

it(
  'loses, doubles or halves nothing that was acknowledged when the server is killed ten times',
  { timeout: 180_000 },
  async () => {
    const run = await killRun({ kills: 10, seed: SEED });
    expect(run.problems).toEqual([]);
    expect(run.kills).toBe(10);
    expect(run.acknowledged).toBeGreaterThan(50);
    expect(run.sentAgain).toBeGreaterThan(0);
  },
);
