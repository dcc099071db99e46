/** Random numbers that come again with the same seed. */
export type Random = {
  /** In [0, 1). */
  next(): number;
  /** Whole, both ends included. */
  between(from: number, to: number): number;
  chance(of: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** An id as the server would make one. */
  id(): string;
};

/** mulberry32 */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (of) => next() < of,
    pick(from) {
      const picked = from[Math.floor(next() * from.length)];
      if (picked === undefined) throw new Error('there is nothing to pick from');
      return picked;
    },
    id: () => Array.from({ length: 32 }, () => Math.floor(next() * 16).toString(16)).join(''),
  };
}
