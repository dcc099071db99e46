/** Any calendar in any zone, with a fortnight in it, most often one in which the clocks change. */
import fc from 'fast-check';
import type { CalendarSpec, DayHours } from '../../../../server/domain/working-time/calendar.ts';

const DAY = 86_400_000;

export type Fortnight = { spec: CalendarSpec; first: string; last: string };

/** Half an hour, a quarter, two hours; at midnight, over midnight, a whole day; in winter; for a month. */
const ZONES = [
  'Europe/Moscow',
  'Europe/Berlin',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Havana',
  'America/Caracas',
  'America/Scoresbysund',
  'America/Nuuk',
  'America/Goose_Bay',
  'America/Asuncion',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Antarctica/Troll',
  'Antarctica/Casey',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Pyongyang',
  'Asia/Amman',
  'Asia/Beirut',
  'Asia/Gaza',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kwajalein',
  'Pacific/Kiritimati',
  'UTC',
] as const;

const name = { ru: 'свой день', en: 'own day' };

export function anyFortnight(): fc.Arbitrary<Fortnight> {
  return fc
    .record({
      timeZone: fc.constantFrom(...ZONES),
      year: fc.integer({ min: 1986, max: 2037 }),
      pick: fc.nat(),
    })
    .chain(({ timeZone, year, pick }) => {
      const changes = changesOf(timeZone, year);
      const middle = changes[pick % changes.length] ?? Date.UTC(year, 0, 1) + (pick % 365) * DAY;
      const dates = Array.from({ length: 15 }, (_, i) => date(middle + (i - 7) * DAY));
      return anyCalendar(timeZone, dates).map((spec) => ({ spec, first: dates[0]!, last: dates[14]! }));
    });
}

function anyCalendar(timeZone: string, dates: readonly string[]): fc.Arbitrary<CalendarSpec> {
  const someDates = fc.subarray([...dates], { maxLength: 3 });
  return fc.record({
    timeZone: fc.constant(timeZone),
    hours: anyHours(1),
    hoursByWeekday: fc.oneof(
      fc.constant({}),
      fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), anyHours(1), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
    ),
    weekend: fc.oneof(
      fc.constant([]),
      fc.constant([6, 7]),
      fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 4 }),
    ),
    holidays: someDates.map((days) =>
      Object.fromEntries(days.map((day) => [day, { name, kind: 'holiday' as const }])),
    ),
    workingWeekends: someDates,
    shortened: someDates,
    shortenedMinutes: fc.constantFrom(0, 30, 60, 150),
    exceptions: fc.array(
      fc.record({ date: fc.constantFrom(...dates), hours: anyHours(0), name: fc.constant(name) }),
      {
        maxLength: 2,
      },
    ),
    officialYears: fc.constant([]),
    fixedHolidays: fc.constant([]),
  });
}

/** On the quarter of an hour, often at and about midnight and the hours at which clocks change. */
function anyHours(fewest: number): fc.Arbitrary<DayHours> {
  const quarter = fc.oneof(
    fc.integer({ min: 0, max: 96 }),
    fc.integer({ min: 0, max: 14 }),
    fc.constantFrom(0, 95, 96),
  );
  return fc.uniqueArray(quarter, { minLength: 2 * fewest, maxLength: 6 }).map((quarters) => {
    const sorted = quarters.toSorted((a, b) => a - b).map(time);
    return Array.from(
      { length: Math.floor(sorted.length / 2) },
      (_, i) => [sorted[2 * i]!, sorted[2 * i + 1]!] as const,
    );
  });
}

function changesOf(timeZone: string, year: number): number[] {
  const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset', year: 'numeric' });
  const changes: number[] = [];
  for (let day = Date.UTC(year, 0, 1), before = ''; day < Date.UTC(year + 1, 0, 1); day += DAY) {
    const now = offset.formatToParts(day).find(({ type }) => type === 'timeZoneName')!.value;
    if (before !== '' && before !== now) changes.push(day - DAY);
    before = now;
  }
  return changes;
}

function date(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function time(quarter: number): string {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
}
