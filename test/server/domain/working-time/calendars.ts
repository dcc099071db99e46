import type { CalendarSpec } from '../../../../server/domain/working-time/calendar.ts';
import { compileWorkingTime } from '../../../../server/domain/working-time/compile.ts';
import type { WorkingTime } from '../../../../server/domain/working-time/compile.ts';
import { russianCalendar } from '../../../../server/domain/working-time/production-calendar.ts';

/** A calendar of which a test says only what it is about. */
export function calendar(spec: Partial<CalendarSpec>): WorkingTime {
  return compileWorkingTime({
    timeZone: 'UTC',
    hours: [['10:00', '19:00']],
    weekend: [6, 7],
    holidays: {},
    workingWeekends: [],
    shortened: [],
    shortenedMinutes: 0,
    exceptions: [],
    officialYears: [],
    fixedHolidays: [],
    ...spec,
  });
}

/** The desk of the regulation: every working day from 10:00 to 19:00 in Moscow. */
export function moscowDesk(own: Partial<Parameters<typeof russianCalendar>[0]> = {}): WorkingTime {
  return compileWorkingTime(
    russianCalendar({
      timeZone: 'Europe/Moscow',
      hours: [['10:00', '19:00']],
      weekend: [6, 7],
      exceptions: [],
      preHolidayShortenedMinutes: 0,
      ...own,
    }),
  );
}

/** '2026-11-03 18:00' in Moscow, which has been three hours ahead of UTC since 2014. */
export function moscow(written: string): number {
  return Date.parse(`${written.replace(' ', 'T')}+03:00`);
}

export function utc(written: string): number {
  return Date.parse(`${written.replace(' ', 'T')}Z`);
}
