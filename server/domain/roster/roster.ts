/** Who is on duty (§2): by shifts and absences, on the desk's calendar. Pure: the roster, the calendar and the instant. */
import type { Instant, LocalDate } from '../../../shared/instant.ts';
import type { Absence, Shift } from '../../../shared/roster.ts';
import type { StaffId } from '../ticket/event.ts';
import type { OpenSpan, WorkingTime } from '../working-time/compile.ts';
import { atLocalTime, localDateOf, openHours } from '../working-time/working-time.ts';

export type Roster = { shifts: readonly Shift[]; absences: readonly Absence[] };

/** On shift at `at`, and not absent. Nobody is while the desk is closed. */
export function onDuty(roster: Roster, wt: WorkingTime, at: Instant): ReadonlySet<StaffId> {
  const date = localDateOf(wt, at);
  return new Set(
    plannedOn(roster, date)
      .filter((shift) => dutyHours(shift, wt).some(({ from, to }) => from <= at && at < to))
      .map(({ staffId }) => staffId),
  );
}

/** The day's shifts but for those of whoever is absent. */
export function plannedOn({ shifts, absences }: Roster, date: LocalDate): readonly Shift[] {
  return shifts.filter((shift) => shift.date === date && !absenceOf(absences, shift.staffId, date));
}

export function absenceOf(absences: readonly Absence[], staffId: StaffId, date: LocalDate): Absence | null {
  return absences.find((each) => each.staffId === staffId && isAbsentOn(each, date)) ?? null;
}

/** Local dates sort as they follow one another. */
export const isAbsentOn = ({ from, until }: Pick<Absence, 'from' | 'until'>, date: LocalDate): boolean =>
  from <= date && date < until;

/** When somebody works on the day of their shift: its part of the desk's open hours. */
export function dutyHours({ date, part }: Shift, wt: WorkingTime): readonly OpenSpan[] {
  const open = openHours(wt, date);
  if (part === null) return open;
  const from = atLocalTime(wt, date, part.from);
  const to = atLocalTime(wt, date, part.to);
  return open
    .map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
    .filter((span) => span.from < span.to);
}
