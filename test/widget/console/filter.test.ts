import { describe, expect, test } from 'vitest';
import { addressOf, filterOf, isFiltered } from '../../../widget/console/queue/filter.ts';

describe('a view of the queue is its address', () => {
  test.each([
    '',
    '?status=all',
    '?status=info_required&kind=bug&criticality=high&licensee=l1&assignee=nobody&due=today&waiting=client&q=%D1%87%D0%B5%D0%BA',
    '?assignee=me',
    '?due=overdue&q=1042',
  ])('%s comes back as it was sent', (address) => {
    expect(addressOf(filterOf(address))).toBe(address);
  });

  test('the same view has one address, in whatever order it was typed', () => {
    expect(addressOf(filterOf('?q=x&kind=bug&status=closed'))).toBe('?status=closed&kind=bug&q=x');
  });

  test.each([
    ['an unknown status', '?status=burning'],
    ['an unknown kind', '?kind=wish'],
    ['an unknown due', '?due=yesterday'],
    ['an empty search', '?q=%20%20'],
    ['a field of somebody else', '?utm_source=mail'],
  ])('%s filters nothing', (_, address) => {
    expect(filterOf(address)).toEqual({ status: 'open' });
  });

  test('a search longer than the server takes is cut', () => {
    expect(filterOf(`?q=${'я'.repeat(500)}`).search).toHaveLength(200);
  });

  test('a search alone is no filter', () => {
    expect(isFiltered(filterOf('?q=x'))).toBe(false);
    expect(isFiltered(filterOf('?kind=bug'))).toBe(true);
  });
});
