/** A past cycle under other rules: what it would have met and missed, beside what it did. What people did stays as it was. */
import type { Instant } from '../../../shared/instant.ts';
import type { TicketKind } from '../../../shared/ticket.ts';
import type { Rules } from '../rules.ts';
import type { ClockName, DueClock } from '../sla/due-clock.ts';
import { clocksOfCycle } from '../sla/ticket-clocks.ts';
import type { Cycle } from '../ticket/ticket.ts';

/** `open`: still to come; `none`: there was nothing to measure. */
export type Outcome = 'met' | 'missed' | 'open' | 'none';

export type Replayed = { outcome: Outcome; dueAt: Instant | null; endedAt: Instant | null };
export type ReplayedClock = { was: Replayed; then: Replayed };
export type ReplayedCycle = { kind: TicketKind } & Record<ClockName, ReplayedClock>;

export type UnderRules = {
  /** Those that the cycle stands under. */
  was: Rules;
  then: Rules;
  asOf: Instant;
  /** When the first answer would have come with more people; what it was where nothing else is known. */
  reactedAt?: Instant | null;
};

export function replayCycle(cycle: Cycle, { was, then, asOf, reactedAt }: UnderRules): ReplayedCycle {
  const before = clocksOfCycle(cycle, was, asOf);
  const other = reactedAt === undefined ? cycle : { ...cycle, reactedAt };
  const after = clocksOfCycle(other, then, asOf);
  return {
    kind: cycle.targets.at(-1)!.kind,
    reaction: { was: replayed(before.reaction), then: replayed(after.reaction) },
    completion: { was: replayed(before.completion), then: replayed(after.completion) },
  };
}

const OUTCOME: Record<DueClock['state'], Outcome> = {
  met: 'met',
  missed: 'missed',
  overdue: 'missed',
  running: 'open',
  paused: 'open',
  no_target: 'none',
  dropped: 'none',
};

const replayed = ({ state, dueAt, endedAt }: DueClock): Replayed => ({
  outcome: OUTCOME[state],
  dueAt,
  endedAt,
});

export type Tally = Record<Exclude<Outcome, 'none'>, number>;
export type TallyRow = { kind: TicketKind; clock: ClockName; was: Tally; then: Tally };

const CLOCKS: readonly ClockName[] = ['reaction', 'completion'];

/** By kind and clock, in the order of `kinds`. */
export function tally(cycles: readonly ReplayedCycle[], kinds: readonly TicketKind[]): TallyRow[] {
  return kinds.flatMap((kind) =>
    CLOCKS.map((clock) => {
      const own = cycles.filter((each) => each.kind === kind).map((each) => each[clock]);
      return {
        kind,
        clock,
        was: counted(own.map(({ was }) => was)),
        then: counted(own.map(({ then }) => then)),
      };
    }),
  );
}

function counted(all: readonly Replayed[]): Tally {
  const of = (outcome: Outcome) => all.filter((each) => each.outcome === outcome).length;
  return { met: of('met'), missed: of('missed'), open: of('open') };
}
