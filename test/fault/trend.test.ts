import { describe, expect, test } from 'vitest';
import { median, riseByThirds, risePerHour } from './trend.ts';

const every = (count: number, value: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => ({ hours: i / 60, value: value(i) }));

describe('how much something rises in an hour', () => {
  test.each([
    ['it stays', every(60, () => 100), 0],
    ['it leaks one a minute', every(60, (i) => 100 + i), 60],
    ['it falls', every(60, (i) => 100 - 2 * i), -120],
    ['it swings about what it was', every(61, (i) => 100 + (i % 2 ? 5 : -5)), 0],
    ['it was looked at once', every(1, () => 7), 0],
  ])('%s', (_, points, rise) => {
    expect(risePerHour(points)).toBeCloseTo(rise, 6);
  });

  test('a slow leak is seen under what collects garbage', () => {
    const points = every(240, (i) => 200 + (i % 20) * 3 + i * 0.05);
    expect(risePerHour(points)).toBeGreaterThan(2);
    expect(risePerHour(points)).toBeLessThan(5);
  });
});

describe('how much higher the last third is than the first', () => {
  test.each([
    ['it stays', [5, 5, 5, 5, 5, 5], 0],
    ['one look in between met many', [5, 5, 90, 5, 5, 5, 5, 5, 90, 5, 5, 5], 0],
    ['it rose and stays', [5, 5, 5, 9, 9, 9], 4],
    ['two looks', [1, 4], 3],
  ])('%s', (_, values, rise) => expect(riseByThirds(values)).toBe(rise));
});

test('a median is in the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
});
