/**
 * Years of a production calendar from a file: JSON in the form that the product's own data has, or iCalendar. What is read
 * is checked whole; a file that says two things about one day is refused with the day.
 */
import ICAL from 'ical.js';
import { z } from 'zod';
import type { CalendarFault } from '../shared/refusal.ts';
import { dateOf, dayNumberOf } from './domain/working-time/local-date.ts';
import {
  type ImportedYear,
  isWeekend,
  problemsOfYear,
  workingDaysOf,
} from './domain/working-time/imported-year.ts';

export type ReadCalendar = { years: readonly ImportedYear[] } | { why: CalendarFault; detail: string };

const FIRST_YEAR = 2000;
const LAST_YEAR = 2200;

/** `asked`: the year that days which come again every year are read for. */
export function readCalendarFile(
  text: string,
  { name, asked }: { name: string; asked: number },
): ReadCalendar {
  const read = /^\uFEFF?\s*BEGIN:VCALENDAR/.test(text)
    ? fromIcalendar(text, name, asked)
    : fromJson(text, name);
  if ('why' in read) return read;
  if (read.years.length === 0) return { why: 'no_year', detail: '' };
  for (const year of read.years) {
    const [problem] = problemsOfYear(year);
    if (problem) return { why: 'day_wrong', detail: problem.date };
  }
  return read;
}

const dates = z.array(z.string()).max(400);
const FILE = z.object({
  years: z.record(
    z.string().regex(/^\d{4}$/),
    z.object({
      holidays: dates,
      workingWeekends: dates.default([]),
      shortened: dates.default([]),
      transfers: z.array(z.tuple([z.string(), z.string()])).optional(),
      decree: z.string().optional(),
      official: z.boolean().optional(),
      source: z.string().optional(),
      sources: z.array(z.string()).optional(),
      workingDays: z.int().optional(),
    }),
  ),
});

function fromJson(text: string, name: string): ReadCalendar {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (cause) {
    return { why: 'not_a_calendar', detail: cause instanceof Error ? cause.message : '' };
  }
  const file = FILE.safeParse(given);
  if (!file.success) {
    const [issue] = file.error.issues;
    return { why: 'not_a_calendar', detail: issue ? `${issue.path.join('.')}: ${issue.message}` : '' };
  }
  const years: ImportedYear[] = [];
  for (const [written, each] of Object.entries(file.data.years)) {
    const year: ImportedYear = {
      year: Number(written),
      official: each.official ?? Boolean(each.decree),
      source: (each.decree ?? each.source ?? each.sources?.[0] ?? name).slice(0, 500),
      holidays: each.holidays.toSorted(),
      workingWeekends: each.workingWeekends.toSorted(),
      shortened: each.shortened.toSorted(),
      ...(each.transfers && { transfers: each.transfers.filter((pair) => pair.every(isDate)) }),
    };
    if (each.workingDays !== undefined && problemsOfYear(year).length === 0) {
      const counted = workingDaysOf(year);
      if (counted !== each.workingDays) {
        return { why: 'count_wrong', detail: `${written}: ${each.workingDays} ≠ ${counted}` };
      }
    }
    years.push(year);
  }
  return { years: years.toSorted((a, b) => a.year - b.year) };
}

/** What a day of iCalendar is called, in the words that such files use. */
const SHORTENED = /сокращ|предпразднич|короткий|укорочен|short/iu;
const NOT_WORKING = /нерабоч|выходн|non-?working|day off|holiday|праздничн/iu;
const WORKING = /рабоч|working/iu;

type Day = { date: string; is: 'off' | 'working' | 'shortened' };

function fromIcalendar(text: string, name: string, asked: number): ReadCalendar {
  let days: Day[];
  try {
    const calendar = new ICAL.Component(
      ICAL.parse(text.replace(/^\uFEFF/, '')) as [string, unknown[], unknown[]],
    );
    days = calendar
      .getAllSubcomponents('vevent')
      .flatMap((event) => daysOfEvent(new ICAL.Event(event), asked));
  } catch (cause) {
    return { why: 'not_a_calendar', detail: cause instanceof Error ? cause.message : '' };
  }
  const byYear = Map.groupBy(days, ({ date }) => Number(date.slice(0, 4)));
  const years = [...byYear].map(([year, own]): ImportedYear => {
    const named = (is: Day['is'], weekend: boolean) =>
      [
        ...new Set(
          own.filter((day) => day.is === is && isWeekend(day.date) === weekend).map(({ date }) => date),
        ),
      ].toSorted();
    const shortened = [...named('shortened', false), ...named('shortened', true)].toSorted();
    const working = [...named('working', true), ...named('shortened', true)];
    return {
      year,
      official: false,
      source: name.slice(0, 500) || 'iCalendar',
      holidays: named('off', false),
      workingWeekends: [...new Set(working)].toSorted(),
      shortened,
    };
  });
  return { years: years.toSorted((a, b) => a.year - b.year) };
}

/** Nobody's calendar has an event that lasts longer. */
const LONGEST_DAYS = 366;

function daysOfEvent(event: ICAL.Event, asked: number): Day[] {
  const said = `${event.summary ?? ''} ${String(event.component.getFirstPropertyValue('categories') ?? '')}`;
  const is = SHORTENED.test(said)
    ? 'shortened'
    : WORKING.test(said) && !NOT_WORKING.test(said)
      ? 'working'
      : 'off';
  const length = lengthOf(event);
  return startsOf(event, asked).flatMap((start) => {
    const first = dayNumberOf(start);
    return Array.from({ length }, (_, i): Day => ({ date: dateOf(first + i), is }));
  });
}

function lengthOf(event: ICAL.Event): number {
  if (!event.startDate.isDate || !event.endDate) return 1;
  const days = dayNumberOf(dayOf(event.endDate)) - dayNumberOf(dayOf(event.startDate));
  return Math.min(Math.max(days, 1), LONGEST_DAYS);
}

function startsOf(event: ICAL.Event, asked: number): string[] {
  if (!event.isRecurring()) return inReach(event.startDate) ? [dayOf(event.startDate)] : [];
  const starts: string[] = [];
  const occurrences = event.iterator();
  for (let next = occurrences.next(), seen = 0; next && next.year <= asked && seen < 2000; seen++) {
    if (next.year === asked) starts.push(dayOf(next));
    next = occurrences.next();
  }
  return starts;
}

const inReach = ({ year }: ICAL.Time) => year >= FIRST_YEAR && year <= LAST_YEAR;

const dayOf = ({ year, month, day }: ICAL.Time): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const isDate = (date: string): boolean => isWeekend(date) !== null;
