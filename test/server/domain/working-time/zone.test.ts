import { describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  addWorkingTime,
  atLocalTime,
  localDateOf,
  openHours,
  spansBetween,
  workingTimeBetween,
} from '../../../../server/domain/working-time/working-time.ts';
import { HOUR, MINUTE } from '../../../../shared/duration.ts';
import { calendar, utc } from './calendars.ts';

describe('a local time becomes an instant', () => {
  test.each([
    // zone                   date          time     instant, UTC            what is special
    ['Europe/Moscow', '2026-11-03', '10:00', '2026-11-03 07:00', 'nothing'],
    ['Europe/Moscow', '2014-10-26', '01:30', '2014-10-25 21:30', 'twice, for the last time there: the first'],
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29 01:30', 'skipped: the offset before'],
    ['Europe/Berlin', '2026-03-29', '03:00', '2026-03-29 01:00', 'the first after the skip'],
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25 00:30', 'twice: the first'],
    [
      'Europe/Dublin',
      '2026-03-29',
      '01:30',
      '2026-03-29 01:30',
      'skipped, where winter is the exception by law',
    ],
    ['Europe/Dublin', '2026-10-25', '01:30', '2026-10-25 00:30', 'twice there'],
    [
      'America/St_Johns',
      '2026-03-08',
      '02:15',
      '2026-03-08 05:45',
      'skipped, at half an hour from the others',
    ],
    [
      'America/St_Johns',
      '2010-11-07',
      '00:00',
      '2010-11-07 02:30',
      'midnight twice: clocks went back at 00:01',
    ],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03 15:45', 'skipped, by half an hour'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04 14:45', 'twice, by half an hour'],
    ['Africa/Casablanca', '2026-02-15', '02:30', '2026-02-15 01:30', 'twice: back for Ramadan'],
    ['Africa/Casablanca', '2026-03-22', '02:30', '2026-03-22 02:30', 'skipped: forward after it'],
    [
      'Asia/Kathmandu',
      '1986-01-01',
      '00:05',
      '1985-12-31 18:35',
      'skipped: a quarter of an hour, once for all',
    ],
    ['Asia/Kathmandu', '2026-11-03', '10:00', '2026-11-03 04:15', 'a quarter beside everyone'],
    ['Pacific/Apia', '2011-12-30', '10:00', '2011-12-30 20:00', 'a day that never was: the offset before'],
    ['Pacific/Apia', '2011-12-31', '10:00', '2011-12-30 20:00', 'the day after it'],
    ['America/Sao_Paulo', '2018-11-04', '00:00', '2018-11-04 03:00', 'no midnight'],
    ['America/Sao_Paulo', '2018-11-03', '24:00', '2018-11-04 03:00', 'the end of the day before it'],
    ['America/Sao_Paulo', '2018-02-17', '23:30', '2018-02-18 01:30', 'the last hour twice'],
    ['America/Havana', '2026-11-01', '00:30', '2026-11-01 04:30', 'the first hour twice'],
    ['Africa/Cairo', '2026-04-24', '00:30', '2026-04-23 22:30', 'no first hour'],
    ['Asia/Manila', '1844-12-30', '12:00', '1844-12-31 03:56', 'mean solar time, to the second'],
  ])('%s %s %s is %s: %s', (timeZone, date, time, instant) => {
    const at = atLocalTime(calendar({ timeZone }), date, time);
    expect(new Date(at).toISOString().slice(0, 16)).toBe(instant.replace(' ', 'T'));
  });

  test('and the date of an instant is the one on the wall, though the day began twice', () => {
    const stJohns = calendar({ timeZone: 'America/St_Johns' });
    expect(localDateOf(stJohns, utc('2010-11-07 02:30:30'))).toBe('2010-11-07');
    expect(localDateOf(stJohns, utc('2010-11-07 02:31'))).toBe('2010-11-06');
    expect(localDateOf(calendar({ timeZone: 'Pacific/Apia' }), utc('2011-12-30 09:59'))).toBe('2011-12-29');
    expect(localDateOf(calendar({ timeZone: 'Pacific/Apia' }), utc('2011-12-30 10:00'))).toBe('2011-12-31');
  });
});

describe('a day on which clocks change', () => {
  const always = { hours: [['00:00', '24:00']], weekend: [] } as const;

  test.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Antarctica/Troll', '2026-03-29', 22],
    ['America/Sao_Paulo', '2018-11-04', 23],
    ['America/Sao_Paulo', '2018-02-17', 25],
    ['Pacific/Apia', '2011-12-29', 24],
    ['Europe/Moscow', '2014-10-26', 25],
  ])('%s %s has %d hours', (timeZone, date, hours) => {
    const [span] = openHours(calendar({ ...always, timeZone }), date);
    expect((span!.to - span!.from) / HOUR).toBe(hours);
  });

  test('hours that end in a skipped hour end as long after it', () => {
    const berlin = calendar({ timeZone: 'Europe/Berlin', hours: [['00:00', '02:30']], weekend: [] });
    expect(addWorkingTime(berlin, utc('2026-03-28 23:00'), 150 * MINUTE)).toBe(utc('2026-03-29 01:30'));
  });

  test('hours that begin and end in a repeated hour are open the first time alone', () => {
    const berlin = calendar({ timeZone: 'Europe/Berlin', hours: [['02:15', '02:45']], weekend: [] });
    expect(workingTimeBetween(berlin, utc('2026-10-25 00:00'), utc('2026-10-25 02:00'))).toBe(30 * MINUTE);
  });

  test('hours that a skip turns around are none', () => {
    const berlin = calendar({ timeZone: 'Europe/Berlin', hours: [['02:30', '03:15']], weekend: [] });
    expect(openHours(berlin, '2026-03-29')).toEqual([]);
  });

  test('time that two spans claim counts once', () => {
    const berlin = calendar({
      timeZone: 'Europe/Berlin',
      hours: [
        ['00:00', '02:30'],
        ['03:00', '04:00'],
      ],
      weekend: [],
    });
    // The first is open until 03:30 on the wall.
    expect(workingTimeBetween(berlin, utc('2026-03-28 23:00'), utc('2026-03-29 10:00'))).toBe(3 * HOUR);
  });

  test('a date that never was is read by the day before it, and its hours count once', () => {
    const apia = calendar({
      timeZone: 'Pacific/Apia',
      hours: [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
      // Friday never was: its afternoon falls on Saturday's, and must not come before Saturday's morning.
      hoursByWeekday: {
        5: [['13:00', '17:00']],
        6: [
          ['09:00', '12:00'],
          ['16:00', '17:00'],
        ],
      },
      weekend: [],
    });
    expect(workingTimeBetween(apia, utc('2011-12-29 10:00'), utc('2012-01-01 10:00'))).toBe(3 * 7 * HOUR);
    expect(addWorkingTime(apia, utc('2011-12-30 03:00'), 4 * HOUR)).toBe(utc('2011-12-31 00:00'));
    expect(addWorkingDays(apia, utc('2011-12-29 20:00'), 1)).toBe(utc('2011-12-31 03:00'));
  });

  test('closed time is told day by day also where the day turns twice, or not at midnight', () => {
    const name = { ru: 'праздник', en: 'holiday' };
    const holidays = { '2010-11-07': { name, kind: 'holiday' } } as const;
    const stJohns = calendar({ timeZone: 'America/St_Johns', holidays, weekend: [] });
    expect(spansBetween(stJohns, utc('2010-11-06 22:00'), utc('2010-11-08 12:00'))).toEqual([
      {
        from: utc('2010-11-06 22:00'),
        to: utc('2010-11-07 02:30'),
        open: false,
        reason: { code: 'outside_hours' },
      },
      {
        from: utc('2010-11-07 02:30'),
        to: utc('2010-11-08 03:30'),
        open: false,
        reason: { code: 'holiday', name },
      },
      {
        from: utc('2010-11-08 03:30'),
        to: utc('2010-11-08 12:00'),
        open: false,
        reason: { code: 'outside_hours' },
      },
    ]);
    // Half past eleven on the 6th by the wall, an hour after the 7th has begun.
    expect(spansBetween(stJohns, utc('2010-11-07 03:00'), utc('2010-11-08 03:30'))).toEqual([
      {
        from: utc('2010-11-07 03:00'),
        to: utc('2010-11-08 03:30'),
        open: false,
        reason: { code: 'holiday', name },
      },
    ]);
  });
});
