/** Wall time in a zone, for words and pictures. Wall milliseconds are local time read as if it were UTC. */
import { DAY } from '../../shared/duration.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** To the second: Swedish happens to be written as ISO 8601 is. */
export const wallOf = (at: number, zone: string): number => {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`);
};

/** The instant of a wall time. One that happens twice means the first, a skipped one is read with the offset before. */
export const instantOf = (wall: number, zone: string): number => {
  const first = wall - (wallOf(wall - DAY, zone) - wall + DAY);
  const second = wall - (wallOf(first, zone) - first);
  return wallOf(first, zone) !== wall && wallOf(second, zone) === wall ? second : first;
};

/** Days since 1970 on the wall, so that two are as far apart as their numbers. */
export const dayOf = (at: number, zone: string): number => Math.floor(wallOf(at, zone) / DAY);

/** 0 is Monday. */
export const weekdayOf = (day: number): number => (day + 3) % 7;

/** 9:20, never 09:20. */
export const timeOf = (at: number, zone: string): string => {
  const date = new Date(wallOf(at, zone));
  return `${date.getUTCHours()}:${`0${date.getUTCMinutes()}`.slice(-2)}`;
};

/** Whether a reader's watch shows something else at that instant. */
export const differs = (at: number, zone: string, reader?: string): boolean =>
  wallOf(at, zone) !== wallOf(at, reader ?? new Intl.DateTimeFormat().resolvedOptions().timeZone);
