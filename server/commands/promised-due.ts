import type { Instant, LocalDate } from '../../shared/instant.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { WorkingTime } from '../domain/working-time/compile.ts';
import { atLocalTime, openHours } from '../domain/working-time/working-time.ts';

/** R4: closing time of that day unless an hour is given. A day off has no closing time, so there an hour is needed. */
export function promisedDue(
  workingTime: WorkingTime,
  date: LocalDate,
  time: string | undefined,
): { dueAt: Instant } | { refusal: Refusal } {
  if (time !== undefined) return { dueAt: atLocalTime(workingTime, date, time) };
  const closing = openHours(workingTime, date).at(-1)?.to;
  return closing === undefined
    ? { refusal: { code: 'field_wrong', field: 'time', problem: 'missing' } }
    : { dueAt: closing };
}
