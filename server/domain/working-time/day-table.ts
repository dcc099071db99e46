/** What each day is: its hours, or why it has none. Knows dates and wall times, no zone. */
import type { CalendarSpec, ClosedReason, DayHours, HolidayName, Weekday } from './calendar.ts';
import { dayNumberOf, minuteOfDay, monthDayOf, timeOfDay, weekdayOf, yearOf } from './local-date.ts';
import type { DayNumber } from './local-date.ts';

/** Minutes of the wall clock, half open. */
export type MinuteSpan = { from: number; to: number };

export type Day = {
  /** In time order. Empty on a day that does not work. */
  hours: readonly MinuteSpan[];
  /** Why nothing is open; on a working day, outside its hours. */
  closed: ClosedReason;
  /** What makes it a working day, when that is not its weekday alone. */
  openBy: 'working_weekend' | 'exception' | null;
  name: HolidayName | null;
};

export type DayTable = (day: DayNumber) => Day;

const WEEKEND: Day = { hours: [], closed: { code: 'weekend' }, openBy: null, name: null };

export function dayTable(spec: CalendarSpec): DayTable {
  const byWeekday = weekdayTable(spec);
  const listed = listedDays(spec, byWeekday);
  const whole = new Set([...spec.officialYears, ...(spec.unofficialYears ?? [])]);
  const fixed = new Map(
    spec.fixedHolidays.map(({ monthDay, name }) => [monthDay, closedDay('holiday', name)]),
  );
  return (day) => {
    const own = listed.get(day);
    if (own) return own;
    const holiday = fixed.size > 0 && !whole.has(yearOf(day)) ? fixed.get(monthDayOf(day)) : undefined;
    return holiday ?? byWeekday[weekdayOf(day)];
  };
}

export function dayHours(day: Day): DayHours {
  return day.hours.map(({ from, to }) => [timeOfDay(from), timeOfDay(to)] as const);
}

function weekdayTable(spec: CalendarSpec): Record<Weekday, Day> {
  const usual = (weekday: Weekday) => {
    if (spec.weekend.includes(weekday)) return WEEKEND;
    const own = spec.hoursByWeekday?.[weekday];
    return own ? openDay(own, `hoursByWeekday.${weekday}`) : openDay(spec.hours, 'hours');
  };
  return { 1: usual(1), 2: usual(2), 3: usual(3), 4: usual(4), 5: usual(5), 6: usual(6), 7: usual(7) };
}

/** Every day that a date of the calendar speaks of, the later list winning. */
function listedDays(spec: CalendarSpec, byWeekday: Record<Weekday, Day>): Map<DayNumber, Day> {
  const days = new Map<DayNumber, Day>();
  for (const [date, { name, kind }] of Object.entries(spec.holidays)) {
    days.set(dayNumberOf(date), closedDay(kind, name));
  }
  for (const date of spec.workingWeekends) {
    const day = dayNumberOf(date);
    const usual = byWeekday[weekdayOf(day)];
    const working = usual.hours.length > 0 ? usual : openDay(spec.hours, 'hours');
    days.set(day, { ...working, openBy: 'working_weekend' });
  }
  for (const date of spec.shortenedMinutes > 0 ? spec.shortened : []) {
    const day = dayNumberOf(date);
    const usual = days.get(day) ?? byWeekday[weekdayOf(day)];
    days.set(day, { ...usual, hours: endEarlier(usual.hours, spec.shortenedMinutes) });
  }
  for (const { date, hours, name } of spec.exceptions) {
    const open = { ...openDay(hours, `exceptions ${date}`), openBy: 'exception', name } as const;
    days.set(dayNumberOf(date), hours.length > 0 ? open : closedDay('exception', name));
  }
  return days;
}

function openDay(hours: DayHours, field: string): Day {
  if (hours.length === 0) return WEEKEND;
  return { hours: minuteSpans(hours, field), closed: { code: 'outside_hours' }, openBy: null, name: null };
}

function closedDay(code: 'holiday' | 'transferred' | 'exception', name: HolidayName): Day {
  return { hours: [], closed: { code, name }, openBy: null, name };
}

/** The last closing comes earlier; what would begin after it falls away. */
function endEarlier(hours: readonly MinuteSpan[], minutes: number): MinuteSpan[] {
  const end = Math.max(...hours.map(({ to }) => to)) - minutes;
  return hours.map(({ from, to }) => ({ from, to: Math.min(to, end) })).filter(({ from, to }) => from < to);
}

function minuteSpans(hours: DayHours, field: string): MinuteSpan[] {
  const spans = hours.map(([from, to]) => ({ from: minuteOfDay(from), to: minuteOfDay(to) }));
  spans.sort((a, b) => a.from - b.from);
  spans.forEach(({ from, to }, i) => {
    const written = `${field}: "${timeOfDay(from)}-${timeOfDay(to)}"`;
    if (from >= to) {
      throw new RangeError(
        `${written} does not close after it opens; a night is two spans, to "24:00" and from "00:00"`,
      );
    }
    const next = spans[i + 1];
    if (next && next.from < to) throw new RangeError(`${written} overlaps "${timeOfDay(next.from)}-…"`);
  });
  return spans;
}
