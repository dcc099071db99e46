/**
 * One after the other, with a turn for others between two of them. What SQLite answers is there at once, so that a loop over
 * its answers alone would not let anybody in before its end.
 */
import { setImmediate as turnOfOthers } from 'node:timers/promises';

export async function* inTurns<T>(all: readonly T[]): AsyncGenerator<T, void, void> {
  for (const each of all) {
    yield each;
    await turnOfOthers();
  }
}
