import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readClock } from '../../../../server/domain/sla/clock.ts';
import { compileWorkingTime } from '../../../../server/domain/working-time/compile.ts';
import {
  addWorkingDays,
  addWorkingTime,
  isOpenAt,
  nextClosing,
  nextOpening,
  spansBetween,
  workingTimeBetween,
} from '../../../../server/domain/working-time/working-time.ts';
import { anyFortnight } from './any-calendar.ts';
import type { Fortnight } from './any-calendar.ts';
import { MinuteOracle } from './minute-oracle.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const numRuns = Number(process.env['RUNS'] ?? 40);
console.log(`working time against the minute-counting oracle: SEED=${seed} RUNS=${numRuns}`);

/** Instants well inside the fortnight, half of them on a whole minute. */
const anyMoment = fc.oneof(
  fc.integer({ min: 3 * 1440, max: 11 * 1440 }).map((minute) => minute * MINUTE),
  fc.integer({ min: 3 * DAY, max: 11 * DAY }),
);
const anyMoments = fc.array(anyMoment, { minLength: 2, maxLength: 9 });

function stage({ spec, first, last }: Fortnight) {
  return {
    wt: compileWorkingTime(spec),
    oracle: new MinuteOracle(spec, first, last),
    start: Date.parse(first),
  };
}

function holds(property: (fortnight: Fortnight, moments: number[]) => void): void {
  fc.assert(fc.property(anyFortnight(), anyMoments, property), { seed, numRuns });
}

describe('any calendar in any zone, through changes of its clocks', () => {
  test('working time between two instants is the open minutes counted one by one', () => {
    holds((fortnight, moments) => {
      const { wt, oracle, start } = stage(fortnight);
      const [a, b] = moments.map((moment) => start + moment).sort((x, y) => x - y) as [number, number];
      expect(workingTimeBetween(wt, a, b)).toBe(oracle.between(a, b));
      expect(workingTimeBetween(wt, b, a)).toBe(0 - oracle.between(a, b));
    });
  });

  test('adding working time ends in the minute at which so much has been counted', () => {
    holds((fortnight, moments) => {
      const { wt, oracle, start } = stage(fortnight);
      const [from, ...rest] = moments.map((moment) => start + moment) as [number, ...number[]];
      for (const to of rest) {
        const working = oracle.between(from, to);
        expect(addWorkingTime(wt, from, working)).toBe(oracle.add(from, working));
      }
    });
  });

  test('n working days later is the last closing of the n-th day with hours', () => {
    holds((fortnight, moments) => {
      const { wt, oracle, start } = stage(fortnight);
      const from = start + Math.min(...moments);
      for (const days of [1, 2, 3]) {
        const expected = oracle.addDays(from, days);
        // NaN: beyond the days that were walked.
        if (!Number.isNaN(expected)) expect(addWorkingDays(wt, from, days)).toBe(expected);
      }
    });
  });

  test('open and closed spans cover the time without a gap, and each is what its minutes are', () => {
    holds((fortnight, moments) => {
      const { wt, oracle, start } = stage(fortnight);
      const [a, b] = [start + Math.min(...moments), start + Math.max(...moments)];
      const spans = spansBetween(wt, a, b);
      expect(spans.map(({ from }) => from)).toEqual(
        [a, ...spans.slice(0, -1).map(({ to }) => to)].slice(0, spans.length),
      );
      expect(spans.at(-1)?.to ?? b).toBe(b);
      for (const { from, to, open } of spans) {
        expect(to).toBeGreaterThan(from);
        expect(oracle.between(from, to)).toBe(open ? to - from : 0);
      }
      const hours = spans.map((span) => (span.open ? 'open' : JSON.stringify(span.reason)));
      expect(hours.filter((hour, i) => hour === hours[i + 1])).toEqual([]);
    });
  });

  test('next opening and next closing are where the minutes turn', () => {
    holds((fortnight, moments) => {
      const { wt, oracle, start } = stage(fortnight);
      for (const moment of moments) {
        const at = start + moment;
        expect(isOpenAt(wt, at)).toBe(oracle.isOpen(at));
        const opening = oracle.add(at, 1);
        if (opening === null || opening > start + 12 * DAY) continue;
        expect(nextOpening(wt, at)).toBe(opening - 1);
        const closing = nextClosing(wt, at);
        if (closing === null || closing > start + 12 * DAY) continue;
        expect(oracle.between(opening - 1, closing)).toBe(closing - (opening - 1));
        expect(oracle.isOpen(closing)).toBe(false);
      }
    });
  });

  test('a pause is a hole in the calendar', () => {
    holds((fortnight, moments) => {
      const { wt, oracle, start } = stage(fortnight);
      const turns = moments
        .map((moment) => start + Math.floor(moment / MINUTE) * MINUTE)
        .sort((a, b) => a - b);
      const spans = turns.map((from, i) => ({ from, is: i % 2 === 0 ? 'running' : 'paused' }) as const);
      const asOf = start + 11 * DAY;
      turns.forEach((from, i) => {
        if (i % 2 === 1) oracle.paint(from, turns[i + 1] ?? asOf, false);
      });
      const [begin] = turns as [number];
      const counted = oracle.between(begin, asOf);
      for (const budget of [1, Math.ceil(counted / 2), counted, counted + 1]) {
        const clock = readClock({ spans, budget, kind: 'working', wt, asOf });
        const runs = spans.at(-1)?.is === 'running';
        expect(clock.counted).toBe(counted);
        expect(clock.left).toBe(budget - counted);
        expect(clock.overdue).toBe(counted > budget);
        if (budget <= counted) expect(clock.dueAt).toBe(oracle.add(begin, budget));
        else if (!runs) expect(clock.dueAt).toBeNull();
        else expect(clock.dueAt).toBe(addWorkingTime(wt, asOf, budget - counted));
      }
    });
  });
});

describe('adding and measuring', () => {
  const anyLength = fc.integer({ min: 1, max: 3000 * 60 * MINUTE });

  test('what was added is what lies between, and not a millisecond less would do', () => {
    fc.assert(
      fc.property(anyFortnight(), anyMoment, anyLength, ({ spec, first }, moment, working) => {
        const wt = compileWorkingTime({ ...spec, weekend: spec.weekend.filter((weekday) => weekday > 4) });
        const start = Date.parse(first) + moment;
        const end = addWorkingTime(wt, start, working);
        expect(workingTimeBetween(wt, start, end)).toBe(working);
        expect(workingTimeBetween(wt, start, end - 1)).toBe(working - 1);
      }),
      { seed, numRuns },
    );
  });

  test('in one step or in two is the same', () => {
    fc.assert(
      fc.property(anyFortnight(), anyMoment, anyLength, anyLength, ({ spec, first }, moment, one, two) => {
        const wt = compileWorkingTime({ ...spec, weekend: [] });
        const start = Date.parse(first) + moment;
        expect(addWorkingTime(wt, addWorkingTime(wt, start, one), two)).toBe(
          addWorkingTime(wt, start, one + two),
        );
      }),
      { seed, numRuns },
    );
  });

  test('an answer does not depend on what was asked before', () => {
    fc.assert(
      fc.property(anyFortnight(), anyMoments, ({ spec, first }, moments) => {
        const used = compileWorkingTime(spec);
        for (const moment of moments) {
          const at = Date.parse(first) + (moment - 6 * DAY) * 300;
          expect(workingTimeBetween(used, at, at + 20 * DAY)).toBe(
            workingTimeBetween(compileWorkingTime(spec), at, at + 20 * DAY),
          );
        }
      }),
      { seed, numRuns: Math.ceil(numRuns / 3) },
    );
  });
});
