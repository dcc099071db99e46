import { describe, expect, test } from 'vitest';
import type { StaffTicketRow } from '../../../widget/client/api.ts';
import { groupsOf, hasCrossed, heldRows } from '../../../widget/console/queue/groups.ts';

const HOUR = 3_600_000;
const row = (
  id: string,
  group: StaffTicketRow['group'],
  more: Partial<StaffTicketRow> = {},
): StaffTicketRow => ({
  id,
  number: 1,
  version: 1,
  title: id,
  kind: 'bug',
  criticality: 'high',
  status: 'in_progress',
  statusSince: 0,
  licensee: { id: 'l', name: 'Licensee' },
  person: 'Person',
  assignee: null,
  reacted: true,
  clientWaits: false,
  due: {
    clock: 'completion',
    at: null,
    state: 'running',
    left: null,
    promised: false,
    pausedSince: null,
    unofficialYear: null,
  },
  group,
  updatedAt: 0,
  ...more,
});
const ids = (rows: readonly StaffTicketRow[]) => rows.map(({ id }) => id);

describe('groups of the queue', () => {
  test('stand by nearness, in the order the server gave within each', () => {
    const groups = groupsOf([row('later', 'later'), row('b', 'overdue'), row('a', 'overdue')], true);
    expect(groups.map(({ name, rows }) => [name, ids(rows)])).toEqual([
      ['overdue', ['b', 'a']],
      ['later', ['later']],
    ]);
  });

  test('the last one of an unfinished list may have more to come, the ones before it not', () => {
    const rows = [row('a', 'overdue'), row('b', 'today')];
    expect(groupsOf(rows, false).map(({ whole }) => whole)).toEqual([true, false]);
    expect(groupsOf(rows, true).map(({ whole }) => whole)).toEqual([true, true]);
  });
});

describe('while the list is pointed at', () => {
  const shown = [row('a', 'hour'), row('b', 'today'), row('c', 'later')];

  test('rows change in place and keep their order', () => {
    const fresh = [row('c', 'later', { title: 'new words' }), row('b', 'today'), row('a', 'hour')];
    const { rows, waiting } = heldRows(shown, fresh);
    expect(ids(rows)).toEqual(['a', 'b', 'c']);
    expect(rows[2]?.title).toBe('new words');
    expect(waiting).toBe(0);
  });

  test('what came, left or went to another group waits and is counted', () => {
    const fresh = [row('new', 'overdue'), row('b', 'hour'), row('c', 'later')];
    const { rows, waiting } = heldRows(shown, fresh);
    expect(ids(rows)).toEqual(['a', 'b', 'c']);
    expect(rows[1]?.group).toBe('today');
    expect(waiting).toBe(3);
  });
});

describe('time alone moves a row', () => {
  const due = (at: number) => [row('a', 'today', { due: { ...row('', 'today').due, at } })];

  test.each([
    ['past its due time', 10 * HOUR, 10 * HOUR - 1, 10 * HOUR + 1, true],
    ['within an hour of it', 10 * HOUR, 9 * HOUR - 1, 9 * HOUR + 1, true],
    ['not between the two', 10 * HOUR, 9 * HOUR + 2, 10 * HOUR - 2, false],
  ])('%s', (_, at, readAt, now, crossed) => {
    expect(hasCrossed(due(at), readAt, now)).toBe(crossed);
  });
});
