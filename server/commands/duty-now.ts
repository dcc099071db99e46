/** Who is on duty at an instant, by the roster; where none was ever entered, everybody who is not absent. */
import type { Instant } from '../../shared/instant.ts';
import type { AbsenceKind, Shift } from '../../shared/roster.ts';
import type { Deps } from '../deps.ts';
import { absenceOf, onDuty, plannedOn } from '../domain/roster/roster.ts';
import { dateAfter } from '../domain/roster/shift-rule.ts';
import type { StaffId } from '../domain/ticket/event.ts';
import { localDateOf } from '../domain/working-time/working-time.ts';

export type DutyNow = {
  byRoster: boolean;
  isOnDuty(id: StaffId): boolean;
  /** Their shift of the day, unless they are absent. */
  shiftOf(id: StaffId): Shift | null;
  absence(id: StaffId): AbsenceKind | null;
};

export async function dutyNow(
  { store, ruleBook }: Pick<Deps, 'store' | 'ruleBook'>,
  at: Instant,
): Promise<DutyNow> {
  const { workingTime } = ruleBook().current;
  const today = localDateOf(workingTime, at);
  const [roster, enteredAt] = await Promise.all([
    store.roster.between(today, dateAfter(today, 1)),
    store.roster.enteredAt(),
  ]);
  const byRoster = enteredAt !== null;
  const onShift = onDuty(roster, workingTime, at);
  const planned = new Map(plannedOn(roster, today).map((shift) => [shift.staffId, shift]));
  const absence = (id: StaffId) => absenceOf(roster.absences, id, today)?.kind ?? null;
  return {
    byRoster,
    isOnDuty: (id) => (byRoster ? onShift.has(id) : absence(id) === null),
    shiftOf: (id) => planned.get(id) ?? null,
    absence,
  };
}
