/** Both clocks of a ticket, computed from what happened and never ticked (R1 to R9). */
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { Rules } from '../rules.ts';
import { currentCycle } from '../ticket/ticket.ts';
import type { Cycle, Ticket } from '../ticket/ticket.ts';
import type { ClockName, ClockState, DueClock, TicketClocks } from './due-clock.ts';
import { measureOf } from './measure.ts';
import type { Measure } from './measure.ts';

/** Of the cycle that stands now; what earlier ones met or missed never changes (R8). */
export function clocksOf(ticket: Ticket, rules: Rules, asOf: Instant): TicketClocks {
  return clocksOfCycle(currentCycle(ticket), rules, asOf);
}

/** `rules` are those the cycle stands under. */
export function clocksOfCycle(cycle: Cycle, rules: Rules, asOf: Instant): TicketClocks {
  const read = (which: ClockName) => dueClockOf(measureOf(cycle, which, rules, asOf), cycle);
  return { reaction: read('reaction'), completion: read('completion') };
}

export function dueClockOf(measure: Measure, cycle: Cycle): DueClock {
  const { clock, unit, startedAt, allowance, dueAt, endedAt } = measure;
  const state = stateOf(measure, cycle);
  const last = measure.stretches.at(-1);
  // Late or not, it stands still while the client has the move: lateness does not grow on their time (R6).
  const paused = (state === 'paused' || state === 'overdue') && last && !last.runs ? last : null;
  return {
    clock,
    unit,
    state,
    startedAt,
    allowance,
    dueAt,
    endedAt,
    counted: measure.counted,
    left: leftOf(measure),
    pausedSince: paused?.from ?? null,
    pausedIn: paused?.status ?? null,
  };
}

function stateOf(
  { clock, unit, dueAt, stopped, endedAt, until, stretches }: Measure,
  cycle: Cycle,
): ClockState {
  if (unit === 'none') return stopped ? 'dropped' : 'no_target';
  // Stopped on the very instant, it is in time for as long as it stands still.
  const late =
    dueAt !== null &&
    stretches.some(({ runs, from, to }) => runs && Math.min(to, until) > Math.max(from, dueAt));
  if (late) return stopped ? 'missed' : 'overdue';
  // Closed before anybody reacted, and in time: nobody was late and nobody answered.
  if (clock === 'reaction' && endedAt === null && cycle.closedAt !== null) return 'dropped';
  if (stopped) return 'met';
  return stretches.at(-1)?.runs === false ? 'paused' : 'running';
}

/** What there is until the due time once the clock runs on; after the allowance that is what R2 gave. */
function leftOf({
  unit,
  allowance,
  counted,
  usedUpAt,
  dueAt,
  moves,
  moveLeft,
  until,
}: Measure): Milliseconds | null {
  if (unit === 'promised' && dueAt !== null) return dueAt - until;
  if (allowance === null) return null;
  const givenStill = moves.reduce(
    (sum, { from, to }) => sum + Math.max(0, to - Math.max(from, until)),
    moveLeft,
  );
  return usedUpAt !== null && until >= usedUpAt && counted === allowance ? givenStill : allowance - counted;
}
