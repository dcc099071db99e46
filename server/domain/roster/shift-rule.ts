/**
 * "A shift has at least 3 people, a technical specialist among them" (§2), checked for a day: the fewest that are on duty
 * at any moment of its open hours.
 */
import type { Instant, LocalDate } from '../../../shared/instant.ts';
import type { Regulation } from '../regulation.ts';
import type { StaffId } from '../ticket/event.ts';
import { dateOf, dayNumberOf } from '../working-time/local-date.ts';
import type { WorkingTime } from '../working-time/compile.ts';
import { isWorkingDay, openHours } from '../working-time/working-time.ts';
import { dutyHours, plannedOn } from './roster.ts';
import type { Roster } from './roster.ts';

/** How far ahead the rule is checked. */
export const LOOK_AHEAD_DAYS = 14;

export type ShiftCheck = {
  date: LocalDate;
  required: number;
  technicalRequired: number;
  /** The fewest at any moment of the day. */
  planned: number;
  technicalPlanned: number;
  /** The first stretch that falls short, where the whole day does not; half open. */
  between: { from: Instant; to: Instant } | null;
};

export type OnRoster = { id: StaffId; technicalSpecialist: boolean };

export const isShort = (check: Omit<ShiftCheck, 'date' | 'between'>): boolean =>
  check.planned < check.required || check.technicalPlanned < check.technicalRequired;

/** `staff`: who may be on duty at all. Null on a day that does not work: no shift is wanted. */
export function checkShift(
  roster: Roster,
  staff: readonly OnRoster[],
  date: LocalDate,
  { shift: rule, wt }: { shift: Regulation['shift']; wt: WorkingTime },
): ShiftCheck | null {
  const open = openHours(wt, date);
  if (open.length === 0) return null;
  const technical = new Map(staff.map(({ id, technicalSpecialist }) => [id, technicalSpecialist]));
  const duties = plannedOn(roster, date)
    .filter(({ staffId }) => technical.has(staffId))
    .map((shift) => ({ technical: technical.get(shift.staffId) === true, hours: dutyHours(shift, wt) }));

  // Between two of these nobody comes or goes.
  const turns = [...open, ...duties.flatMap(({ hours }) => hours)].flatMap(({ from, to }) => [from, to]);
  const edges = [...new Set(turns)].toSorted((a, b) => a - b);
  const needs = { required: rule.minimum, technicalRequired: rule.technicalSpecialists };
  const stretches = edges.slice(0, -1).flatMap((from, i) => {
    const to = edges[i + 1] ?? from;
    if (!open.some((span) => span.from <= from && from < span.to)) return [];
    const here = duties.filter(({ hours }) => hours.some((span) => span.from <= from && from < span.to));
    const planned = here.length;
    const technicalPlanned = here.filter((each) => each.technical).length;
    return [{ from, to, planned, technicalPlanned, short: isShort({ ...needs, planned, technicalPlanned }) }];
  });
  return {
    date,
    ...needs,
    planned: Math.min(...stretches.map(({ planned }) => planned)),
    technicalPlanned: Math.min(...stretches.map(({ technicalPlanned }) => technicalPlanned)),
    between: firstShort(stretches),
  };
}

function firstShort(
  stretches: readonly { from: Instant; to: Instant; short: boolean }[],
): ShiftCheck['between'] {
  if (stretches.every(({ short }) => short)) return null;
  const first = stretches.findIndex(({ short }) => short);
  if (first === -1) return null;
  const after = stretches.findIndex(({ short }, i) => i > first && !short);
  const last = stretches[after === -1 ? stretches.length - 1 : after - 1];
  return { from: stretches[first]?.from ?? 0, to: last?.to ?? 0 };
}

/** Working days of [first, first + days). */
export function workingDaysFrom(wt: WorkingTime, first: LocalDate, days: number): LocalDate[] {
  return datesFrom(first, days).filter((date) => isWorkingDay(wt, date));
}

export function datesFrom(first: LocalDate, days: number): LocalDate[] {
  const day = dayNumberOf(first);
  return Array.from({ length: Math.max(0, days) }, (_, i) => dateOf(day + i));
}

export const dateAfter = (date: LocalDate, days: number): LocalDate => dateOf(dayNumberOf(date) + days);

export const daysBetween = (from: LocalDate, until: LocalDate): number =>
  dayNumberOf(until) - dayNumberOf(from);
