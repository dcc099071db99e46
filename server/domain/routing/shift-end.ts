import type { Instant } from '../../../shared/instant.ts';
import type { Shift } from '../../../shared/roster.ts';
import { dutyHours } from '../roster/roster.ts';
import type { WorkingTime } from '../working-time/compile.ts';
import { addWorkingDays, localDateOf, openHours } from '../working-time/working-time.ts';

/**
 * When the shift ends that a ticket given out at `at` falls into: a break at midday ends none. Whoever works a part of that
 * day by the roster, and has not left yet, has an end of their own.
 */
export function shiftEnd(workingTime: WorkingTime, at: Instant, own?: Shift): Instant {
  const ownEnd = own ? dutyHours(own, workingTime).at(-1)?.to : undefined;
  if (ownEnd !== undefined && at < ownEnd) return ownEnd;
  const closing = openHours(workingTime, localDateOf(workingTime, at)).at(-1)?.to;
  return closing !== undefined && at < closing ? closing : addWorkingDays(workingTime, at, 1);
}
