/** Why a department's answer is due when it is (R11): every day from the question on, and which of them counted. */
import type { Instant } from '../../../shared/instant.ts';
import type { NotCountedReason } from '../sla/ledger.ts';
import { PARAGRAPHS } from '../regulation.ts';
import type { Topic } from '../regulation.ts';
import type { Rules } from '../rules.ts';
import type { WorkingTime } from '../working-time/compile.ts';
import { atLocalTime, describeClosed, isWorkingDay, localDateOf } from '../working-time/working-time.ts';
import { dateOf, dayNumberOf } from '../working-time/local-date.ts';
import { escalationClock } from './escalation-clock.ts';
import type { EscalationClock } from './escalation-clock.ts';
import type { Escalation } from './escalation.ts';

export type EscalationSpan = {
  from: Instant;
  to: Instant;
  /** As in a ticket's ledger; `counted`, `to_count` and `spare` sum to the term. */
  is: 'counted' | 'to_count' | 'not_counted' | 'spare' | 'over';
  /** Working days: 1 for what counts, 0 for what does not. */
  adds: 0 | 1;
  /** The day of the question is day 0, whatever the hour. */
  reason?: NotCountedReason | { code: 'day_zero' };
};

export type EscalationLedger = {
  unit: 'working_days';
  state: EscalationClock['state'];
  paragraph: string;
  regulationVersion: string;
  topic: Topic;
  startedAt: Instant;
  asOf: Instant;
  dueAt: Instant;
  endedAt: Instant | null;
  /** Working days. */
  allowance: number;
  counted: number;
  left: number;
  /** In time order, adjacent, half open, a day each; from the question to the later of due time, end and now. */
  spans: readonly EscalationSpan[];
  unofficialYear: number | null;
};

export function escalationLedger(escalation: Escalation, rules: Rules, asOf: Instant): EscalationLedger {
  const { workingTime, regulation } = rules;
  const clock = escalationClock(escalation, rules, asOf);
  const until = clock.endedAt ?? asOf;
  const spans = spansOf(clock, until, workingTime);
  const year = Number(localDateOf(workingTime, clock.dueAt).slice(0, 4));
  const sum = (...kinds: EscalationSpan['is'][]) =>
    spans.reduce((days, { is, adds }) => days + (kinds.includes(is) ? adds : 0), 0);
  return {
    unit: 'working_days',
    state: clock.state,
    paragraph: PARAGRAPHS.secondLine,
    regulationVersion: regulation.version,
    topic: escalation.topic,
    startedAt: clock.startedAt,
    asOf,
    dueAt: clock.dueAt,
    endedAt: clock.endedAt,
    allowance: clock.workingDays,
    counted: sum('counted', 'over'),
    left: sum('to_count', 'spare') - sum('over'),
    spans,
    unofficialYear: workingTime.spec.officialYears.includes(year) ? null : year,
  };
}

function spansOf(
  { startedAt, dueAt, endedAt, workingDays }: EscalationClock,
  until: Instant,
  wt: WorkingTime,
) {
  const spans: EscalationSpan[] = [];
  const last = Math.max(dueAt, until);
  let counted = 0;
  let from = startedAt;
  for (let day = dayNumberOf(localDateOf(wt, startedAt)); from < last; day++) {
    const date = dateOf(day);
    const midnight = atLocalTime(wt, dateOf(day + 1), '00:00');
    const isLastDay = counted + 1 === workingDays && isWorkingDay(wt, date);
    // The term ends at closing time, and what comes after it on that day is late already.
    const to = Math.min(last, from < dueAt && isLastDay ? Math.min(dueAt, midnight) : midnight);
    if (to <= from) continue;
    if (day === dayNumberOf(localDateOf(wt, startedAt))) {
      spans.push({ from, to, is: 'not_counted', adds: 0, reason: { code: 'day_zero' } });
    } else if (!isWorkingDay(wt, date)) {
      const { until: _, ...reason } = describeClosed(wt, from);
      spans.push({ from, to, is: 'not_counted', adds: 0, reason });
    } else if (from >= dueAt) {
      // The rest of the last day is none of its own.
      spans.push({ from, to, is: 'over', adds: localDateOf(wt, dueAt) === date ? 0 : 1 });
    } else {
      counted += 1;
      const is = from < until ? 'counted' : endedAt === null ? 'to_count' : 'spare';
      spans.push({ from, to, is, adds: 1 });
      if (to < midnight && to === dueAt && to < last) day -= 1;
    }
    from = to;
  }
  return spans;
}
