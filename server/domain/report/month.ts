/** A month of the desk's calendar, and how far its report reads the log (R14). */
import type { Instant, LocalDate } from '../../../shared/instant.ts';
import type { Rules } from '../rules.ts';
import { atLocalTime, localDateOf } from '../working-time/working-time.ts';

/** '2026-10' */
export type Month = string;

export type MonthWindow = {
  month: Month;
  /** Half open, in the desk's zone. */
  from: Instant;
  to: Instant;
  /** The end of the day up to which ratings count. */
  cutOffAt: Instant;
  /** Nothing is over yet that can still change the figures. */
  provisional: boolean;
  /** What was written at this instant or later is not read. */
  readTo: Instant;
};

export const isMonth = (text: string): boolean => /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(text);

export function monthWindow(month: Month, { regulation, workingTime }: Rules, asOf: Instant): MonthWindow {
  const next = monthsAfter(month, 1);
  const at = (date: LocalDate, time: string) => atLocalTime(workingTime, date, time);
  const cutOffAt = at(`${next}-${String(regulation.quality.cutOffDay).padStart(2, '0')}`, '24:00');
  return {
    month,
    from: at(`${month}-01`, '00:00'),
    to: at(`${next}-01`, '00:00'),
    cutOffAt,
    provisional: asOf < cutOffAt,
    readTo: Math.min(asOf + 1, cutOffAt),
  };
}

/** `count` may be negative. */
export function monthsAfter(month: Month, count: number): Month {
  if (!isMonth(month)) throw new RangeError(`"${month}" is not a month; write it like "2026-10"`);
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

export function monthOf({ workingTime }: Pick<Rules, 'workingTime'>, at: Instant): Month {
  return localDateOf(workingTime, at).slice(0, 7);
}
