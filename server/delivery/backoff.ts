/** How long to wait before the next try, and when to stop trying. */
import { DAY, HOUR, MINUTE } from '../../shared/duration.ts';
import type { Milliseconds } from '../../shared/duration.ts';
import type { FaultCode } from '../../shared/delivery-fault.ts';

const SECOND: Milliseconds = MINUTE / 60;
/** A message of which only this one is refused for now. */
const MESSAGE = { first: 10 * SECOND, longest: HOUR };
/** A way on which nothing goes: one try opens it for all, so that everything is out minutes after it is back. */
const WAY = { first: 5 * SECOND, longest: 5 * MINUTE };
/** More than a weekend. */
const GIVE_UP_WAY_AFTER = 3 * DAY;
/** It holds up what comes after it in its ticket. */
const GIVE_UP_MESSAGE_AFTER = DAY;
const MOST_FAULTS = 5;
/** Nobody is told to wait longer than this. */
export const LONGEST_TOLD = HOUR;

type Gaps = { first: Milliseconds; longest: Milliseconds };

/** Doubles; `dice` from 0 to 1 takes up to a quarter off, so that not all come back in the same moment. */
function gap({ first, longest }: Gaps, failures: number, dice: number): Milliseconds {
  const doubled = first * 2 ** Math.min(failures - 1, 30);
  return Math.round(Math.min(doubled, longest) * (1 - dice / 4));
}

/** `failures` from 1. */
export const messageGap = (failures: number, dice: number): Milliseconds => gap(MESSAGE, failures, dice);

export const wayGap = (failures: number, told: Milliseconds | null, dice: number): Milliseconds =>
  told === null ? gap(WAY, failures, dice) : Math.min(Math.max(told, SECOND), LONGEST_TOLD);

const OF_THE_WAY: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'not_configured',
  'unreachable',
  'another_server',
  'sends_elsewhere',
  'timed_out',
  'sign_in_refused',
  'too_many',
]);

const FOR_GOOD: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'refused',
  'no_channel',
  'not_allowed',
  'bad_address',
]);

export const isOfTheWay = (code: FaultCode): boolean => OF_THE_WAY.has(code);

/** `failing`: since the first try that failed; while nothing ran, nothing failed. */
export function isGivenUp(code: FaultCode, attempts: number, failing: Milliseconds): boolean {
  if (FOR_GOOD.has(code)) return true;
  if (code === 'our_fault') return attempts >= MOST_FAULTS;
  return failing >= (isOfTheWay(code) ? GIVE_UP_WAY_AFTER : GIVE_UP_MESSAGE_AFTER);
}
