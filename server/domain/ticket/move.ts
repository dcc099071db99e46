/** Acts that move a ticket, by the workflow table of its regulation. */
import type { Resolution, Status } from '../../../shared/ticket.ts';
import type { Moving } from './act.ts';
import { notHere } from './decision.ts';
import type { BodyOrRefusal, DecideContext } from './decision.ts';
import type { Actor, EventBody } from './event.ts';
import type { Ticket } from './ticket.ts';
import { reopenUntil, silenceOf } from './windows.ts';
import type { Need, WorkflowRow } from './workflow-row.ts';
import type { Refusal } from '../../../shared/refusal.ts';

/** The row by which `side` may do the act to the ticket as it stands. */
export function rowFor(
  ticket: Ticket,
  act: Moving['act'],
  side: Actor['side'],
  { regulation }: DecideContext['rules'],
): WorkflowRow | undefined {
  return regulation.workflow.find(
    (row) =>
      row.act === act &&
      side !== 'department' &&
      row.who.includes(side) &&
      row.from.includes(ticket.status) &&
      (row.kinds?.includes(ticket.kind) ?? true),
  );
}

export function decideMove(ticket: Ticket, act: Moving, context: DecideContext): BodyOrRefusal {
  const { by, rules } = context;
  const row = rowFor(ticket, act.act, by.side, rules);
  if (!row) return notHere(ticket, act.act);
  const missing = row.needs.find((need) => !isGiven(need, act));
  if (missing) return { refusal: { code: 'act_needs', act: act.act, needs: missing } };
  const refusal = outOfTime(ticket, act, context) ?? wrongResolution(ticket, act);
  if (refusal) return { refusal };
  const resolution = resolutionOf(act);
  return {
    type: 'moved',
    act: act.act,
    from: ticket.status,
    to: statusAfter(ticket, row),
    words: act.words,
    files: act.files,
    ...(row.needs.includes('invoice') && { invoice: act.invoice }),
    ...(row.needs.includes('paid_on') && { paidOn: act.paidOn }),
    ...(row.to === 'closed' && resolution && { resolution }),
    // Done by staff on the client's word, where the table gives it to both.
    ...(by.side === 'staff' && row.who.includes('client') && act.act !== 'reopen' && { onBehalf: true }),
    ...(act.act === 'reopen' && {
      regulationVersion: (context.newest ?? rules).regulation.version,
    }),
  } as EventBody;
}

/** Where an answer leads: back to where the question was asked from; from `request`, on to work. */
function statusAfter(ticket: Ticket, { to }: WorkflowRow): Status {
  if (to !== 'asked_from') return to;
  const from = ticket.askedFrom ?? 'in_progress';
  return from === 'request' ? 'in_progress' : from;
}

function isGiven(need: Need, act: Moving): boolean {
  switch (need) {
    case 'answer_or_file':
      return act.words !== null || act.files.length > 0;
    case 'invoice':
      return act.invoice !== undefined;
    case 'paid_on':
      return act.paidOn !== undefined;
    case 'resolution':
      return act.resolution !== undefined;
    default:
      return act.words !== null;
  }
}

function outOfTime(ticket: Ticket, { act }: Moving, { at, rules }: DecideContext): Refusal | null {
  if (act === 'reopen') {
    const untilAt = reopenUntil(ticket, rules);
    return untilAt !== null && at > untilAt ? { code: 'reopening_over', untilAt } : null;
  }
  if (act === 'silence') {
    const closeAt = silenceOf(ticket, rules)?.closeAt ?? null;
    return closeAt === null || at < closeAt ? { code: 'act_not_allowed', act, status: ticket.status } : null;
  }
  return null;
}

/** "Answered" is how a consultation ends; a bug or a feature ends with a check. */
function wrongResolution(ticket: Ticket, { act, resolution }: Moving): Refusal | null {
  return act === 'close' && resolution === 'answered' && ticket.kind !== 'consultation'
    ? { code: 'field_wrong', field: 'resolution', problem: 'not_valid' }
    : null;
}

function resolutionOf({ act, resolution }: Moving): Resolution | undefined {
  if (act === 'confirm') return 'resolved';
  if (act === 'silence') return 'unanswered';
  if (act === 'withdraw') return 'withdrawn';
  return resolution;
}
