import { expect, it } from 'vitest';
import { livesAt } from '../../../server/auth/lifetime.ts';

const HOUR = 3_600_000;
const YEAR = 8766 * HOUR;
const made = { createdAt: 1000 * HOUR, expiresAt: 1012 * HOUR };

it.each([
  ['when it is made', 0, true],
  ['a moment before it is over', 12 * HOUR - 1, true],
  ['when it is over', 12 * HOUR, false],
  ['years later', 10 * YEAR, false],
  ['with the clock set back by an hour', -HOUR, true],
  ['with the clock set back by more than it lasts', -12 * HOUR - 1, false],
  ['made under a clock that was ten years ahead', -10 * YEAR, false],
])('%s', (_, passed, lives) => {
  expect(livesAt(made, made.createdAt + passed)).toBe(lives);
});
