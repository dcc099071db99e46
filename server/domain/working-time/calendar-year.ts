/** A year day by day, for the picture of the calendar. */
import type { LocalDate } from '../../../shared/instant.ts';
import type { ClosedReason, DayHours, HolidayName } from './calendar.ts';
import type { WorkingTime } from './compile.ts';
import { dayHours } from './day-table.ts';
import { dateOf, dayNumberOf, yearOf } from './local-date.ts';
import type { DayNumber } from './local-date.ts';

export type CalendarDay = {
  date: LocalDate;
  working: boolean;
  hours: DayHours;
  /** What makes it other than a usual working day. */
  why: Exclude<ClosedReason['code'], 'outside_hours'> | 'working_weekend' | null;
  name: HolidayName | null;
};

export function calendarYear(wt: WorkingTime, year: number): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let number = dayNumberOf(`${year}-01-01`); yearOf(number) === year; number++) {
    days.push(calendarDay(wt, number));
  }
  return days;
}

export function calendarDay(wt: WorkingTime, number: DayNumber): CalendarDay {
  const day = wt.day(number);
  const { code } = day.closed;
  return {
    date: dateOf(number),
    working: day.hours.length > 0,
    hours: dayHours(day),
    why: code === 'outside_hours' ? day.openBy : code,
    name: day.name,
  };
}

/** Whether the calendar of that year is the published one, or only weekends and fixed holidays. */
export function isOfficialYear(wt: WorkingTime, year: number): boolean {
  return wt.spec.officialYears.includes(year);
}
