/** R13: what other rules would do to an open ticket, before anybody decides. */
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { Rules } from '../rules.ts';
import type { DueClock } from '../sla/due-clock.ts';
import { clocksOf } from '../sla/ticket-clocks.ts';
import type { Ticket } from '../ticket/ticket.ts';

export type ClockEffect = { old: Instant | null; new: Instant | null; becomes: 'breached' | 'saved' | null };

export type RulesEffect = {
  reaction: ClockEffect;
  completion: ClockEffect;
  /** By how much the clock that moves most does, later is positive; Infinity where one side has no due time. */
  moves: Milliseconds;
};

export function effectOn(ticket: Ticket, rules: { now: Rules; then: Rules }, at: Instant): RulesEffect {
  const old = clocksOf(ticket, rules.now, at);
  const then = clocksOf(ticket, rules.then, at);
  const reaction = clockEffect(old.reaction, then.reaction);
  const completion = clockEffect(old.completion, then.completion);
  const [a, b] = [moveOf(reaction), moveOf(completion)];
  return { reaction, completion, moves: Math.abs(a) > Math.abs(b) ? a : b };
}

export const isTouched = ({ reaction, completion }: RulesEffect): boolean =>
  [reaction, completion].some((clock) => clock.old !== clock.new || clock.becomes !== null);

const isLate = ({ state }: DueClock): boolean => state === 'overdue' || state === 'missed';

function clockEffect(was: DueClock, willBe: DueClock): ClockEffect {
  const becomes = isLate(was) === isLate(willBe) ? null : isLate(willBe) ? 'breached' : 'saved';
  return { old: was.dueAt, new: willBe.dueAt, becomes };
}

function moveOf({ old, new: willBe }: ClockEffect): Milliseconds {
  if (old === willBe) return 0;
  if (old === null || willBe === null) return Infinity;
  return willBe - old;
}
