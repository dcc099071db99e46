/** Why a due time is what it is (R1 to R9), as a list of spans that sums to the allowance. */
import type { Instant } from '../../../shared/instant.ts';
import type { Status } from '../../../shared/ticket.ts';
import { PARAGRAPHS } from '../regulation.ts';
import type { Rules } from '../rules.ts';
import type { Cycle } from '../ticket/ticket.ts';
import type { WorkingTime } from '../working-time/compile.ts';
import { localDateOf, spansBetween } from '../working-time/working-time.ts';
import type { ClockName } from './due-clock.ts';
import type { Ledger, LedgerSpan, NotCountedReason } from './ledger.ts';
import { measureOf } from './measure.ts';
import type { Measure } from './measure.ts';
import type { Stretch } from './stretch.ts';
import { dueClockOf } from './ticket-clocks.ts';

/** `rules` are those the cycle stands under. */
export function ledgerOf(cycle: Cycle, which: ClockName, rules: Rules, asOf: Instant): Ledger {
  const measure = measureOf(cycle, which, rules, asOf);
  const { state, counted, left } = dueClockOf(measure, cycle);
  const target = cycle.targets.at(-1)!;
  return {
    clock: which,
    unit: measure.unit,
    state,
    paragraph: PARAGRAPHS[which],
    regulationVersion: cycle.regulationVersion,
    kind: target.kind,
    criticality: target.criticality,
    startedAt: measure.startedAt,
    asOf,
    dueAt: measure.dueAt,
    endedAt: measure.endedAt,
    allowance: measure.allowance,
    counted,
    left,
    spans: joined(measure.stretches.flatMap((stretch) => spansOf(stretch, measure, rules.workingTime))),
    unofficialYear: unofficialYearOf(measure, rules.workingTime),
  };
}

function spansOf(stretch: Stretch, measure: Measure, workingTime: WorkingTime): LedgerSpan[] {
  const { from, status } = stretch;
  const to = Math.min(stretch.to, Math.max(measure.until, measure.dueAt ?? measure.until));
  if (from >= to) return [];
  if (!stretch.runs) return [notCounted(from, to, awaited(status))];
  return pieces(from, to, measure).flatMap(([a, b]) => {
    const move = measure.moves.find((move) => move.from <= a && b <= move.to);
    if (move) return [{ from: a, to: b, is: 'moved', adds: b - a, rule: move.rule }];
    const is = kindAt(a, measure);
    if (measure.unit !== 'working') return [{ from: a, to: b, is, adds: b - a }];
    return spansBetween(workingTime, a, b).map((span) =>
      span.open
        ? { from: span.from, to: span.to, is, adds: span.to - span.from }
        : notCounted(span.from, span.to, span.reason),
    );
  });
}

/** [from, to) cut wherever something changes. */
function pieces(
  from: Instant,
  to: Instant,
  { until, usedUpAt, dueAt, moves }: Measure,
): [Instant, Instant][] {
  const changes = [until, usedUpAt, dueAt, ...moves.flatMap((move) => [move.from, move.to])];
  const inside = changes.filter((at): at is Instant => at !== null && from < at && at < to);
  const cuts = [...new Set([from, ...inside, to])].sort((a, b) => a - b);
  return cuts.slice(1).map((cut, i) => [cuts[i]!, cut]);
}

function kindAt(at: Instant, { unit, until, usedUpAt, dueAt, stopped }: Measure): LedgerSpan['is'] {
  if (at >= ((unit === 'promised' ? dueAt : usedUpAt) ?? Infinity)) return 'over';
  if (at < until) return 'counted';
  return stopped ? 'spare' : 'to_count';
}

function notCounted(from: Instant, to: Instant, reason: NotCountedReason): LedgerSpan {
  return { from, to, is: 'not_counted', adds: 0, reason };
}

function awaited(status: Status): NotCountedReason {
  if (status === 'payment') return { code: 'awaiting_payment' };
  return { code: status === 'verification' ? 'awaiting_check' : 'awaiting_info' };
}

/** Neighbours of one kind, for one reason, are one span: a change of status alone parts nothing. */
function joined(spans: readonly LedgerSpan[]): LedgerSpan[] {
  const list: LedgerSpan[] = [];
  for (const span of spans) {
    const last = list.at(-1);
    if (last && last.is === span.is && last.rule === span.rule && sameReason(last.reason, span.reason)) {
      list[list.length - 1] = { ...last, to: span.to, adds: last.adds + span.adds };
    } else list.push(span);
  }
  return list;
}

function sameReason(a: NotCountedReason | undefined, b: NotCountedReason | undefined): boolean {
  const name = (reason: NotCountedReason | undefined) => (reason && 'name' in reason ? reason.name.en : '');
  return a?.code === b?.code && name(a) === name(b);
}

/** A promised date stands whatever the calendar says. */
export function unofficialYearOf(
  { dueAt, unit }: Pick<Measure, 'dueAt' | 'unit'>,
  workingTime: WorkingTime,
): number | null {
  if (dueAt === null || unit === 'promised') return null;
  const year = Number(localDateOf(workingTime, dueAt).slice(0, 4));
  return workingTime.spec.officialYears.includes(year) ? null : year;
}
