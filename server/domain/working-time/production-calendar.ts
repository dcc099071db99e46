/** The calendar of a desk in Russia: its own days over the production calendar (R12). */
import type { LocalDate } from '../../../shared/instant.ts';
import type { CalendarSpec, HolidayName } from './calendar.ts';
import { FIXED_HOLIDAYS, PRODUCTION_YEARS } from './production-years.ts';
import type { ProductionYear } from './production-years.ts';

/** What the desk itself says about its days; the production calendar says the rest. */
export type DeskDays = Pick<
  CalendarSpec,
  'timeZone' | 'hours' | 'hoursByWeekday' | 'weekend' | 'exceptions'
> & {
  /** 0: the day before a holiday is a full day for the desk. */
  preHolidayShortenedMinutes: number;
};

/** The desk's calendar as R12 has it. */
export function russianCalendar({ preHolidayShortenedMinutes, ...desk }: DeskDays): CalendarSpec {
  return {
    ...desk,
    holidays: Object.fromEntries(PRODUCTION_YEARS.flatMap(holidaysOf)),
    workingWeekends: PRODUCTION_YEARS.flatMap(({ workingWeekends }) => workingWeekends),
    shortened: PRODUCTION_YEARS.flatMap(({ shortened }) => shortened),
    shortenedMinutes: preHolidayShortenedMinutes,
    officialYears: PRODUCTION_YEARS.map(({ year }) => year),
    fixedHolidays: FIXED_HOLIDAYS,
  };
}

/** What staff should know of a due time in that year; null when the year is settled. */
export function warningFor(year: number): 'not_official' | 'may_be_amended' | null {
  const known = PRODUCTION_YEARS.find((entry) => entry.year === year);
  if (!known) return 'not_official';
  return known.mayBeAmended ? 'may_be_amended' : null;
}

/** The decree that a year's calendar stands on, as published; null for a year without one. */
export function decreeOf(year: number): string | null {
  return PRODUCTION_YEARS.find((entry) => entry.year === year)?.decree ?? null;
}

type Holiday = readonly [LocalDate, CalendarSpec['holidays'][LocalDate]];

function holidaysOf({ year, movedByDecree, movedByLaw }: ProductionYear): Holiday[] {
  const fixed = FIXED_HOLIDAYS.map(({ monthDay, name }): Holiday => {
    return [`${year}-${monthDay}`, { name, kind: 'holiday' }];
  });
  const moved = [...movedByDecree, ...movedByLaw].map(([from, to]): Holiday => {
    return [to, { name: movedFrom(from), kind: 'transferred' }];
  });
  return [...fixed, ...moved];
}

function movedFrom(date: LocalDate): HolidayName {
  const written = (language: string) =>
    new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
      Date.parse(date),
    );
  return { ru: `выходной перенесён с ${written('ru')}`, en: `day off moved from ${written('en-GB')}` };
}
