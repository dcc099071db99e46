import { expect, it } from 'vitest';
import { evenPace } from '../../server/even-pace.ts';

const MINUTE = 60_000;
const YEAR = 8766 * 60 * MINUTE;

it('counts from where the clock was last set, forwards or back, and takes no offence at a second', () => {
  const clock = { at: 1000 * YEAR, passed: 5 };
  const pace = evenPace(
    () => clock.at,
    () => clock.passed,
  );
  const goes = (passed: number, clockBy = passed) => {
    clock.passed += passed;
    clock.at += clockBy;
    return pace.evenFor();
  };
  expect(goes(10 * MINUTE)).toBe(10 * MINUTE);
  expect(goes(MINUTE, MINUTE + 1000)).toBe(11 * MINUTE);
  expect(goes(MINUTE, 10 * YEAR)).toBe(0);
  expect(goes(5 * MINUTE)).toBe(5 * MINUTE);
  expect(goes(MINUTE, -10 * YEAR)).toBe(0);
  expect(goes(MINUTE, 3 * MINUTE)).toBe(0);
});
