/** What each day is: its hours, or why it has none. Knows dates and wall times, no zone. */
import type { CalendarSpec, ClosedReason, DayHours, HolidayName, Weekday } from './calendar.ts';
import { dateOf, dayNumberOf, minuteOfDay, timeOfDay, weekdayOf, yearOf } from './local-date.ts';
import type { DayNumber } from './local-date.ts';

/** Minutes of the wall clock, half open. */
export type MinuteSpan = { from: number; to: number };

export type Day = {
  /** Sorted. Empty on a day that does not work. */
  hours: readonly MinuteSpan[];
  /** Why nothing is open then; on a working day, for the rest of it. */
  closed: ClosedReason;
  /** What made the day what it is, when that is not its weekday. */
  by: 'holidays' | 'working_weekend' | 'shortened' | 'exception' | null;
  name: HolidayName | null;
};

export type DayTable = (day: DayNumber) => Day;

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

export function dayTable(spec: CalendarSpec): DayTable {
  const regular = spansOf(spec.hours, 'hours');
  const hoursOf = (weekday: Weekday) => {
    const own = spec.hoursByWeekday?.[weekday];
    return own === undefined ? regular : spansOf(own, `hoursByWeekday.${weekday}`);
  };
  const weekdays = WEEKDAYS.map((weekday) =>
    spec.weekend.includes(weekday) ? weekendDay() : workingDay(hoursOf(weekday)),
  );
  const listed = new Map<DayNumber, Day>();
  for (const [date, { name, kind }] of Object.entries(spec.holidays)) {
    listed.set(dayNumberOf(date), closedDay(kind, name, 'holidays'));
  }
  for (const date of spec.workingWeekends) {
    const weekday = weekdayOf(dayNumberOf(date));
    const hours = spec.weekend.includes(weekday) ? regular : hoursOf(weekday);
    listed.set(dayNumberOf(date), { ...workingDay(hours), by: 'working_weekend' });
  }
  if (spec.shortenedMinutes > 0) {
    for (const date of spec.shortened) {
      const number = dayNumberOf(date);
      const day = listed.get(number) ?? weekdays[weekdayOf(number) - 1]!;
      const hours = endEarlier(day.hours, spec.shortenedMinutes);
      if (hours.length > 0) listed.set(number, { ...day, hours, by: day.by ?? 'shortened' });
    }
  }
  for (const { date, hours, name } of spec.exceptions) {
    const spans = spansOf(hours, `exceptions ${date}`);
    const open: Day = { ...workingDay(spans), by: 'exception', name };
    listed.set(dayNumberOf(date), spans.length > 0 ? open : closedDay('exception', name, 'exception'));
  }
  const official = new Set(spec.officialYears);
  const fixed = new Map(
    spec.fixedHolidays.map(({ monthDay, name }) => [monthDay, closedDay('holiday', name, 'holidays')]),
  );
  return (day) => {
    const own = listed.get(day);
    if (own) return own;
    if (fixed.size > 0 && !official.has(yearOf(day))) {
      const holiday = fixed.get(dateOf(day).slice(-5));
      if (holiday) return holiday;
    }
    return weekdays[weekdayOf(day) - 1]!;
  };
}

export function dayHours(spans: readonly MinuteSpan[]): DayHours {
  return spans.map(({ from, to }) => [timeOfDay(from), timeOfDay(to)] as const);
}

function workingDay(hours: readonly MinuteSpan[]): Day {
  if (hours.length === 0) return weekendDay();
  return { hours, closed: { code: 'outside_hours' }, by: null, name: null };
}

function weekendDay(): Day {
  return { hours: [], closed: { code: 'weekend' }, by: null, name: null };
}

function closedDay(code: 'holiday' | 'transferred' | 'exception', name: HolidayName, by: Day['by']): Day {
  return { hours: [], closed: { code, name }, by, name };
}

/** The last closing comes earlier; what would begin after it falls away. */
function endEarlier(hours: readonly MinuteSpan[], minutes: number): MinuteSpan[] {
  const end = (hours.at(-1)?.to ?? 0) - minutes;
  return hours.map(({ from, to }) => ({ from, to: Math.min(to, end) })).filter(({ from, to }) => from < to);
}

function spansOf(hours: DayHours, field: string): MinuteSpan[] {
  const spans = hours.map(([from, to]) => {
    const span = { from: minuteOfDay(from), to: minuteOfDay(to) };
    if (span.from < span.to) return span;
    throw new RangeError(
      `${field}: "${from}-${to}" does not close after it opens; a night is two spans, up to "24:00" and from "00:00"`,
    );
  });
  return spans.sort((a, b) => a.from - b.from || a.to - b.to);
}
