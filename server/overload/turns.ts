/** The turns of the event loop, as the calls see them that come in them. */
import { isFull, type Turn } from './admission.ts';

export type Turns = {
  /** At a call that may be let in. */
  now(): Turn;
  /** The call was let in. */
  letIn(): void;
};

export function createTurns(elapsedMs: () => number): Turns {
  let isTurning = false;
  /** Null until its first call. */
  let began: number | null = null;
  let calls = 0;
  let rowBegan = 0;

  const over = () => {
    isTurning = began !== null && isFull({ ms: elapsedMs() - began, calls }, 'anonymous');
    began = null;
    calls = 0;
    // The row of full turns ends with one in which few come, or nobody.
    if (isTurning) setImmediate(over);
  };

  return {
    now() {
      const at = elapsedMs();
      if (!isTurning) {
        isTurning = true;
        rowBegan = at;
        // Comes when all that had arrived has been looked at.
        setImmediate(over);
      }
      began ??= at;
      return { ms: at - began, calls, forMs: at - rowBegan };
    },
    letIn() {
      calls += 1;
    },
  };
}
