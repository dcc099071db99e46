import { expect, it, vi } from 'vitest';
import { rounds } from '../../../server/http/rounds.ts';

it('comes by at everybody, again and again, and at nobody who has left', async () => {
  const round = rounds(40);
  const seen = new Map<number, number>();
  const leave = Array.from({ length: 10 }, (_, i) => round.join(() => seen.set(i, (seen.get(i) ?? 0) + 1)));
  await vi.waitFor(() => {
    expect(seen.size).toBe(10);
    expect(Math.min(...seen.values())).toBeGreaterThanOrEqual(3);
  });
  // Nobody has been come by much more often than another.
  expect(Math.max(...seen.values()) - Math.min(...seen.values())).toBeLessThanOrEqual(1);
  leave[0]!();
  leave[0]!();
  const [first, others] = [seen.get(0)!, seen.get(1)!];
  await vi.waitFor(() => expect(seen.get(1)!).toBeGreaterThan(others + 2));
  expect(seen.get(0)).toBe(first);
  for (const each of leave) each();
});
