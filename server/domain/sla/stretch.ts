/** When a cycle's completion ran and when it stood still (R6). */
import type { Instant } from '../../../shared/instant.ts';
import type { Status } from '../../../shared/ticket.ts';
import type { Cycle } from '../ticket/ticket.ts';
import type { ClockSpan } from './clock.ts';

/** Half open; the last one of a cycle goes on for ever, as things stand. */
export type Stretch = { from: Instant; to: Instant; runs: boolean; status: Status };

/** Adjacent, from `start` on. Of statuses that begin together only the last counts. */
export function stretchesOf(cycle: Cycle, start: Instant, pausedIn: readonly Status[]): Stretch[] {
  const open = cycle.statuses.filter(({ status }) => status !== 'closed');
  return open
    .map(({ at, status }, i) => ({
      from: Math.max(at, start),
      to: open[i + 1]?.at ?? Infinity,
      runs: !pausedIn.includes(status),
      status,
    }))
    .filter(({ from, to }) => from < to);
}

export function clockSpansOf(stretches: readonly Stretch[]): ClockSpan[] {
  return stretches.map(({ from, runs }) => ({ from, is: runs ? 'running' : 'paused' }));
}
