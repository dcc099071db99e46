/** The calendar of a desk in Russia: its own days over the production calendar (R12). */
import type { LocalDate } from '../../../shared/instant.ts';
import type { CalendarSpec } from './calendar.ts';
import { holidaysOfImported, movedFrom } from './imported-year.ts';
import type { ImportedYear } from './imported-year.ts';
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

/** The desk's calendar as R12 has it. A year that was imported stands before the one that ships. */
export function russianCalendar(
  { preHolidayShortenedMinutes, ...desk }: DeskDays,
  imported: readonly ImportedYear[] = [],
): CalendarSpec {
  const shipped = PRODUCTION_YEARS.filter(({ year }) => !imported.some((each) => each.year === year));
  const years = [...shipped, ...imported];
  const unofficialYears = imported.flatMap(({ year, official }) => (official ? [] : [year]));
  return {
    ...desk,
    holidays: Object.fromEntries([...shipped.flatMap(holidaysOf), ...imported.flatMap(holidaysOfImported)]),
    workingWeekends: years.flatMap(({ workingWeekends }) => workingWeekends),
    shortened: years.flatMap(({ shortened }) => shortened),
    shortenedMinutes: preHolidayShortenedMinutes,
    officialYears: years
      .map(({ year }) => year)
      .filter((year) => !unofficialYears.includes(year))
      .toSorted((a, b) => a - b),
    ...(unofficialYears.length > 0 && { unofficialYears }),
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
