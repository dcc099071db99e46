/** A calendar as it is written down: what `compileWorkingTime` reads. */
import type { LocalDate } from '../../../shared/instant.ts';

/** Wall times, half open, up to '24:00', which is the next midnight: [['10:00', '13:00'], ['14:00', '19:00']]. */
export type DayHours = readonly (readonly [from: string, to: string])[];

/** ISO: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type HolidayName = { ru: string; en: string };

export type CalendarSpec = {
  /** IANA: 'Europe/Moscow'. */
  timeZone: string;
  hours: DayHours;
  /** Other hours on a weekday. A working weekend has `hours`, whatever stands here. */
  hoursByWeekday?: Partial<Record<Weekday, DayHours>>;
  /** ISO weekdays. */
  weekend: readonly number[];
  /** `transferred`: a working day that gave its work to another, or took a weekend's rest. */
  holidays: Readonly<Record<LocalDate, { name: HolidayName; kind: 'holiday' | 'transferred' }>>;
  /** Win over the weekend and over `holidays`. */
  workingWeekends: readonly LocalDate[];
  /** Working days whose last closing is `shortenedMinutes` earlier. */
  shortened: readonly LocalDate[];
  shortenedMinutes: number;
  /** The licensor's own days, winning over all of the above; of two for one date the later. No hours: closed. */
  exceptions: readonly { date: LocalDate; hours: DayHours; name: HolidayName }[];
  /** Years for which `holidays` is complete. In all others `fixedHolidays` stand in. */
  officialYears: readonly number[];
  /** Years whose `holidays` are complete and not published yet: a forecast. */
  unofficialYears?: readonly number[];
  /** The holidays that the law puts on the same date every year. */
  fixedHolidays: readonly { monthDay: string; name: HolidayName }[];
};

/** Why time on the calendar is not working time. `outside_hours`: night or break of a day that does work. */
export type ClosedReason =
  | { code: 'outside_hours' }
  | { code: 'weekend' }
  | { code: 'holiday' | 'transferred' | 'exception'; name: HolidayName };
