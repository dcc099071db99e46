/**
 * Adding working time, beside a loop over days, in one run: the ratio is what holds on any machine. Both give the same
 * answers, or the run stops.
 */
import { REGULATION } from '../../server/domain/regulation.ts';
import { compileWorkingTime } from '../../server/domain/working-time/compile.ts';
import { russianCalendar } from '../../server/domain/working-time/production-calendar.ts';
import { addWorkingTime, openHours } from '../../server/domain/working-time/working-time.ts';
import { DAY, HOUR } from '../../shared/duration.ts';
import type { Milliseconds } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';

export type WorkingTimeRow = {
  hours: number;
  perSecond: number;
  dayLoopPerSecond: number;
  ratio: number;
};

const LENGTHS_HOURS = [1, 60, 1000, 10_000];
const GOAL_PER_SECOND = 2_000_000;
/** Too many for the processor to learn the way of each by heart. */
const STARTS = 65_536;
const ROUNDS = 5;
const ADDITIONS = 1_000_000;

const wt = compileWorkingTime(russianCalendar(REGULATION.desk));
/** The same starts in every run: all over a year, at all hours, most of them closed. */
const starts = Array.from(
  { length: STARTS },
  (_, i) => Date.UTC(2026, 0, 1) + ((i * 40_503) % STARTS) * 481_157,
);

export function run(): WorkingTimeRow[] {
  const rows = LENGTHS_HOURS.map((hours) => {
    const working = hours * HOUR;
    const dayLoops = Math.ceil(40_000 / hours) + 40;
    for (const start of starts.slice(0, dayLoops)) {
      if (addWorkingTime(wt, start, working) !== dayLoop(start, working)) {
        throw new Error(`${hours} h from ${new Date(start).toISOString()}: the two do not agree`);
      }
    }
    // Turn about, and the best of each: what else runs on the machine only ever slows.
    let perSecond = 0;
    let dayLoopPerSecond = 0;
    for (let round = 0; round < ROUNDS; round++) {
      perSecond = Math.max(
        perSecond,
        rate(ADDITIONS, (start) => addWorkingTime(wt, start, working)),
      );
      dayLoopPerSecond = Math.max(
        dayLoopPerSecond,
        rate(dayLoops, (start) => dayLoop(start, working)),
      );
    }
    return { hours, perSecond, dayLoopPerSecond, ratio: perSecond / dayLoopPerSecond };
  });
  print(rows);
  return rows;
}

/** Additions in a second of this one core. */
function rate(times: number, add: (start: Instant) => Instant): number {
  const begin = performance.now();
  let sum = 0;
  for (let i = 0; i < times; i++) sum += add(starts[i % STARTS]!);
  const seconds = (performance.now() - begin) / 1000;
  // Looked at, so that the additions cannot be left out as useless.
  if (!Number.isFinite(sum)) throw new Error('an addition gave no instant');
  return times / seconds;
}

/** As it is usually written: from day to day, taking what each has. Moscow has no changes of clocks to mind. */
function dayLoop(start: Instant, working: Milliseconds): Instant {
  let left = working;
  let date = new Date(start + 3 * HOUR).toISOString().slice(0, 10);
  for (;;) {
    for (const { from, to } of openHours(wt, date)) {
      const begin = Math.max(from, start);
      if (begin >= to) continue;
      if (left <= to - begin) return begin + left;
      left -= to - begin;
    }
    date = new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);
  }
}

function print(rows: readonly WorkingTimeRow[]): void {
  const thousands = (n: number) => Math.round(n).toLocaleString('en');
  console.log('\nadding working time, one core');
  console.log('     hours      per second        a day loop       ratio');
  for (const { hours, perSecond, dayLoopPerSecond, ratio } of rows) {
    const cells = [
      thousands(hours).padStart(10),
      thousands(perSecond).padStart(16),
      thousands(dayLoopPerSecond).padStart(18),
    ];
    const goal = perSecond >= GOAL_PER_SECOND ? '' : `  below the goal of ${thousands(GOAL_PER_SECOND)}`;
    console.log(`${cells.join('')}${`${thousands(ratio)}×`.padStart(12)}${goal}`);
  }
}
