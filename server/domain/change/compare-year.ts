/** A year under two calendars, day by day: what it was for the desk and what it would be. */
import type { LocalDate } from '../../../shared/instant.ts';
import type { HolidayName } from '../working-time/calendar.ts';
import type { WorkingTime } from '../working-time/compile.ts';
import { dateOf, dayNumberOf } from '../working-time/local-date.ts';

export type DayIs = 'working' | 'shortened' | 'off';
export type DayDifference = { date: LocalDate; was: DayIs; is: DayIs; name: HolidayName | null };
export type ComparedYear = {
  days: readonly DayDifference[];
  workingDays: { was: number; is: number };
};

export function compareYear(was: WorkingTime, is: WorkingTime, year: number): ComparedYear {
  const days: DayDifference[] = [];
  const workingDays = { was: 0, is: 0 };
  for (let day = dayNumberOf(`${year}-01-01`); day <= dayNumberOf(`${year}-12-31`); day++) {
    const date = dateOf(day);
    const [before, after] = [dayIs(was, date), dayIs(is, date)];
    if (before !== 'off') workingDays.was += 1;
    if (after !== 'off') workingDays.is += 1;
    if (before !== after) days.push({ date, was: before, is: after, name: is.day(day).name });
  }
  return { days, workingDays };
}

function dayIs(workingTime: WorkingTime, date: LocalDate): DayIs {
  if (workingTime.day(dayNumberOf(date)).hours.length === 0) return 'off';
  return workingTime.spec.shortened.includes(date) ? 'shortened' : 'working';
}
