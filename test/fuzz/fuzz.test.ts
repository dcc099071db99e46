import { expect, test } from 'vitest';
import { fuzzRun } from './fuzz.ts';

const CALLS = 20_000;

/** Cases that once found something; `npm run fuzz` prints them. */
const KEPT: readonly { seed: number; from: number; found: string }[] = [];

test(
  `${CALLS.toLocaleString('en')} bent calls: no crash, no fault, none past a second, no pollution`,
  { timeout: 300_000 },
  async () => {
    const { problems, answers } = await fuzzRun({ seed: 1, count: CALLS });
    expect(problems).toEqual([]);
    // Calls that all stop at the door would prove nothing.
    expect(answers.get(200) ?? 0).toBeGreaterThan(CALLS / 20);
  },
);

test.each(KEPT)('seed $seed, case $from: $found', async ({ seed, from }) => {
  expect((await fuzzRun({ seed, from, count: 1 })).problems).toEqual([]);
});
