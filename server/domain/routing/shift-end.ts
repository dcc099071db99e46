import type { Instant } from '../../../shared/instant.ts';
import type { WorkingTime } from '../working-time/compile.ts';
import { addWorkingDays, localDateOf, openHours } from '../working-time/working-time.ts';

/** When the shift ends that a ticket given out at `at` falls into: a break at midday ends none. */
export function shiftEnd(workingTime: WorkingTime, at: Instant): Instant {
  const closing = openHours(workingTime, localDateOf(workingTime, at)).at(-1)?.to;
  return closing !== undefined && at < closing ? closing : addWorkingDays(workingTime, at, 1);
}
