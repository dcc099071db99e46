/** What would be wrong with a workflow table as a whole, row by row correct as it may be. */
import { STATUSES } from '../../../shared/ticket.ts';
import type { MovingAct, Status } from '../../../shared/ticket.ts';
import type { WorkflowRow } from './workflow-row.ts';

/** `row` counts from 0; null where no single row is to blame. */
export type WorkflowProblem = { row: number | null; says: string };

/** Acts that mean their status: what they bring with them belongs there. */
const LEADS_TO: Partial<Record<MovingAct, Status>> = {
  ask: 'info_required',
  bill: 'payment',
  hand_over: 'verification',
  confirm: 'closed',
  silence: 'closed',
  close: 'closed',
  withdraw: 'closed',
};

export function workflowProblems(rows: readonly WorkflowRow[]): WorkflowProblem[] {
  const problems = rows.flatMap((row, i) => rowProblems(row).map((says) => ({ row: i, says })));
  const whole = [...twins(rows), ...unreachable(rows), ...deadEnds(rows)];
  return [...problems, ...whole];
}

function rowProblems({ act, who, from, to }: WorkflowRow): string[] {
  const problems: string[] = [];
  const only = LEADS_TO[act];
  if (only && to !== only) problems.push(`to: "${to}" is not where "${act}" leads; allowed: ${only}`);
  if (!only && to === 'closed') {
    problems.push(
      `to: "closed" is not where "${act}" leads; only confirm, silence, close and withdraw close`,
    );
  }
  if (to === 'asked_from' && from.some((status) => status !== 'info_required')) {
    problems.push(`to: "asked_from" is known only in info_required, and from is ${from.join(', ')}`);
  }
  if ((act === 'reopen') !== from.includes('closed') || (act === 'reopen' && from.length > 1)) {
    problems.push(
      `from: ${from.join(', ')} is not where "${act}" begins; "reopen", and nothing else, begins in closed`,
    );
  }
  if ((act === 'silence') !== who.includes('desk') || (act === 'silence' && who.length > 1)) {
    problems.push(
      `who: ${who.join(', ')} cannot do "${act}"; "silence", and nothing else, is done by the desk itself`,
    );
  }
  return problems;
}

/** Two rows for one act of one side, from one status, of one kind: nobody could say which holds. */
function twins(rows: readonly WorkflowRow[]): WorkflowProblem[] {
  return rows.flatMap((row, i) => {
    const earlier = rows.findIndex((other, j) => j < i && sameStep(row, other));
    return earlier < 0
      ? []
      : [
          {
            row: i,
            says: `"${row.act}" stands in row ${earlier} too, from the same status for the same side and kind`,
          },
        ];
  });
}

function sameStep(a: WorkflowRow, b: WorkflowRow): boolean {
  const meet = (one: readonly string[] | undefined, other: readonly string[] | undefined) =>
    !one || !other || one.some((value) => other.includes(value));
  return a.act === b.act && meet(a.from, b.from) && meet(a.who, b.who) && meet(a.kinds, b.kinds);
}

function unreachable(rows: readonly WorkflowRow[]): WorkflowProblem[] {
  const reached = spread(['request'], (status) => next(rows, status));
  return STATUSES.filter((status) => !reached.has(status)).map((status) => ({
    row: null,
    says: `"${status}" cannot be reached from request by any row`,
  }));
}

function deadEnds(rows: readonly WorkflowRow[]): WorkflowProblem[] {
  const closing = spread(['closed'], (to) => STATUSES.filter((from) => next(rows, from).includes(to)));
  return STATUSES.filter((status) => !closing.has(status)).map((status) => ({
    row: null,
    says: `"${status}" has no way to closed`,
  }));
}

function next(rows: readonly WorkflowRow[], from: Status): Status[] {
  return rows
    .filter((row) => row.from.includes(from))
    .flatMap(({ to }) => (to === 'asked_from' ? askedFrom(rows) : [to]));
}

/** Where a question may have been asked from; from `request` the ticket goes on in `in_progress`. */
function askedFrom(rows: readonly WorkflowRow[]): Status[] {
  return rows
    .filter(({ to }) => to === 'info_required')
    .flatMap(({ from }) => from.map((status) => (status === 'request' ? 'in_progress' : status)));
}

function spread(start: readonly Status[], next: (status: Status) => readonly Status[]): Set<Status> {
  const seen = new Set(start);
  for (const status of seen) for (const more of next(status)) seen.add(more);
  return seen;
}
