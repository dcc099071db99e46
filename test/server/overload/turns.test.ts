/** Real turns of the event loop; how long they last is the test's to say. */
import { setImmediate as turnIsOver } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { TURN } from '../../../server/overload/admission.ts';
import { createTurns } from '../../../server/overload/turns.ts';

function aLoop() {
  let ms = 1000;
  const turns = createTurns(() => ms);
  return {
    turns,
    goBy: (more: number) => void (ms += more),
    /** As many calls let in, in so many milliseconds. */
    calls(count: number, inMs: number) {
      for (let i = 0; i < count; i++) {
        turns.now();
        turns.letIn();
        ms += inMs / count;
      }
    },
  };
}

const FULL = [TURN.anonymous.calls, TURN.anonymous.ms] as const;

it('a turn counts the calls let in and the time since its first', async () => {
  const { turns, goBy } = aLoop();
  expect(turns.now()).toEqual({ ms: 0, calls: 0, forMs: 0 });
  turns.letIn();
  goBy(5);
  turns.now();
  goBy(2);
  expect(turns.now()).toEqual({ ms: 7, calls: 1, forMs: 7 });
  await turnIsOver();
  goBy(3);
  expect(turns.now()).toEqual({ ms: 0, calls: 0, forMs: 0 });
});

it('full turns that follow each other are one row, from the first of its calls', async () => {
  const { turns, calls, goBy } = aLoop();
  for (let before = 0; before < 3; before++) {
    expect(turns.now()).toMatchObject({ ms: 0, calls: 0, forMs: before * (TURN.anonymous.ms + 1) });
    calls(...FULL);
    await turnIsOver();
    goBy(1);
  }
});

it.each<[string, number, number]>([
  ['few calls, however long', TURN.anonymous.calls - 1, 1000],
  ['many calls that are soon done', 100, TURN.anonymous.ms - 1],
])('%s do not begin a row', async (_, count, inMs) => {
  const { turns, calls } = aLoop();
  calls(count, inMs);
  await turnIsOver();
  expect(turns.now().forMs).toBe(0);
});

it('a row ends with a turn of few calls, and with one of none', async () => {
  const { turns, calls, goBy } = aLoop();
  calls(...FULL);
  await turnIsOver();
  calls(1, 1);
  await turnIsOver();
  expect(turns.now().forMs).toBe(0);

  calls(...FULL);
  await turnIsOver();
  goBy(1);
  await turnIsOver();
  goBy(1);
  expect(turns.now()).toEqual({ ms: 0, calls: 0, forMs: 0 });
});
