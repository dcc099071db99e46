/** What is counted in memory from the start of this process on: sums by labels, and how often a number was how large. */
import type { Family, Labels, Sample } from './exposition.ts';

type Named = { name: string; help: string };

/** Two sets of labels are one series when they are the same, in the same order. */
const keyOf = (labels: Labels) => JSON.stringify(labels);

export class Counter {
  #named: Named;
  #sums = new Map<string, { labels: Labels; value: number }>();

  constructor(named: Named) {
    this.#named = named;
  }

  add(labels: Labels): void {
    const key = keyOf(labels);
    const sum = this.#sums.get(key) ?? { labels, value: 0 };
    sum.value += 1;
    this.#sums.set(key, sum);
  }

  family(): Family {
    return { ...this.#named, type: 'counter', samples: [...this.#sums.values()] };
  }
}

type Spread = { labels: Labels; within: number[]; sum: number; count: number };

export class Histogram {
  #named: Named;
  #bounds: readonly number[];
  #spreads = new Map<string, Spread>();

  /** `bounds`: rising; what is larger than the last is counted in none but the whole. */
  constructor(named: Named, bounds: readonly number[]) {
    this.#named = named;
    this.#bounds = bounds;
  }

  add(value: number, labels: Labels = {}): void {
    const key = keyOf(labels);
    const spread = this.#spreads.get(key) ?? { labels, within: this.#bounds.map(() => 0), sum: 0, count: 0 };
    for (const [i, bound] of this.#bounds.entries()) if (value <= bound) spread.within[i]! += 1;
    spread.sum += value;
    spread.count += 1;
    this.#spreads.set(key, spread);
  }

  family(): Family {
    const samples = [...this.#spreads.values()].flatMap(({ labels, within, sum, count }): Sample[] => [
      ...this.#bounds.map((bound, i): Sample => ({
        suffix: '_bucket',
        labels: { ...labels, le: String(bound) },
        value: within[i]!,
      })),
      { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
      { suffix: '_sum', labels, value: sum },
      { suffix: '_count', labels, value: count },
    ]);
    return { ...this.#named, type: 'histogram', samples };
  }
}
