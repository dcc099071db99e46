/** Between the browser's date and time fields and the desk's own wall clock. */
import { instantOf, wallOf } from '../../wording/local.ts';
import { time } from '../words.ts';
import { now } from '../now.ts';

const isoOf = (at: number, zone: string) => new Date(wallOf(at, zone)).toISOString();

/** "2026-11-06" */
export const dateValue = (at: number, zone: string): string => isoOf(at, zone).slice(0, 10);
/** "2026-11-06T14:20" */
export const dateTimeValue = (at: number, zone: string): string => isoOf(at, zone).slice(0, 16);

/** What stands in a field of date and time, read on the desk's clock and not on the reader's; null when it is no time. */
export const instantIn = (value: string, zone: string): number | null => {
  const wall = Date.parse(`${value}${value.length === 16 ? ':00' : ''}Z`);
  return Number.isNaN(wall) ? null : instantOf(wall, zone);
};

/** «9 ноября» for a day without a time. */
export const sayDate = (date: string, zone: string): string => {
  const noon = instantIn(`${date}T12:00`, zone);
  return noon === null ? date : time().day(noon, now(), zone);
};
