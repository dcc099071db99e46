import { expect, test } from 'vitest';
import { averageInTenths, qualityLevel, writtenTenths } from '../../../../server/domain/quality/level.ts';

const THRESHOLDS = { goodFrom: 47, normalFrom: 40 };

test.each([
  // sum, tickets, as written, level
  [395, 100, '4.0', 'normal'],
  [3949, 1000, '3.9', 'unacceptable'],
  [465, 100, '4.7', 'good'],
  [4649, 1000, '4.6', 'normal'],
  [405, 100, '4.1', 'normal'],
  [5, 1, '5.0', 'good'],
  [1, 1, '1.0', 'unacceptable'],
  [0, 3, '0.0', 'unacceptable'],
])('%i stars over %i tickets are %s, %s', (sum, tickets, written, level) => {
  const tenths = averageInTenths(sum, tickets) ?? NaN;
  expect(writtenTenths(tenths)).toBe(written);
  expect(qualityLevel(tenths, THRESHOLDS)).toBe(level);
});

test('no tickets, no average', () => {
  expect(averageInTenths(0, 0)).toBeNull();
});

test('what is no count is a fault', () => {
  expect(() => averageInTenths(4.5, 1)).toThrow('are counts, not 4.5 and 1');
  expect(() => averageInTenths(4, -1)).toThrow('are counts, not 4 and -1');
});

test('half goes up for every number of tickets, where floating point would miss it', () => {
  for (let tickets = 1; tickets <= 400; tickets++) {
    for (let sum = tickets; sum <= 5 * tickets; sum++) {
      const tenths = averageInTenths(sum, tickets)!;
      // tenths - 0.5 <= 10 * sum / tickets < tenths + 0.5, without a division
      if (!((2 * tenths - 1) * tickets <= 20 * sum && 20 * sum < (2 * tenths + 1) * tickets)) {
        expect.fail(`${sum}/${tickets} became ${tenths}`);
      }
    }
  }
});
