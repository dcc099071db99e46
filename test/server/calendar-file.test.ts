import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCalendarFile, type ReadCalendar } from '../../server/calendar-file.ts';
import { compareYear } from '../../server/domain/change/compare-year.ts';
import { REGULATION, type Regulation } from '../../server/domain/regulation.ts';
import { compileRules } from '../../server/domain/rules.ts';
import { ledgerOf } from '../../server/domain/sla/explain.ts';
import { calendarYear } from '../../server/domain/working-time/calendar-year.ts';
import type { ImportedYear } from '../../server/domain/working-time/imported-year.ts';
import { checkRegulation } from '../../server/regulation-file.ts';
import { aCycle, moscow } from './domain/sla/a-cycle.ts';

const PUBLISHED = readFileSync(new URL('../data/production-calendar-ru.json', import.meta.url), 'utf8');

const yearsOf = (read: ReadCalendar): readonly ImportedYear[] => {
  if ('why' in read) throw new Error(`${read.why} ${read.detail}`);
  return read.years;
};
const read = (text: string, asked = 2028) => readCalendarFile(text, { name: 'file', asked });
const json = (years: unknown) => read(JSON.stringify({ years }));

const withYears = (...productionYears: ImportedYear[]): Regulation => ({
  ...REGULATION,
  version: '2.1',
  productionYears,
});

const ics = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//', ...events, 'END:VCALENDAR'].join('\r\n');
const event = (summary: string, ...lines: string[]) =>
  ['BEGIN:VEVENT', `UID:${summary}${lines[0]}`, `SUMMARY:${summary}`, ...lines, 'END:VEVENT'].join('\r\n');

describe('the form of the product’s own data', () => {
  test('gives the very years that ship: imported over them, no day and no name of a holiday differs', () => {
    const years = yearsOf(read(PUBLISHED));
    expect(years.map(({ year, official }) => [year, official])).toEqual([
      [2024, true],
      [2025, true],
      [2026, true],
      [2027, true],
    ]);
    const shipped = compileRules(REGULATION).workingTime;
    const imported = compileRules(withYears(...years)).workingTime;
    for (const { year } of years) {
      expect(compareYear(shipped, imported, year).days).toEqual([]);
      const days = calendarYear(shipped, year).map(({ date, working, why }) => ({ date, working, why }));
      expect(calendarYear(imported, year)).toMatchObject(days);
    }
  });

  test.each([
    ['a day of another year', { 2028: { holidays: ['2027-01-04'] } }, 'day_wrong', '2027-01-04'],
    ['a day off on a Saturday', { 2028: { holidays: ['2028-01-01'] } }, 'day_wrong', '2028-01-01'],
    [
      'a working weekend on a Monday',
      { 2028: { holidays: [], workingWeekends: ['2028-01-03'] } },
      'day_wrong',
      '2028-01-03',
    ],
    ['30 February', { 2028: { holidays: ['2028-02-30'] } }, 'day_wrong', '2028-02-30'],
    [
      'a shorter day that is off',
      { 2028: { holidays: ['2028-01-03'], shortened: ['2028-01-03'] } },
      'day_wrong',
      '2028-01-03',
    ],
    [
      'a count that is wrong',
      { 2028: { holidays: ['2028-01-03'], workingDays: 247 } },
      'count_wrong',
      '2028: 247 ≠ 259',
    ],
    ['no year', {}, 'no_year', ''],
  ])('refuses %s', (_, years, why, detail) => {
    expect(json(years)).toEqual({ why, detail });
  });

  test('refuses what is no calendar, and says where', () => {
    expect(read('not json')).toMatchObject({ why: 'not_a_calendar' });
    expect(json({ 2028: { holidays: 'none' } })).toMatchObject({
      why: 'not_a_calendar',
      detail: expect.stringContaining('years.2028.holidays'),
    });
  });
});

describe('iCalendar', () => {
  test('days off, a working Saturday and a shorter day, by what they are called', () => {
    const [year] = yearsOf(
      read(
        ics(
          event('Новогодние каникулы', 'DTSTART;VALUE=DATE:20280101', 'DTEND;VALUE=DATE:20280109'),
          event('Выходной день', 'DTSTART;VALUE=DATE:20280224'),
          event('Рабочий день (перенос)', 'DTSTART;VALUE=DATE:20280219'),
          event('Сокращённый рабочий день', 'DTSTART;VALUE=DATE:20280222'),
          event('Нерабочий праздничный день', 'DTSTART;VALUE=DATE:20280308'),
        ),
      ),
    );
    expect(year).toEqual({
      year: 2028,
      official: false,
      source: 'file',
      holidays: [
        '2028-01-03',
        '2028-01-04',
        '2028-01-05',
        '2028-01-06',
        '2028-01-07',
        '2028-02-24',
        '2028-03-08',
      ],
      workingWeekends: ['2028-02-19'],
      shortened: ['2028-02-22'],
    });
  });

  test('a day that comes again every year is read for the year that was asked for', () => {
    const yearly = event('День России', 'DTSTART;VALUE=DATE:20100612', 'RRULE:FREQ=YEARLY');
    expect(yearsOf(read(ics(yearly), 2028))).toMatchObject([{ year: 2028, holidays: ['2028-06-12'] }]);
  });

  test('a rule without an end is not followed for ever', () => {
    const daily = event('Выходной', 'DTSTART;VALUE=DATE:20000101', 'RRULE:FREQ=DAILY');
    expect(read(ics(daily), 2200)).toEqual({ why: 'no_year', detail: '' });
  });

  test('a broken file is refused', () => {
    expect(read('BEGIN:VCALENDAR\nBEGIN:VEVENT')).toMatchObject({ why: 'not_a_calendar' });
  });
});

describe('a year that is not published yet', () => {
  const forecast: ImportedYear = {
    year: 2028,
    official: false,
    source: 'a forecast',
    holidays: ['2028-01-10'],
    workingWeekends: [],
    shortened: [],
  };

  test('is a part of the regulation, and the check takes it', () => {
    expect(checkRegulation(withYears(forecast))).toEqual({ regulation: withYears(forecast) });
    expect(checkRegulation(withYears(forecast, forecast))).toEqual({
      problems: [{ field: 'productionYears[1].year', says: '2028 stands in productionYears[0] already' }],
    });
    expect(checkRegulation(withYears({ ...forecast, holidays: ['2028-01-09'] }))).toMatchObject({
      problems: [{ field: 'productionYears[0].holidays[0]' }],
    });
  });

  test('counts, and its due times are marked until the year is published', () => {
    const cycle = aCycle({ sent: '2028-01-07 18:30' });
    const at = moscow('2028-01-07 18:31');
    const under = (...years: ImportedYear[]) =>
      ledgerOf(cycle, 'reaction', compileRules(withYears(...years)), at);
    // The 10th is a Monday: off by the forecast.
    expect(under(forecast)).toMatchObject({ dueAt: moscow('2028-01-11 10:30'), unofficialYear: 2028 });
    expect(under({ ...forecast, official: true })).toMatchObject({ unofficialYear: null });
  });
});

test('a comparison tells each day that changes, and how many working days there are', () => {
  const before = compileRules(REGULATION).workingTime;
  const after = compileRules(
    withYears({
      year: 2027,
      official: true,
      source: 'an amendment',
      holidays: ['2027-01-01', '2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07', '2027-01-08'],
      workingWeekends: [],
      shortened: ['2027-12-31'],
    }),
  ).workingTime;
  const { days, workingDays } = compareYear(before, after, 2027);
  expect(workingDays.was).toBe(247);
  expect(days).toContainEqual({ date: '2027-12-31', was: 'off', is: 'shortened', name: null });
  expect(days).toContainEqual({ date: '2027-02-20', was: 'shortened', is: 'off', name: null });
  expect(days).toContainEqual({ date: '2027-11-05', was: 'off', is: 'working', name: null });
});
