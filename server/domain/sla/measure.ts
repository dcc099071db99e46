/** One clock of a cycle, read at an instant: what screens need (`ticket-clocks.ts`) and what explains it (`explain.ts`). */
import { HOUR, MINUTE } from '../../../shared/duration.ts';
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { CompletionTarget } from '../regulation.ts';
import type { Rules } from '../rules.ts';
import type { Cycle, Target } from '../ticket/ticket.ts';
import { readClock } from './clock.ts';
import type { ClockName, ClockUnit } from './due-clock.ts';
import { moveDueTime } from './due-time.ts';
import type { Move } from './due-time.ts';
import { clockSpansOf, stretchesOf } from './stretch.ts';
import type { Stretch } from './stretch.ts';

export type Measure = {
  clock: ClockName;
  unit: ClockUnit;
  startedAt: Instant | null;
  allowance: Milliseconds | null;
  stretches: readonly Stretch[];
  /** Up to here it is measured: the end of what it measures, the closing, or the moment of the question. */
  until: Instant;
  /** What it measures has come: the reaction, the closing. */
  endedAt: Instant | null;
  /** The cycle has gone no further than this, whether it came or not. */
  stopped: boolean;
  /** R2's time is none of the allowance: it is not counted. */
  counted: Milliseconds;
  /** When the allowance is used up, before R2. */
  usedUpAt: Instant | null;
  moves: readonly Move[];
  dueAt: Instant | null;
  /** What is left of R2's lines after a pause that stopped them. */
  moveLeft: Milliseconds;
};

export function measureOf(cycle: Cycle, which: ClockName, rules: Rules, asOf: Instant): Measure {
  return which === 'reaction' ? reactionOf(cycle, rules, asOf) : completionOf(cycle, rules, asOf);
}

/** R5: from the start, never paused. */
function reactionOf(cycle: Cycle, rules: Rules, asOf: Instant): Measure {
  const { minutes, clock } = rules.regulation.reaction;
  const end = cycle.reactedAt ?? cycle.closedAt;
  const until = end ?? asOf;
  const startedAt = cycle.startedAt;
  const allowance = minutes * MINUTE;
  const spans = [{ from: startedAt, is: 'running' as const }];
  const { counted, dueAt } = readClock({
    spans,
    budget: allowance,
    kind: clock,
    wt: rules.workingTime,
    asOf: until,
  });
  return {
    clock: 'reaction',
    unit: clock,
    startedAt,
    allowance,
    stretches: [{ from: startedAt, to: Infinity, runs: true, status: 'request' }],
    until,
    endedAt: cycle.reactedAt,
    stopped: end !== null,
    counted,
    usedUpAt: dueAt,
    moves: [],
    dueAt,
    moveLeft: 0,
  };
}

function completionOf(cycle: Cycle, rules: Rules, asOf: Instant): Measure {
  const { regulation, workingTime } = rules;
  const target = lastTarget(cycle);
  const until = cycle.closedAt ?? asOf;
  const none: Measure = {
    clock: 'completion',
    unit: 'none',
    startedAt: null,
    allowance: null,
    stretches: [],
    until,
    endedAt: cycle.closedAt,
    stopped: cycle.closedAt !== null,
    counted: 0,
    usedUpAt: null,
    moves: [],
    dueAt: null,
    moveLeft: 0,
  };
  // R4: a promised date is the due time itself, and pauses do not move it.
  if (target.kind === 'feature' && target.promisedDueAt !== null) {
    const startedAt = promisedAt(cycle, target.promisedDueAt);
    const stretches: Stretch[] = [{ from: startedAt, to: Infinity, runs: true, status: 'in_progress' }];
    const counted = Math.max(0, until - startedAt);
    return { ...none, unit: 'promised', startedAt, stretches, counted, dueAt: target.promisedDueAt };
  }
  const allowed = completionTarget(target, rules);
  const startedAt = target.kind === 'feature' ? cycle.firstEstimatedAt : cycle.startedAt;
  if (!allowed || startedAt === null) return none;

  const stretches = stretchesOf(cycle, startedAt, regulation.completion.pausedIn);
  const allowance = allowed.hours * HOUR;
  const spans = clockSpansOf(stretches);
  const reading = readClock({ spans, budget: allowance, kind: allowed.clock, wt: workingTime, asOf: until });
  const measured: Measure = {
    ...none,
    unit: allowed.clock,
    startedAt,
    allowance,
    stretches,
    counted: reading.counted,
    usedUpAt: reading.dueAt,
  };
  if (reading.dueAt === null) return measured;
  const { moves, dueAt, left } = moveDueTime(reading.dueAt, stretches, {
    workingTime,
    toWorkingDay: regulation.completion.movesToWorkingDay,
    notBefore: regulation.completion.notBeforeReaction ? reactionOf(cycle, rules, asOf).dueAt : null,
  });
  if (moves.length === 0 && left === 0) return { ...measured, dueAt };
  const since = dueAt ?? Infinity;
  const late = clockSpansOf(stretches.filter(({ to }) => to > since)).map((span) => ({
    ...span,
    from: Math.max(span.from, since),
  }));
  const over = readClock({
    spans: late,
    budget: null,
    kind: allowed.clock,
    wt: workingTime,
    asOf: until,
  }).counted;
  return { ...measured, counted: Math.min(reading.counted, allowance) + over, moves, dueAt, moveLeft: left };
}

/** By kind, criticality and estimate (R3, R4); null for a feature that nobody has estimated. */
export function completionTarget(target: Target, { regulation }: Rules): CompletionTarget | null {
  const { consultation, bug, feature } = regulation.completion;
  if (target.kind === 'consultation') return consultation;
  if (target.kind === 'bug') return bug[target.criticality ?? 'normal'];
  return target.estimateHours === null ? null : { hours: target.estimateHours, clock: feature.clock };
}

function lastTarget(cycle: Cycle): Target {
  const target = cycle.targets.at(-1);
  if (!target) throw new Error(`cycle ${cycle.number} has no target`);
  return target;
}

/** When the promise that stands now was first given. */
function promisedAt(cycle: Cycle, dueAt: Instant): Instant {
  let since = cycle.startedAt;
  for (const { at, promisedDueAt } of cycle.targets.toReversed()) {
    if (promisedDueAt !== dueAt) break;
    since = at;
  }
  return since;
}
