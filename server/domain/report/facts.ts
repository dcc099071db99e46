/**
 * What one ticket adds to a month, read from its log. The ticket is folded twice: as it stood at the end of the month,
 * which says what was done, and as far as the report reads, which says how it was rated (R14). Each cycle is by itself (R8).
 */
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { Stars } from '../../../shared/rating.ts';
import type { TicketKind } from '../../../shared/ticket.ts';
import type { Topic } from '../regulation.ts';
import type { RuleBook } from '../rules.ts';
import { escalationClock } from '../second-line/escalation-clock.ts';
import type { Escalation } from '../second-line/escalation.ts';
import type { ClockName, DueClock } from '../sla/due-clock.ts';
import { ledgerOf } from '../sla/explain.ts';
import type { Ledger } from '../sla/ledger.ts';
import { clocksOfCycle } from '../sla/ticket-clocks.ts';
import type { StaffId, TicketEvent, TicketId } from '../ticket/event.ts';
import { replay } from '../ticket/evolve.ts';
import { currentCycle } from '../ticket/ticket.ts';
import type { Cycle, Ticket } from '../ticket/ticket.ts';
import type { MonthWindow } from './month.ts';
import { timeWent } from './time-went.ts';
import type { TimeWent } from './time-went.ts';

export type TicketLog = { id: TicketId; number: number; events: readonly TicketEvent[] };

/** `unmeasured`: there was no target, or it was closed in time before anybody reacted. */
export type Outcome = 'met' | 'missed' | 'unmeasured';

/** Who answers for it, and of which kind it is. */
export type Owned = { kind: TicketKind; responsible: StaffId | null };

export type Breach = Owned & {
  ticketId: TicketId;
  number: number;
  cycle: number;
  clock: ClockName;
  dueAt: Instant;
  /** Null while it has not come. */
  endedAt: Instant | null;
  /** On the clock's own time; what passed after the due time, where that is a date. */
  lateBy: Milliseconds;
  /** Not closed by the end of the month: it is counted in the month in which it will be. */
  open: boolean;
  went: TimeWent;
  ledger: Ledger;
};

export type ClosedFacts = Owned & {
  reaction: Outcome;
  completion: Outcome;
  stars: Stars | null;
  went: TimeWent;
};

export type QuestionFacts = {
  topic: Topic;
  asked: boolean;
  /** How it came out, if that was in the month. */
  outcome: 'met' | 'missed' | 'dropped' | null;
  /** Unanswered at the end of the month, and late. */
  overdue: boolean;
};

export type TicketFacts = {
  /** When it came, if it came in the month. */
  submittedAt: Instant | null;
  submitted: readonly Owned[];
  reopened: readonly Owned[];
  closed: readonly ClosedFacts[];
  /** At the end of the month. */
  open: Owned | null;
  breaches: readonly Breach[];
  questions: readonly QuestionFacts[];
};

/** Null when the month knows nothing of the ticket. */
export function factsOf(
  log: TicketLog,
  window: MonthWindow,
  ruleBook: Pick<RuleBook, 'of'>,
): TicketFacts | null {
  const endsAt = Math.min(window.to, window.readTo);
  const ticket = foldedTo(log, endsAt);
  if (!ticket) return null;
  const rated = foldedTo(log, window.readTo) ?? ticket;
  const inMonth = (at: Instant | null): boolean => at !== null && window.from <= at && at < endsAt;

  const breaches: Breach[] = [];
  const closed: ClosedFacts[] = [];
  for (const cycle of ticket.cycles) {
    if (cycle.closedAt !== null && !inMonth(cycle.closedAt)) continue;
    const rules = ruleBook.of(cycle.regulationVersion);
    const asOf = cycle.closedAt ?? endsAt;
    const clocks = clocksOfCycle(cycle, rules, asOf);
    const late = [clocks.reaction, clocks.completion].filter(isLate);
    breaches.push(
      ...late.map((clock): Breach => {
        const until = clock.endedAt ?? asOf;
        return {
          ticketId: ticket.id,
          number: ticket.number,
          cycle: cycle.number,
          ...ownedOf(ticket, cycle),
          clock: clock.clock,
          dueAt: clock.dueAt,
          endedAt: clock.endedAt,
          lateBy: clock.allowance === null ? until - clock.dueAt : clock.counted - clock.allowance,
          open: cycle.closedAt === null,
          went: timeWent(ticket, cycle.number, { until, workingTime: rules.workingTime }),
          ledger: ledgerOf(cycle, clock.clock, rules, asOf),
        };
      }),
    );
    if (cycle.closedAt === null) continue;
    closed.push({
      ...ownedOf(ticket, cycle),
      reaction: outcomeOf(clocks.reaction),
      completion: outcomeOf(clocks.completion),
      stars: rated.cycles.find(({ number }) => number === cycle.number)?.rating?.stars ?? null,
      went: timeWent(ticket, cycle.number, { until: cycle.closedAt, workingTime: rules.workingTime }),
    });
  }

  const last = currentCycle(ticket);
  const begun = ticket.cycles.filter(({ number, startedAt }) =>
    inMonth(number === 1 ? ticket.submittedAt : startedAt),
  );
  return {
    submittedAt: inMonth(ticket.submittedAt) ? ticket.submittedAt : null,
    submitted: begun.filter(({ number }) => number === 1).map((cycle) => ownedOf(ticket, cycle)),
    reopened: begun.filter(({ number }) => number > 1).map((cycle) => ownedOf(ticket, cycle)),
    closed,
    open: last.closedAt === null ? ownedOf(ticket, last) : null,
    breaches,
    questions: ticket.escalations
      .map((escalation) => questionOf(escalation, ruleBook, { endsAt, inMonth }))
      .filter(({ asked, outcome, overdue }) => asked || outcome !== null || overdue),
  };
}

/** Events are in time order, so what was read by an instant is a beginning of the log. */
function foldedTo({ id, number, events }: TicketLog, before: Instant): Ticket | null {
  const known = events.filter(({ at }) => at < before);
  return known.length === 0 ? null : replay(id, number, known);
}

/** R14: whoever was recorded at the closing; of an open one, whoever has it. */
function ownedOf(ticket: Ticket, cycle: Cycle): Owned {
  return {
    kind: cycle.targets.at(-1)?.kind ?? ticket.kind,
    responsible: cycle.closedAt === null ? ticket.assignee : cycle.creditedTo,
  };
}

function outcomeOf({ state }: DueClock): Outcome {
  return state === 'met' || state === 'missed' ? state : 'unmeasured';
}

const isLate = (clock: DueClock): clock is DueClock & { dueAt: Instant } =>
  (clock.state === 'missed' || clock.state === 'overdue') && clock.dueAt !== null;

function questionOf(
  escalation: Escalation,
  ruleBook: Pick<RuleBook, 'of'>,
  { endsAt, inMonth }: { endsAt: Instant; inMonth(at: Instant | null): boolean },
): QuestionFacts {
  const { state, endedAt } = escalationClock(escalation, ruleBook.of(escalation.regulationVersion), endsAt);
  const over = state === 'met' || state === 'missed' || state === 'dropped';
  return {
    topic: escalation.topic,
    asked: inMonth(escalation.askedAt),
    outcome: over && inMonth(endedAt) ? state : null,
    overdue: state === 'overdue',
  };
}
