import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { calendarYear, isOfficialYear } from '../../../../server/domain/working-time/calendar-year.ts';
import { decreeOf, warningFor } from '../../../../server/domain/working-time/production-calendar.ts';
import { PRODUCTION_YEARS } from '../../../../server/domain/working-time/production-years.ts';
import { isWorkingDay, openHours } from '../../../../server/domain/working-time/working-time.ts';
import { HOUR } from '../../../../shared/duration.ts';
import { moscowDesk } from './calendars.ts';

type SourceYear = {
  holidays: string[];
  workingWeekends: string[];
  shortened: string[];
  publicHolidays: string[];
  transfers: [string, string][];
  workingDays: number;
};

const source: Record<string, SourceYear> = JSON.parse(
  readFileSync(new URL('../../../data/production-calendar-ru.json', import.meta.url), 'utf8'),
).years;

const desk = moscowDesk();
const isWeekend = (date: string) => [0, 6].includes(new Date(date).getUTCDay());

describe.each(Object.entries(source))('the production calendar of %s', (written, published) => {
  const year = Number(written);
  const days = calendarYear(desk, year);

  test('has the published days off, working weekends and number of working days', () => {
    const off = days.filter(({ date, working }) => !working && !isWeekend(date));
    expect(off.map(({ date }) => date)).toEqual(published.holidays);
    expect(days.filter(({ why }) => why === 'working_weekend').map(({ date }) => date)).toEqual(
      published.workingWeekends,
    );
    expect(days.filter(({ working }) => working)).toHaveLength(published.workingDays);
  });

  test('calls each public holiday by its name, also on a weekend, and each other day off moved', () => {
    const holidays = days.filter(({ why }) => why === 'holiday');
    expect(holidays.map(({ date }) => date)).toEqual(published.publicHolidays);
    const moved = days.filter(({ why }) => why === 'transferred');
    const rest = published.holidays.filter((date) => !published.publicHolidays.includes(date));
    expect(moved.map(({ date }) => date)).toEqual(rest);
    for (const { name } of [...holidays, ...moved])
      expect(name).toEqual({ ru: expect.any(String), en: expect.any(String) });
  });

  test('moves days off as the decree does', () => {
    const entry = PRODUCTION_YEARS.find((known) => known.year === year);
    expect(entry?.movedByDecree).toEqual(published.transfers);
    expect(entry?.workingDays).toBe(published.workingDays);
  });

  test('has a day off moved by law for every holiday on a weekend that the decree leaves alone', () => {
    const entry = PRODUCTION_YEARS.find((known) => known.year === year);
    const byDecree = published.transfers.map(([from]) => from);
    // Of the New Year holidays only the decree moves days (art. 112).
    const left = published.publicHolidays.filter(
      (date) => isWeekend(date) && !byDecree.includes(date) && !date.includes('-01-0'),
    );
    expect(entry?.movedByLaw.map(([from]) => from)).toEqual(left);
  });

  test('is shortened where it was published so, for a desk that wants it', () => {
    const short = moscowDesk({ preHolidayShortenedMinutes: 60 });
    const hours = (date: string) => openHours(short, date).map(({ from, to }) => (to - from) / HOUR);
    const shortDays = days.filter(({ date, working }) => working && hours(date)[0] === 8);
    expect(shortDays.map(({ date }) => date)).toEqual(published.shortened);
  });
});

test('names holidays in both languages', () => {
  const on = (date: string) => calendarYear(desk, Number(date.slice(0, 4))).find((day) => day.date === date);
  expect(on('2026-05-09')).toEqual({
    date: '2026-05-09',
    working: false,
    hours: [],
    why: 'holiday',
    name: { ru: 'День Победы', en: 'Victory Day' },
  });
  expect(on('2026-05-11')?.name).toEqual({
    ru: 'выходной перенесён с 9 мая',
    en: 'day off moved from 9 May',
  });
  expect(on('2027-02-20')).toMatchObject({
    working: true,
    hours: [['10:00', '19:00']],
    why: 'working_weekend',
  });
});

test('a year without a decree has the fixed holidays and weekends, and says that it is not official', () => {
  expect(calendarYear(desk, 2028).filter(({ why }) => why === 'holiday')).toHaveLength(14);
  expect(calendarYear(desk, 2028).filter(({ why }) => why === 'transferred')).toEqual([]);
  expect(isWorkingDay(desk, '2028-05-09')).toBe(false);
  expect(isWorkingDay(desk, '2023-05-08')).toBe(true);
  expect([2023, 2026, 2027, 2028].map((year) => isOfficialYear(desk, year))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect([2023, 2026, 2027, 2028].map(warningFor)).toEqual([
    'not_official',
    null,
    'may_be_amended',
    'not_official',
  ]);
  expect(decreeOf(2027)).toContain('17.09.2026');
  expect(decreeOf(2028)).toBeNull();
});
