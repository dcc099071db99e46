import { expect, test } from 'vitest';
import { address, placeOf } from '../../../widget/console/router.ts';

const at = (text: string) => placeOf(new URL(text, 'http://desk.example'));

test.each([
  ['/admin', { page: 'queue', search: '' }],
  ['/admin/?kind=bug', { page: 'queue', search: '?kind=bug' }],
  ['/admin/tickets/a%2Fb', { page: 'ticket', id: 'a/b' }],
  ['/admin/register', { page: 'register' }],
  ['/admin/join#secret', { page: 'join', token: 'secret' }],
  ['/admin/licensees', { page: 'licensees' }],
  ['/admin/licensees/7', { page: 'licensee', id: '7' }],
  ['/admin/staff', { page: 'staff' }],
  ['/admin/calendar', { page: 'calendar', year: null }],
  ['/admin/calendar/2027', { page: 'calendar', year: 2027 }],
  ['/admin/regulation', { page: 'regulation' }],
  ['/admin/roster', { page: 'roster', date: null, period: 'week' }],
  ['/admin/roster/2026-11-09?period=month', { page: 'roster', date: '2026-11-09', period: 'month' }],
  ['/admin/roster/2026-02-30', { page: 'roster', date: null, period: 'week' }],
  ['/admin/roster/2026-13-01', { page: 'roster', date: null, period: 'week' }],
  ['/admin/no-such-page', { page: 'unknown' }],
  ['/admin/tickets/1/more', { page: 'unknown' }],
  ['/admin/staff/1', { page: 'unknown' }],
])('%s is a place', (text, place) => {
  expect(at(text)).toEqual(place);
});

test('an address made here leads back to the same ticket', () => {
  expect(at(address.ticket('a b/c?d'))).toEqual({ page: 'ticket', id: 'a b/c?d' });
});

test('no address that is typed breaks the console', () => {
  for (const path of ['/admin/tickets/%E0%A4%A', '/admin/licensees/%', '/admin/people/%zz'])
    expect(at(path)).toEqual({ page: 'unknown' });
});
