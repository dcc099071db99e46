import { expect, it } from 'vitest';
import { backOff } from '../../widget/client/back-off.ts';

const many = (tries: number, afterSeconds?: number) =>
  Array.from({ length: 500 }, () => backOff(1000, tries, afterSeconds));

it('spreads the tries over the whole of a time that doubles, up to a minute', () => {
  for (const [tries, most] of [
    [0, 1000],
    [3, 8000],
    [40, 60_000],
  ] as const) {
    const waits = many(tries);
    expect(Math.max(...waits)).toBeLessThanOrEqual(most);
    expect(Math.max(...waits)).toBeGreaterThan(most * 0.8);
    expect(Math.min(...waits)).toBeLessThan(most * 0.2);
  }
});

it('never comes sooner than the desk has asked for', () => {
  expect(Math.min(...many(0, 7))).toBe(7000);
});
