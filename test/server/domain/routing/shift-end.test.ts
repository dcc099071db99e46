import { expect, test } from 'vitest';
import { shiftEnd } from '../../../../server/domain/routing/shift-end.ts';
import { calendar, moscowDesk } from '../working-time/calendars.ts';

const moscow = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+03:00`);

test.each([
  ['in the middle of it', '2026-11-09 12:00', '2026-11-09 19:00'],
  ['before it', '2026-11-09 07:00', '2026-11-09 19:00'],
  ['a millisecond before its end', '2026-11-09 18:59:59.999', '2026-11-09 19:00'],
  ['at its end', '2026-11-09 19:00', '2026-11-10 19:00'],
  ['on Friday evening', '2026-11-13 20:00', '2026-11-16 19:00'],
  ['on a Sunday', '2026-11-15 12:00', '2026-11-16 19:00'],
  ['on a holiday', '2026-11-04 12:00', '2026-11-05 19:00'],
])('a ticket given out %s', (_, at, end) => {
  expect(shiftEnd(moscowDesk(), moscow(at))).toBe(moscow(end));
});

test('a break at midday ends no shift', () => {
  const wt = calendar({
    hours: [
      ['09:00', '13:00'],
      ['14:00', '18:00'],
    ],
  });
  for (const hour of [8, 12, 13, 15]) {
    expect(shiftEnd(wt, Date.UTC(2026, 10, 9, hour)), `${hour}:00`).toBe(Date.UTC(2026, 10, 9, 18));
  }
});
