import { describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  addWorkingTime,
  atLocalTime,
  isOpenAt,
  isWorkingDay,
  localDateOf,
  nextClosing,
  nextOpening,
  nextWorkingDay,
  openHours,
  workingTimeBetween,
} from '../../../../server/domain/working-time/working-time.ts';
import { DAY, HOUR, MINUTE } from '../../../../shared/duration.ts';
import { calendar, moscow, moscowDesk, utc } from './calendars.ts';

const desk = moscowDesk();

describe('adding working time', () => {
  test.each([
    // start               minutes  end
    ['2026-11-02 18:00', 60, '2026-11-02 19:00', 'ends at closing, not at the next opening'],
    ['2026-11-02 18:00:00.001', 60, '2026-11-03 10:00:00.001', 'and a millisecond over goes on next day'],
    ['2026-11-02 19:00', 60, '2026-11-03 11:00', 'closing time is closed'],
    ['2026-11-02 10:00', 540, '2026-11-02 19:00', 'a whole day'],
    ['2026-11-02 03:00', 0, '2026-11-02 03:00', 'nothing added is the start, closed or not'],
    ['2026-11-03 18:30', 60, '2026-11-05 10:30', 'over the holiday of 4 November'],
    ['2026-12-30 18:30', 60, '2027-01-11 10:30', 'over New Year, with a day moved to 31 December'],
    ['2027-02-19 18:30', 60, '2027-02-20 10:30', 'into a working Saturday'],
    ['2027-02-20 18:30', 60, '2027-02-24 10:30', 'and out of it over a moved Monday and 23 February'],
    ['2026-11-06 18:00', 120, '2026-11-09 11:00', 'over a weekend'],
  ])('%s and %i minutes: %s, %s', (start, minutes, end) => {
    expect(addWorkingTime(desk, moscow(start), minutes * MINUTE)).toBe(moscow(end));
  });

  test('refuses less than nothing, and what is no instant', () => {
    expect(() => addWorkingTime(desk, 0, -1)).toThrow('must not be negative, and is -1');
    expect(() => addWorkingTime(desk, Number.NaN, 1)).toThrow('NaN is not an instant');
    expect(() => workingTimeBetween(desk, 0, Infinity)).toThrow('Infinity is not an instant');
  });

  test('reaches a hundred years ahead and back', () => {
    const start = moscow('2026-11-02 10:00');
    const end = addWorkingTime(desk, start, 225_000 * HOUR);
    expect(new Date(end).getUTCFullYear()).toBe(2126);
    expect(workingTimeBetween(desk, end, start)).toBe(-225_000 * HOUR);
    expect(workingTimeBetween(moscowDesk(), utc('1926-01-01 00:00'), start)).toBeGreaterThan(220_000 * HOUR);
  });
});

describe('a calendar with other hours on every weekday', () => {
  // A weekday mistaken for its neighbour shows as a wrong number.
  const week = calendar({
    hoursByWeekday: {
      1: [['09:00', '10:00']],
      2: [['09:00', '11:00']],
      3: [['09:00', '13:00']],
      4: [['09:00', '17:00']],
      5: [
        ['00:00', '08:00'],
        ['16:00', '24:00'],
      ],
    },
    workingWeekends: ['2026-11-07'],
  });

  test.each([
    ['2026-11-02', 1],
    ['2026-11-03', 2],
    ['2026-11-04', 4],
    ['2026-11-05', 8],
    ['2026-11-06', 16],
    ['2026-11-07', 9],
    ['2026-11-08', 0],
  ])('%s has %i hours', (date, hours) => {
    const start = utc(`${date} 00:00`);
    expect(workingTimeBetween(week, start, start + DAY)).toBe(hours * HOUR);
  });

  test('the last closing of a day that closes at 24:00 is the next midnight', () => {
    expect(addWorkingDays(week, utc('2026-11-05 12:00'), 1)).toBe(utc('2026-11-07 00:00'));
  });
});

describe('working days', () => {
  test.each([
    ['2026-11-02 10:00', 1, '2026-11-03 19:00', 'the day of the start is day 0'],
    ['2026-11-02 23:59', 1, '2026-11-03 19:00', 'whatever the hour'],
    ['2026-11-03 00:00', 1, '2026-11-05 19:00', 'over a holiday'],
    ['2026-11-07 12:00', 1, '2026-11-09 19:00', 'also from a day off'],
    ['2026-12-30 12:00', 3, '2027-01-13 19:00', 'over New Year'],
    ['2027-02-19 12:00', 1, '2027-02-20 19:00', 'a working Saturday is one'],
  ])('%s and %i: %s, %s', (start, days, end) => {
    expect(addWorkingDays(desk, moscow(start), days)).toBe(moscow(end));
  });

  test('are counted from one, whole', () => {
    expect(() => addWorkingDays(desk, 0, 0)).toThrow('must be 1 or more, and are 0');
    expect(() => addWorkingDays(desk, 0, 1.5)).toThrow('must be 1 or more, and are 1.5');
  });

  test('the next one after a date is never the date itself', () => {
    expect(nextWorkingDay(desk, '2026-11-02')).toBe('2026-11-03');
    expect(nextWorkingDay(desk, '2026-12-30')).toBe('2027-01-11');
    expect(isWorkingDay(desk, '2027-02-20')).toBe(true);
    expect(isWorkingDay(desk, '2026-11-04')).toBe(false);
    expect(() => isWorkingDay(desk, '2026-02-30')).toThrow('"2026-02-30" is not a date');
  });
});

describe('open and closed', () => {
  test.each([
    ['2026-11-02 09:59:59.999', false, '2026-11-02 10:00', '2026-11-02 19:00'],
    ['2026-11-02 10:00', true, '2026-11-02 10:00', '2026-11-02 19:00'],
    ['2026-11-02 18:59:59.999', true, '2026-11-02 18:59:59.999', '2026-11-02 19:00'],
    ['2026-11-02 19:00', false, '2026-11-03 10:00', '2026-11-03 19:00'],
    ['2026-11-03 19:00', false, '2026-11-05 10:00', '2026-11-05 19:00'],
  ])('at %s open: %s, opens %s, closes %s', (at, open, opening, closing) => {
    expect(isOpenAt(desk, moscow(at))).toBe(open);
    expect(nextOpening(desk, moscow(at))).toBe(moscow(opening));
    expect(nextClosing(desk, moscow(at))).toBe(moscow(closing));
  });

  test('a desk open around the clock has no closing, and counts every hour', () => {
    const always = calendar({ hours: [['00:00', '24:00']], weekend: [], timeZone: 'America/New_York' });
    expect(nextClosing(always, utc('2026-11-02 12:00'))).toBeNull();
    expect(addWorkingTime(always, utc('2026-10-31 12:00'), 10_000 * HOUR)).toBe(
      utc('2026-10-31 12:00') + 10_000 * HOUR,
    );
  });

  test('a shift over midnight closes in the morning', () => {
    const night = calendar({
      hours: [
        ['00:00', '06:00'],
        ['22:00', '24:00'],
      ],
      weekend: [],
    });
    expect(nextClosing(night, utc('2026-11-02 23:00'))).toBe(utc('2026-11-03 06:00'));
  });

  test('the hours of a date, and the date of an instant, are the desk’s own', () => {
    expect(openHours(desk, '2026-11-02')).toEqual([
      { from: moscow('2026-11-02 10:00'), to: moscow('2026-11-02 19:00') },
    ]);
    expect(openHours(desk, '2026-11-04')).toEqual([]);
    expect(localDateOf(desk, utc('2026-11-02 21:00'))).toBe('2026-11-03');
    expect(atLocalTime(desk, '2026-11-02', '24:00')).toBe(moscow('2026-11-03 00:00'));
  });
});

describe('what wins', () => {
  const name = { ru: 'день', en: 'day' };
  const hoursOf = (date: string, spec: Parameters<typeof calendar>[0]) =>
    openHours(calendar(spec), date).map(({ from, to }) => (to - from) / HOUR);

  test('a working weekend over a holiday of the same date', () => {
    const holidays = { '2026-11-07': { name, kind: 'holiday' } } as const;
    expect(hoursOf('2026-11-07', { holidays, workingWeekends: ['2026-11-07'] })).toEqual([9]);
  });

  test('the licensor’s own day over all of them, and of two the later', () => {
    const holidays = { '2026-11-04': { name, kind: 'holiday' } } as const;
    const open = { date: '2026-11-04', hours: [['12:00', '14:00']], name } as const;
    const closed = { date: '2026-11-04', hours: [], name } as const;
    expect(hoursOf('2026-11-04', { holidays, exceptions: [open] })).toEqual([2]);
    expect(hoursOf('2026-11-04', { exceptions: [open, closed] })).toEqual([]);
    expect(hoursOf('2026-11-04', { exceptions: [closed, open] })).toEqual([2]);
    const shortened = { shortened: ['2026-11-04'], shortenedMinutes: 60 };
    expect(hoursOf('2026-11-04', { exceptions: [open], ...shortened })).toEqual([2]);
  });

  test('a shortened day ends earlier, and what would begin after that falls away', () => {
    const shortened = { shortened: ['2026-11-03'], shortenedMinutes: 60 };
    const hours = [
      ['10:00', '13:00'],
      ['18:15', '19:00'],
    ] as const;
    expect(hoursOf('2026-11-03', shortened)).toEqual([8]);
    expect(hoursOf('2026-11-03', { ...shortened, hours })).toEqual([3]);
    expect(hoursOf('2026-11-02', { ...shortened, hours })).toEqual([3, 0.75]);
  });

  test('a day off stays one when it is also called shortened', () => {
    const shortened = { shortened: ['2026-11-07'], shortenedMinutes: 60 };
    expect(isWorkingDay(calendar(shortened), '2026-11-07')).toBe(false);
  });
});

describe('a calendar that cannot be used', () => {
  test.each([
    [{ weekend: [1, 2, 3, 4, 5, 6, 7] }, 'never opens again'],
    [{ hours: [] }, 'never opens again'],
  ])('%j says so instead of searching for ever', (spec, message) => {
    expect(() => addWorkingTime(calendar(spec), utc('2026-11-02 12:00'), 1)).toThrow(message);
    expect(() => nextOpening(calendar(spec), utc('2026-11-02 12:00'))).toThrow(message);
    expect(() => nextWorkingDay(calendar(spec), '2026-11-02')).toThrow('no working day after 2026-11-02');
    expect(workingTimeBetween(calendar(spec), utc('2026-11-02 12:00'), utc('2036-11-02 12:00'))).toBe(0);
  });

  test('counts the one opening it has, and then says that there is no other', () => {
    const name = { ru: 'день', en: 'day' };
    const once = calendar({
      weekend: [1, 2, 3, 4, 5, 6, 7],
      exceptions: [{ date: '2031-05-05', hours: [['10:00', '11:00']], name }],
    });
    expect(addWorkingTime(once, utc('2026-11-02 12:00'), HOUR)).toBe(utc('2031-05-05 11:00'));
    expect(() => addWorkingTime(once, utc('2026-11-02 12:00'), HOUR + 1)).toThrow('never opens again');
  });

  test.each([
    [{ timeZone: 'Moscow' }, 'timeZone: "Moscow" is unknown; write an IANA name like "Europe/Moscow"'],
    [{ hours: [['9:00', '18:00']] }, '"9:00" is not a time of day; write it like "09:30"'],
    [{ hours: [['09:00', '24:01']] }, '"24:01" is not a time of day'],
    [
      { hours: [['22:00', '06:00']] },
      'hours: "22:00-06:00" does not close after it opens; a night is two spans',
    ],
    [{ hours: [['09:00', '09:00']] }, 'hours: "09:00-09:00" does not close after it opens'],
    [
      {
        hours: [
          ['13:00', '18:00'],
          ['09:00', '14:00'],
        ],
      },
      'hours: "09:00-14:00" overlaps "13:00',
    ],
    [{ hoursByWeekday: { 5: [['10:00', '09:00']] } }, 'hoursByWeekday.5: "10:00-09:00"'],
    [{ workingWeekends: ['7 November'] }, '"7 November" is not a date; write it like "2026-11-04"'],
  ] as const)('%j is named with what to write', (spec, message) => {
    expect(() => calendar(spec)).toThrow(message);
  });
});
