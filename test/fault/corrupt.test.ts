import { expect, it } from 'vitest';
import { corruptRun } from './corrupt.ts';

it('a damaged database is refused with one line, or nothing was lost by it; none is begun anew', async () => {
  const { held, problems } = await corruptRun({
    seed: 2026,
    acknowledged: 30,
    heads: 2,
    log: 2,
    anywhere: 0,
  });
  expect(problems).toEqual([]);
  expect(held).toContain('gone, emptied, cut: 6, 6 refused');
}, 180_000);
