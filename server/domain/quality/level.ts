/** §6 and R14: an average rating in exact integers, and the level it stands for. */

export type QualityLevel = 'good' | 'normal' | 'unacceptable';

/** In tenths, at least: 47 and 40 in the regulation. */
export type QualityThresholds = { goodFrom: number; normalFrom: number };

/**
 * The average in tenths, rounded half up: 3.95 is 40. Null without tickets. No division rounds on the way: in floating
 * point 4.05 becomes 4.0.
 */
export function averageInTenths(sumOfStars: number, tickets: number): number | null {
  if (!Number.isSafeInteger(sumOfStars) || sumOfStars < 0 || !Number.isSafeInteger(tickets) || tickets < 0) {
    throw new RangeError(
      `a sum of stars and a number of tickets are counts, not ${sumOfStars} and ${tickets}`,
    );
  }
  if (tickets === 0) return null;
  const dividend = 20 * sumOfStars + tickets;
  const divisor = 2 * tickets;
  return (dividend - (dividend % divisor)) / divisor;
}

/** 47 → '4.7' */
export function writtenTenths(tenths: number): string {
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

export function qualityLevel(tenths: number, { goodFrom, normalFrom }: QualityThresholds): QualityLevel {
  if (tenths >= goodFrom) return 'good';
  return tenths >= normalFrom ? 'normal' : 'unacceptable';
}
