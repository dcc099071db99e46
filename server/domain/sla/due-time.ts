/** R2: where a completion falls on a day off, or before the reaction is due, the due time moves. */
import { DAY } from '../../../shared/duration.ts';
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { WorkingTime } from '../working-time/compile.ts';
import { dayNumberOf } from '../working-time/local-date.ts';
import { isWorkingDay, localDateOf, nextWorkingDay } from '../working-time/working-time.ts';
import { zoneOf } from '../working-time/zone.ts';
import type { Stretch } from './stretch.ts';

export type MoveRule = 'next_working_day' | 'not_before_reaction';

/** Time beyond the allowance; it stands still where the clock does. */
export type Move = { from: Instant; to: Instant; rule: MoveRule };

/** R2's two lines; `notBefore` is the reaction's due time. A line that is off is false, or null. */
export type Moving = { workingTime: WorkingTime; toWorkingDay: boolean; notBefore: Instant | null };

export type MovedDueTime = {
  moves: readonly Move[];
  /** Null while a pause stands before it. */
  dueAt: Instant | null;
  /** What of the moves is still to come after that pause. */
  left: Milliseconds;
};

/**
 * Both lines "apply after pauses": where a pause falls into what they gave, the rest of it goes on after the pause, and
 * the new end is asked again.
 */
export function moveDueTime(usedUpAt: Instant, stretches: readonly Stretch[], moving: Moving): MovedDueTime {
  const moves: Move[] = [];
  const running = stretches.filter(({ runs }) => runs);
  let i = running.findIndex(({ to }) => usedUpAt <= to);
  let at = usedUpAt;
  for (let given = linesOf(at, moving); given.length > 0; given = linesOf(at, moving)) {
    for (const [line, { rule, length }] of given.entries()) {
      let left = length;
      while (left > 0) {
        if (at === running[i]!.to) {
          const next = running[++i];
          if (!next) {
            for (const { length } of given.slice(line + 1)) left += length;
            return { moves, dueAt: null, left };
          }
          at = next.from;
        }
        const step = Math.min(left, running[i]!.to - at);
        moves.push({ from: at, to: at + step, rule });
        at += step;
        left -= step;
      }
    }
  }
  return { moves, dueAt: at, left: 0 };
}

function linesOf(at: Instant, { workingTime, toWorkingDay, notBefore }: Moving) {
  const workday = toWorkingDay ? onWorkingDay(workingTime, at) : at;
  const lines: { rule: MoveRule; length: Milliseconds }[] = [
    { rule: 'next_working_day', length: workday - at },
    { rule: 'not_before_reaction', length: (notBefore ?? workday) - workday },
  ];
  return lines.filter(({ length }) => length > 0);
}

/** The same time on the wall, on the next working day; on a working day, unchanged. */
function onWorkingDay(workingTime: WorkingTime, at: Instant): Instant {
  const date = localDateOf(workingTime, at);
  if (isWorkingDay(workingTime, date)) return at;
  const zone = zoneOf(workingTime.spec.timeZone);
  const timeOfDay = at + zone.offsetAt(at) - dayNumberOf(date) * DAY;
  return zone.instantOf(dayNumberOf(nextWorkingDay(workingTime, date)) * DAY + timeOfDay);
}
