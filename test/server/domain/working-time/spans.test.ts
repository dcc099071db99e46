import { describe, expect, test } from 'vitest';
import type { WorkingTime } from '../../../../server/domain/working-time/compile.ts';
import { describeClosed, spansBetween } from '../../../../server/domain/working-time/working-time.ts';
import { moscow, moscowDesk } from './calendars.ts';

const desk = moscowDesk();

/** '02 18:00 – 02 19:00 open', day and hour in Moscow. */
function told(wt: WorkingTime, from: string, to: string): string[] {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Moscow',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const short = (at: number) => clock.format(at).slice(5);
  return spansBetween(wt, moscow(from), moscow(to)).map((span) => {
    const why = span.open ? 'open' : 'name' in span.reason ? span.reason.name.en : span.reason.code;
    return `${short(span.from)} – ${short(span.to)} ${why}`;
  });
}

describe('open and closed time, told in order', () => {
  test('the night between two working days is one span', () => {
    expect(told(desk, '2026-11-02 18:00', '2026-11-03 11:00')).toEqual([
      '11-02 18:00 – 11-02 19:00 open',
      '11-02 19:00 – 11-03 10:00 outside_hours',
      '11-03 10:00 – 11-03 11:00 open',
    ]);
  });

  test('a weekend parts from the nights about it at midnight', () => {
    expect(told(desk, '2026-11-06 19:00', '2026-11-09 10:00')).toEqual([
      '11-06 19:00 – 11-07 00:00 outside_hours',
      '11-07 00:00 – 11-09 00:00 weekend',
      '11-09 00:00 – 11-09 10:00 outside_hours',
    ]);
  });

  test('over New Year every day has its own reason', () => {
    expect(told(desk, '2025-12-30 18:00', '2026-01-12 11:00')).toEqual([
      '12-30 18:00 – 12-30 19:00 open',
      '12-30 19:00 – 12-31 00:00 outside_hours',
      '12-31 00:00 – 01-01 00:00 day off moved from 5 January',
      '01-01 00:00 – 01-07 00:00 New Year holidays',
      '01-07 00:00 – 01-08 00:00 Orthodox Christmas',
      '01-08 00:00 – 01-09 00:00 New Year holidays',
      '01-09 00:00 – 01-10 00:00 day off moved from 3 January',
      '01-10 00:00 – 01-12 00:00 weekend',
      '01-12 00:00 – 01-12 10:00 outside_hours',
      '01-12 10:00 – 01-12 11:00 open',
    ]);
  });

  test('a working Saturday is a working day, and the Monday it was worked for is not', () => {
    expect(told(desk, '2027-02-19 18:00', '2027-02-24 11:00')).toEqual([
      '02-19 18:00 – 02-19 19:00 open',
      '02-19 19:00 – 02-20 10:00 outside_hours',
      '02-20 10:00 – 02-20 19:00 open',
      '02-20 19:00 – 02-21 00:00 outside_hours',
      '02-21 00:00 – 02-22 00:00 weekend',
      '02-22 00:00 – 02-23 00:00 day off moved from 20 February',
      '02-23 00:00 – 02-24 00:00 Defender of the Fatherland Day',
      '02-24 00:00 – 02-24 10:00 outside_hours',
      '02-24 10:00 – 02-24 11:00 open',
    ]);
  });

  test('a break is outside hours, and the desk’s own day off has its name', () => {
    const own = moscowDesk({
      hours: [
        ['10:00', '13:00'],
        ['14:00', '19:00'],
      ],
      exceptions: [{ date: '2026-11-03', hours: [], name: { ru: 'Переезд', en: 'We move house' } }],
    });
    expect(told(own, '2026-11-02 12:00', '2026-11-05 12:00')).toEqual([
      '11-02 12:00 – 11-02 13:00 open',
      '11-02 13:00 – 11-02 14:00 outside_hours',
      '11-02 14:00 – 11-02 19:00 open',
      '11-02 19:00 – 11-03 00:00 outside_hours',
      '11-03 00:00 – 11-04 00:00 We move house',
      '11-04 00:00 – 11-05 00:00 National Unity Day',
      '11-05 00:00 – 11-05 10:00 outside_hours',
      '11-05 10:00 – 11-05 12:00 open',
    ]);
  });

  test('nothing lies between an instant and itself, or an earlier one', () => {
    expect(told(desk, '2026-11-02 12:00', '2026-11-02 12:00')).toEqual([]);
    expect(told(desk, '2026-11-02 12:00', '2026-11-01 12:00')).toEqual([]);
  });
});

describe('why it is closed', () => {
  test.each([
    ['2026-11-02 09:00', { code: 'outside_hours' }, '2026-11-02 10:00'],
    ['2026-11-07 12:00', { code: 'weekend' }, '2026-11-09 10:00'],
    [
      '2026-11-04 12:00',
      { code: 'holiday', name: { ru: 'День народного единства', en: 'National Unity Day' } },
      '2026-11-05 10:00',
    ],
    [
      '2026-12-31 12:00',
      {
        code: 'transferred',
        name: { ru: 'выходной перенесён с 4 января', en: 'day off moved from 4 January' },
      },
      '2027-01-11 10:00',
    ],
  ])('at %s', (at, reason, until) => {
    expect(describeClosed(desk, moscow(at))).toEqual({ ...reason, until: moscow(until) });
  });

  test('is a fault to ask of open time', () => {
    expect(() => describeClosed(desk, moscow('2026-11-02 12:00'))).toThrow(
      '2026-11-02T09:00:00.000Z is open time',
    );
  });
});
