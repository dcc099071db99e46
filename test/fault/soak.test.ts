import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { soakRun, type Plan } from './soak.ts';

const PLAN: Plan = {
  seed: 20,
  forMs: 3500,
  probeMs: 800,
  streams: 40,
  lookEveryMs: 250,
  mattermost: { times: 1, everyMs: 300, awayMs: 200 },
};

describe.concurrent('a soak', () => {
  it('a while of ordinary work leaves nothing behind: all done, all sent once, nothing open', async () => {
    const run = await soakRun(PLAN);
    expect(run.problems).toEqual([]);
    expect(run).toMatchObject({ streamsEnded: 0 });
    expect(run.tickets).toBeGreaterThan(10);
    expect(run.arrived).toBeGreaterThan(10);
  }, 180_000);

  it.runIf(process.platform === 'linux')(
    'a process that leaks is told of',
    async () => {
      const { problems } = await soakRun({
        ...PLAN,
        mattermost: { times: 0, everyMs: 0, awayMs: 0 },
        imports: [join(import.meta.dirname, 'leak.ts')],
      });
      expect(problems).toEqual([
        expect.stringMatching(/^open files went up by \d+$/),
        expect.stringMatching(/^what is held in memory went up by [\d.]+ MB$/),
      ]);
    },
    90_000,
  );
});
