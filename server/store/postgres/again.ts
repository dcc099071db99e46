/** Does again what failed through no fault of its own: a few times, with growing gaps that no two processes share. */
import { setTimeout as wait } from 'node:timers/promises';
import { Unavailable } from '../unavailable.ts';
import { failureOf, type Failure } from './failure.ts';

const MOST: Record<Failure, number> = {
  /** Somebody always gets through: it only takes turns. */
  conflict: 12,
  /** A key that is taken twice was not taken in between. */
  taken: 2,
  no_connection: 4,
  lost: 4,
  overloaded: 1,
};
const FIRST_GAP_MS = 40;
/** What took longer is not tried again: whoever asked would wait past any patience, and may ask again themselves. */
const NOT_AFTER_MS = 2_500;

/** `safe` says after which failures nothing has been done. What is left of them after the last try is `Unavailable`. */
export async function again<T>(act: () => Promise<T>, safe: (failure: Failure) => boolean): Promise<T> {
  const began = performance.now();
  for (let tries = 1; ; tries++) {
    try {
      return await act();
    } catch (cause) {
      const failure = failureOf(cause);
      if (failure === null || cause instanceof Unavailable) throw cause;
      const last = tries >= MOST[failure] || performance.now() - began > NOT_AFTER_MS;
      if (last || !safe(failure)) throw failure === 'taken' ? cause : unavailable(failure, cause);
      if (failure !== 'taken')
        await wait(Math.random() * FIRST_GAP_MS * (failure === 'conflict' ? 1.2 : 3) ** (tries - 1));
    }
  }
}

const WHY: Record<Exclude<Failure, 'taken'>, string> = {
  conflict: 'too much is being changed at once',
  no_connection: 'there is no connection to the database to be had',
  lost: 'the connection to the database was lost',
  overloaded: 'the database took too long or has no room',
};

const unavailable = (failure: Exclude<Failure, 'taken'>, cause: unknown) =>
  new Unavailable(WHY[failure], { cause });
