/** What a suite gives back. `failures` names what failed, in words that can be searched for in its output. */
export type Tally = { passed: number; failed: number; failures: readonly string[] };

export type Suite = { name: string; run: () => Promise<Tally> };

/** A suite that proves nothing has failed: an empty folder or a wrong pattern must not look like success. */
export function orNothingRan(tally: Tally, what: string): Tally {
  if (tally.passed + tally.failed > 0) return tally;
  return { passed: 0, failed: 1, failures: [`${what}: no tests ran`] };
}
