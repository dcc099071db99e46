import { expect, it, vi } from 'vitest';
import { rounds } from '../../../server/http/rounds.ts';

it('comes by at everybody, again and again, and at nobody who has left', async () => {
  const seen = new Map<number, number>();
  const round = rounds<number>(40, (those) => {
    for (const i of those) seen.set(i, (seen.get(i) ?? 0) + 1);
  });
  for (let i = 0; i < 10; i++) round.join(i);
  await vi.waitFor(() => {
    expect(seen.size).toBe(10);
    expect(Math.min(...seen.values())).toBeGreaterThanOrEqual(3);
  });
  // Nobody has been come by much more often than another.
  expect(Math.max(...seen.values()) - Math.min(...seen.values())).toBeLessThanOrEqual(1);
  round.leave(0);
  round.leave(0);
  const [first, others] = [seen.get(0)!, seen.get(1)!];
  await vi.waitFor(() => expect(seen.get(1)!).toBeGreaterThan(others + 2));
  expect(seen.get(0)).toBe(first);
  for (let i = 0; i < 10; i++) round.leave(i);
});
