/**
 * What the desk notes and reminds of by itself (R7, and a warning at three quarters of a clock's time), and when: all of it
 * computed from the ticket as it stands. Whatever has been done stands in the ticket, so that each is done once.
 */
import type { Instant } from '../../../shared/instant.ts';
import { REMINDED_STATUSES } from '../../../shared/ticket.ts';
import type { RemindedStatus, Status } from '../../../shared/ticket.ts';
import type { Rules } from '../rules.ts';
import type { EventBody } from '../ticket/event.ts';
import { currentCycle } from '../ticket/ticket.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { silenceOf } from '../ticket/windows.ts';
import { addWorkingDays } from '../working-time/working-time.ts';
import { readClock } from './clock.ts';
import type { ClockName } from './due-clock.ts';
import { measureOf } from './measure.ts';
import type { Measure } from './measure.ts';
import { clockSpansOf } from './stretch.ts';
import { dueClockOf } from './ticket-clocks.ts';

export type SignalBody = Extract<EventBody, { type: 'reminded' | 'warned' | 'breached' }>;
export type Signal = { at: Instant; body: SignalBody };

const CLOCKS: readonly ClockName[] = ['reaction', 'completion'];

/** When there is something to do next, if things stay as they are; null when there is nothing. */
export function nextSignalAt(ticket: Ticket, rules: Rules, asOf: Instant): Instant | null {
  const [first] = signalsOf(ticket, rules, asOf);
  return first?.at ?? null;
}

/** What has come due by `at` and still means something: no warning of what has been broken meanwhile. */
export function dueSignals(ticket: Ticket, rules: Rules, at: Instant): SignalBody[] {
  const due = signalsOf(ticket, rules, at).filter((signal) => signal.at <= at);
  const broken = due.flatMap(({ body }) => (body.type === 'breached' ? [body.clock] : []));
  return due.flatMap(({ body }) => (body.type === 'warned' && broken.includes(body.clock) ? [] : [body]));
}

/** In the order of their time. */
function signalsOf(ticket: Ticket, rules: Rules, asOf: Instant): Signal[] {
  if (ticket.status === 'closed') return [];
  return [
    ...CLOCKS.flatMap((clock) => ofClock(ticket, clock, rules, asOf)),
    ...reminderOf(ticket, rules, asOf),
  ].toSorted((a, b) => a.at - b.at);
}

function ofClock(ticket: Ticket, clock: ClockName, rules: Rules, asOf: Instant): Signal[] {
  const cycle = currentCycle(ticket);
  if (cycle.breached?.includes(clock)) return [];
  const measure = measureOf(cycle, clock, rules, asOf);
  const { state, dueAt } = dueClockOf(measure, cycle);
  if (state !== 'running' && state !== 'overdue') return [];
  const signals: Signal[] = [];
  const warnAt = cycle.warned?.includes(clock) ? null : warningOf(measure, rules);
  if (warnAt !== null) {
    signals.push({ at: warnAt, body: { type: 'warned', clock, cycle: cycle.number, dueAt } });
  }
  // Exactly at the due time is in time; one millisecond later is not (R5).
  if (dueAt !== null) {
    signals.push({ at: dueAt + 1, body: { type: 'breached', clock, cycle: cycle.number, dueAt } });
  }
  return signals;
}

/** When three quarters of the allowance have been used, on its own clock; of a promised date, of the days until it. */
function warningOf(
  { unit, allowance, startedAt, dueAt, stretches, until }: Measure,
  rules: Rules,
): Instant | null {
  if (unit === 'promised') {
    return dueAt === null || startedAt === null ? null : startedAt + threeQuarters(dueAt - startedAt);
  }
  if (unit === 'none' || allowance === null) return null;
  return readClock({
    spans: clockSpansOf(stretches),
    budget: threeQuarters(allowance),
    kind: unit,
    wt: rules.workingTime,
    asOf: until,
  }).dueAt;
}

const threeQuarters = (length: number) => Math.floor((length * 3) / 4);

function reminderOf(ticket: Ticket, rules: Rules, asOf: Instant): Signal[] {
  const { status } = ticket;
  if (!isReminded(status) || ticket.remindedAt !== undefined) return [];
  const { infoRequired, payment, verification } = rules.regulation.reminders;
  const days = { info_required: infoRequired, payment, verification }[status];
  if (days === null) return [];
  // A check that is closed for silence now needs no reminder any more.
  const closeAt = silenceOf(ticket, rules)?.closeAt ?? null;
  if (closeAt !== null && closeAt <= asOf) return [];
  const at = addWorkingDays(rules.workingTime, ticket.statusSince, days);
  return [{ at, body: { type: 'reminded', of: status } }];
}

const isReminded = (status: Status): status is RemindedStatus =>
  REMINDED_STATUSES.some((each) => each === status);
