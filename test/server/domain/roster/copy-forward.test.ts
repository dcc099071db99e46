/** A week or a month copied onto the next one. */
import { describe, expect, test } from 'vitest';
import { copyForward, monthOf, nextPeriod, weekOf } from '../../../../server/domain/roster/copy-forward.ts';
import { moscowDesk } from '../working-time/calendars.ts';

const STAFF = new Set(['olga', 'pavel']);
const shifts = (...written: string[]) =>
  written.map((each) => {
    const [staffId = '', date = ''] = each.split(' ');
    return { staffId, date, part: null };
  });
const copy = (period: 'week' | 'month', date: string, entered: string[], today = '2026-11-01') => {
  const from = period === 'week' ? weekOf(date) : monthOf(date);
  const onto = nextPeriod(period, from);
  const known = { wt: moscowDesk(), staff: STAFF, today };
  const copied = copyForward(shifts(...entered), { from, onto }, known);
  return { ...copied, shifts: copied.shifts.map((shift) => `${shift.staffId} ${shift.date}`) };
};

test('a period is half open', () => {
  expect(weekOf('2026-11-15')).toEqual({ from: '2026-11-09', until: '2026-11-16' });
  expect(weekOf('2026-11-09')).toEqual({ from: '2026-11-09', until: '2026-11-16' });
  expect(monthOf('2026-12-31')).toEqual({ from: '2026-12-01', until: '2027-01-01' });
  expect(nextPeriod('month', monthOf('2027-01-31'))).toEqual({ from: '2027-02-01', until: '2027-03-01' });
});

describe('a week', () => {
  test('goes onto the same weekdays, everybody with the part of the day they work', () => {
    const {
      shifts: copied,
      filled,
      empty,
    } = copy('week', '2026-11-11', ['olga 2026-11-09', 'pavel 2026-11-09', 'olga 2026-11-13']);
    expect(copied).toEqual(['olga 2026-11-16', 'pavel 2026-11-16', 'olga 2026-11-20']);
    expect(filled).toEqual(['2026-11-16', '2026-11-20']);
    expect(empty).toEqual(['2026-11-17', '2026-11-18', '2026-11-19']);
  });

  test('overwrites no day on which somebody stands', () => {
    const { shifts: copied, kept } = copy('week', '2026-11-09', [
      'olga 2026-11-09',
      'olga 2026-11-10',
      'pavel 2026-11-16',
    ]);
    expect(copied).toEqual(['olga 2026-11-17']);
    expect(kept).toEqual(['2026-11-16']);
  });

  test('puts nobody on a holiday, on a day that is over, or who has left', () => {
    expect(copy('week', '2026-10-26', ['olga 2026-10-28', 'olga 2026-10-29']).shifts).toEqual([
      'olga 2026-11-05',
    ]);
    expect(copy('week', '2026-11-02', ['olga 2026-11-02', 'olga 2026-11-06'], '2026-11-10').shifts).toEqual([
      'olga 2026-11-13',
    ]);
    expect(copy('week', '2026-11-09', ['gone 2026-11-09']).shifts).toEqual([]);
  });
});

describe('a month', () => {
  test('goes by the n-th weekday; what the pattern has no n-th of takes the nearest', () => {
    // The Mondays of November 2026: 2, 9, 16, 23, 30; of December: 7, 14, 21, 28.
    const mondays = ['olga 2026-11-02', 'pavel 2026-11-09', 'olga 2026-11-16', 'pavel 2026-11-23'];
    expect(copy('month', '2026-11-15', mondays).shifts).toEqual([
      'olga 2026-12-07',
      'pavel 2026-12-14',
      'olga 2026-12-21',
      'pavel 2026-12-28',
    ]);
    // Wednesdays of December: 2, 9, 16, 23, 30; the first of November was a holiday.
    expect(copy('month', '2026-11-15', ['olga 2026-11-11', 'pavel 2026-11-25']).shifts).toEqual([
      ...['olga 2026-12-02', 'olga 2026-12-09', 'olga 2026-12-16', 'pavel 2026-12-23', 'pavel 2026-12-30'],
    ]);
  });
});
