/** A year of the production calendar that came from a file, and what makes it a whole one. */
import type { LocalDate } from '../../../shared/instant.ts';
import type { CalendarSpec, HolidayName } from './calendar.ts';
import { dayNumberOf, weekdayOf } from './local-date.ts';
import { FIXED_HOLIDAYS } from './production-years.ts';

export type ImportedYear = {
  year: number;
  /** Published by decree; a forecast is not, and is marked wherever its due times show (R12). */
  official: boolean;
  /** The decree, or whose forecast it is. */
  source: string;
  /** Days off from Monday to Friday. */
  holidays: readonly LocalDate[];
  workingWeekends: readonly LocalDate[];
  /** Working days that the law makes an hour shorter. */
  shortened: readonly LocalDate[];
  /** Which day off went where, if the file says so. */
  transfers?: readonly (readonly [from: LocalDate, to: LocalDate])[] | undefined;
};

export type YearProblem = {
  list: 'holidays' | 'workingWeekends' | 'shortened';
  date: LocalDate;
  is: 'not_a_date' | 'of_another_year' | 'twice' | 'a_weekend' | 'no_weekend' | 'a_day_off';
};

const LISTS = ['holidays', 'workingWeekends', 'shortened'] as const;

/** Nothing a calendar is made of may say two things about one day. */
export function problemsOfYear(given: ImportedYear): YearProblem[] {
  return LISTS.flatMap((list) =>
    given[list].flatMap((date, i): YearProblem[] => {
      const is = problemOf(given, list, { date, isFirst: given[list].indexOf(date) === i });
      return is ? [{ list, date, is }] : [];
    }),
  );
}

function problemOf(
  given: ImportedYear,
  list: YearProblem['list'],
  { date, isFirst }: { date: LocalDate; isFirst: boolean },
): YearProblem['is'] | null {
  const weekend = isWeekend(date);
  if (weekend === null) return 'not_a_date';
  if (Number(date.slice(0, 4)) !== given.year) return 'of_another_year';
  if (!isFirst) return 'twice';
  if (list === 'holidays') return weekend ? 'a_weekend' : null;
  if (list === 'workingWeekends') return weekend ? null : 'no_weekend';
  const isOff = weekend ? !given.workingWeekends.includes(date) : given.holidays.includes(date);
  return isOff ? 'a_day_off' : null;
}

export function isWeekend(date: LocalDate): boolean | null {
  try {
    return weekdayOf(dayNumberOf(date)) >= 6;
  } catch {
    return null;
  }
}

type Holiday = readonly [LocalDate, CalendarSpec['holidays'][LocalDate]];

/** Public holidays keep their names, also on a weekend; every other day off of the file was moved there. */
export function holidaysOfImported({
  year,
  holidays,
  workingWeekends,
  transfers = [],
}: ImportedYear): Holiday[] {
  const fixed = new Map(FIXED_HOLIDAYS.map(({ monthDay, name }) => [`${year}-${monthDay}`, name]));
  const named = [...fixed].flatMap(([date, name]): Holiday[] => {
    const stands = isWeekend(date) ? !workingWeekends.includes(date) : holidays.includes(date);
    return stands ? [[date, { name, kind: 'holiday' }]] : [];
  });
  const moved = holidays
    .filter((date) => !fixed.has(date))
    .map((date): Holiday => {
      const from = transfers.find(([, to]) => to === date)?.[0];
      return [date, { name: from === undefined ? BY_CALENDAR : movedFrom(from), kind: 'transferred' }];
    });
  return [...named, ...moved];
}

const BY_CALENDAR: HolidayName = {
  ru: 'выходной по производственному календарю',
  en: 'day off by the production calendar',
};

export function movedFrom(date: LocalDate): HolidayName {
  const written = (language: string) =>
    new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
      Date.parse(date),
    );
  return { ru: `выходной перенесён с ${written('ru')}`, en: `day off moved from ${written('en-GB')}` };
}

/** Of the five-day week: what a file says of itself can be held against it. */
export function workingDaysOf({ year, holidays, workingWeekends }: ImportedYear): number {
  let days = workingWeekends.length - holidays.length;
  for (let day = dayNumberOf(`${year}-01-01`); day <= dayNumberOf(`${year}-12-31`); day++) {
    if (weekdayOf(day) < 6) days += 1;
  }
  return days;
}
