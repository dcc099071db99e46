/**
 * Another way to the same due times: walk minute by minute and count on one's fingers. It shares nothing with the product
 * but the shape of a cycle; its calendar is Moscow's, written by hand for the months the tests live in.
 */
import { HOUR, MINUTE } from '../../../../shared/duration.ts';
import type { Cycle } from '../../../../server/domain/ticket/ticket.ts';

const MOSCOW = 3 * HOUR;
const DAYS_OFF = new Set(
  '2026-11-04 2026-12-31 2027-01-01 2027-01-04 2027-01-05 2027-01-06 2027-01-07 2027-01-08 2027-02-22 2027-02-23 2027-03-08'.split(
    ' ',
  ),
);
const WORKING_SATURDAYS = new Set(['2027-02-20']);
const PAUSED = new Set(['info_required', 'payment', 'verification']);

const local = (at: number) => new Date(at + MOSCOW).toISOString();

const worksOn = (at: number): boolean => {
  const date = local(at).slice(0, 10);
  const weekday = new Date(at + MOSCOW).getUTCDay();
  if (WORKING_SATURDAYS.has(date)) return true;
  return weekday !== 0 && weekday !== 6 && !DAYS_OFF.has(date);
};

const openMinutes = new Map<number, boolean>();
const isOpen = (at: number): boolean => {
  const known = openMinutes.get(at);
  if (known !== undefined) return known;
  const hour = Number(local(at).slice(11, 13));
  const open = hour >= 10 && hour < 19 && worksOn(at);
  openMinutes.set(at, open);
  return open;
};

export type Walked = {
  counted: number;
  dueAt: number | null;
  reactionDueAt: number;
  /** Minutes of R2. */ given: number;
};

type Wanted = { minutes: number; clock: 'working' | 'elapsed'; startedAt: number };

/** All instants of the cycle are whole minutes. */
export function walk(
  cycle: Pick<Cycle, 'startedAt' | 'statuses' | 'closedAt'>,
  { minutes, clock, startedAt }: Wanted,
  asOf: number,
): Walked {
  const until = cycle.closedAt ?? asOf;
  const reactionDueAt = after(cycle.startedAt, 60, isOpen);
  const counts = (at: number) => clock === 'elapsed' || isOpen(at);
  let last = 'request';
  const pausedAt = (at: number) => {
    for (const { at: since, status } of cycle.statuses) if (since <= at && status !== 'closed') last = status;
    return PAUSED.has(last);
  };

  let left = minutes;
  let counted = 0;
  let given: number | null = null;
  let dueAt: number | null = null;
  let late = 0;
  let givenInAll = 0;
  const horizon = Math.max(until, startedAt) + 300 * 24 * HOUR;
  for (let at = startedAt; at < horizon; at += MINUTE) {
    // What is asked for lies behind us.
    if (dueAt !== null && at >= until) break;
    const paused = pausedAt(at);
    if (paused) {
      if (at >= until) break;
      continue;
    }
    if (dueAt !== null) {
      if (counts(at)) late++;
      continue;
    }
    if (left > 0) {
      if (!counts(at)) continue;
      left--;
      if (at < until) counted++;
    } else if (given !== null) {
      given--;
      givenInAll++;
    }
    if (left === 0 && (given === null || given === 0)) {
      given = (moved(at + MINUTE, reactionDueAt) - at - MINUTE) / MINUTE;
      if (given === 0) dueAt = at + MINUTE;
    }
  }
  return { counted: (counted + late) * MINUTE, dueAt, reactionDueAt, given: givenInAll };
}

function after(start: number, minutes: number, counts: (at: number) => boolean): number {
  let at = start;
  for (let left = minutes; left > 0; at += MINUTE) if (counts(at)) left--;
  return at;
}

function moved(at: number, reactionDueAt: number): number {
  let day = at;
  while (!worksOn(day)) day += 24 * HOUR;
  return Math.max(day, reactionDueAt);
}
