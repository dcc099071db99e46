import { expect, it } from 'vitest';
import { configRun } from './config.ts';

it('wrong configurations are refused with one clear line each, and leave nothing behind', async () => {
  const { cases, problems } = await configRun(5, 2026);
  expect(problems).toEqual([]);
  expect(cases).toBeGreaterThanOrEqual(8);
}, 180_000);
