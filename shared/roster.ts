/** Words of the roster that the server and the browser spell alike. */
import type { LocalDate } from './instant.ts';

export const ABSENCE_KINDS = ['vacation', 'sick', 'other'] as const;
export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

/** Wall times of the desk's zone, half open: { from: '10:00', to: '14:00' }. */
export type PartOfDay = { from: string; to: string };

/** Somebody works on a day; null is all of its working hours. */
export type Shift = { staffId: string; date: LocalDate; part: PartOfDay | null };

/** Half open: `until` is the first day back. */
export type Absence = {
  id: string;
  staffId: string;
  from: LocalDate;
  until: LocalDate;
  kind: AbsenceKind;
};

/** What can be asked for at once: a month with the weeks it begins and ends in, and one more. */
export const ROSTER_REACH_DAYS = 62;
/** How far ahead a shift or an absence can be entered. */
export const ROSTER_AHEAD_DAYS = 800;
export const CELLS_AT_ONCE = 1000;
