/** A manager says who works when: day by day, or a week or a month copied onto the next. */
import type { LocalDate } from '../../shared/instant.ts';
import type { PartOfDay, Shift } from '../../shared/roster.ts';
import { ROSTER_AHEAD_DAYS } from '../../shared/roster.ts';
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { copyForward, monthOf, nextPeriod, weekOf } from '../domain/roster/copy-forward.ts';
import { dateAfter } from '../domain/roster/shift-rule.ts';
import { isWorkingDay, localDateOf } from '../domain/working-time/working-time.ts';
import type { Refused } from './commit-decision.ts';
import { giveOutWaiting } from './give-out-waiting.ts';

/** `on`: whether they work that day; a part of it, or all of it. */
export type Cell = { staffId: string; date: LocalDate; on: boolean; part?: PartOfDay | undefined };

export async function setShifts(
  deps: Deps,
  { staffId: by }: StaffCaller,
  cells: readonly Cell[],
): Promise<{ days: number } | Refused> {
  const { store, newId } = deps;
  const { workingTime } = deps.ruleBook().current;
  const at = deps.now();
  const today = localDateOf(workingTime, at);
  const atWork = await staffAtWork(deps);
  for (const { staffId, date, on } of cells) {
    if (!atWork.has(staffId)) return { refusal: { code: 'not_found' } };
    // What was, was recorded when the day closed; and nobody plans for a day that does not work.
    const mayBe = date >= today && date <= dateAfter(today, ROSTER_AHEAD_DAYS);
    if (!mayBe || (on && !isWorkingDay(workingTime, date)))
      return { refusal: { code: 'field_wrong', field: 'date', problem: 'not_valid' } };
  }
  const set = cells.filter(({ on }) => on).map(shiftOf);
  const clear = cells.filter(({ on }) => !on).map(shiftOf);
  await store.roster.setShifts({ set, clear }, { id: newId(), at, by, act: 'shifts' });
  // Who has just come on shift is given what waits.
  if (set.some(({ date }) => date === today)) await giveOutWaiting(deps);
  return { days: cells.length };
}

const shiftOf = ({ staffId, date, part }: Cell): Shift => ({ staffId, date, part: part ?? null });

export type CopyRoster = { period: 'week' | 'month'; date: LocalDate };
export type CopiedDays = Record<'filled' | 'kept' | 'empty', readonly LocalDate[]>;

/** The week or month of `date` onto the one after it. */
export async function copyRoster(
  deps: Deps,
  { staffId: by }: StaffCaller,
  { period, date }: CopyRoster,
): Promise<CopiedDays | Refused> {
  const { store, newId } = deps;
  const { workingTime } = deps.ruleBook().current;
  const at = deps.now();
  const today = localDateOf(workingTime, at);
  const from = period === 'week' ? weekOf(date) : monthOf(date);
  const onto = nextPeriod(period, from);
  if (onto.until <= today || onto.from > dateAfter(today, ROSTER_AHEAD_DAYS))
    return { refusal: { code: 'field_wrong', field: 'date', problem: 'not_valid' } };
  // A week that ends a month begins the next: what is between the two belongs to neither of them.
  const { shifts } = await store.roster.between(from.from, onto.until);
  const staff = await staffAtWork(deps);
  const { shifts: set, ...days } = copyForward(shifts, { from, onto }, { wt: workingTime, staff, today });
  if (set.length > 0) {
    await store.roster.setShifts({ set, clear: [] }, { id: newId(), at, by, act: 'shifts' });
    if (days.filled.includes(today)) await giveOutWaiting(deps);
  }
  return days;
}

export async function staffAtWork({ store }: Pick<Deps, 'store'>): Promise<ReadonlySet<string>> {
  return new Set((await store.staff.all()).filter(({ disabled }) => !disabled).map(({ id }) => id));
}
