/**
 * The one place that says what an act does to a ticket: events and the ticket they make, or a refusal. Pure: the ticket,
 * the act, who, when and under which rules.
 */
import { clocksOf } from '../sla/ticket-clocks.ts';
import type { Submission, TicketAct } from './act.ts';
import { notHere } from './decision.ts';
import type { BodyOrRefusal, DecideContext, Decision } from './decision.ts';
import type { EventBody, StaffId, TicketEvent, TicketId } from './event.ts';
import { evolve } from './evolve.ts';
import { decideMove } from './move.ts';
import type { Ticket } from './ticket.ts';
import { rateUntil } from './windows.ts';

export function decideSubmission(
  submission: Submission,
  { id, at, by, rules, registeredBy }: DecideContext & { id: TicketId; registeredBy: StaffId | null },
): { events: readonly TicketEvent[]; ticket: Ticket } {
  const { criticality, ...rest } = submission;
  const event: TicketEvent = {
    seq: 1,
    at,
    by,
    body: {
      type: 'submitted',
      ...rest,
      registeredBy,
      // R3: only a bug has one; what the client did not say is the ordinary case.
      statedCriticality: submission.kind === 'bug' ? criticality : null,
      criticality: submission.kind === 'bug' ? (criticality ?? 'normal') : null,
      regulationVersion: rules.regulation.version,
    },
  };
  return { events: [event], ticket: evolve(null, event, id) };
}

export function decide(ticket: Ticket, act: TicketAct, context: DecideContext): Decision {
  const body = bodyOf(ticket, act, context);
  if ('refusal' in body) return body;
  const event: TicketEvent = { seq: ticket.version + 1, at: context.at, by: context.by, body };
  return { events: [event], ticket: evolve(ticket, event, ticket.id) };
}

function bodyOf(ticket: Ticket, act: TicketAct, context: DecideContext): BodyOrRefusal {
  // A department acts on its own question and on nothing else of the ticket.
  if (context.by.side === 'department') return notHere(ticket, act.act);
  switch (act.act) {
    case 'reply':
      return replied(ticket, act, context);
    case 'note':
      if (context.by.side !== 'staff') return notHere(ticket, 'note');
      return { type: 'noted', words: act.words, files: act.files };
    case 'assign':
      if (context.by.side === 'client' || isClosed(ticket)) return notHere(ticket, 'assign');
      return { type: 'assigned', to: act.to, reason: act.reason };
    case 'estimate':
      if (!mayTarget(ticket, context)) return notHere(ticket, 'estimate');
      return withEffect(ticket, { type: 'estimated', hours: act.hours, words: act.words }, context);
    case 'promise':
      if (!mayTarget(ticket, context)) return notHere(ticket, 'promise');
      if (act.dueAt <= context.at)
        return { refusal: { code: 'field_wrong', field: 'date', problem: 'not_valid' } };
      return withEffect(ticket, { type: 'promised', dueAt: act.dueAt, words: act.words }, context);
    case 'correct':
      return corrected(ticket, act, context);
    case 'rate':
      return rated(ticket, act, context);
    default:
      return decideMove(ticket, act, context);
  }
}

const isClosed = (ticket: Ticket) => ticket.status === 'closed';

function replied(ticket: Ticket, act: TicketAct & { act: 'reply' }, context: DecideContext): BodyOrRefusal {
  if (isClosed(ticket) || context.by.side === 'desk') return notHere(ticket, 'reply');
  // In `info_required` whatever the client writes is the answer: nobody should have to find the right button.
  if (context.by.side === 'client' && ticket.status === 'info_required') {
    return decideMove(ticket, { ...act, act: 'answer' }, context);
  }
  if (act.words === null && act.files.length === 0) {
    return { refusal: { code: 'act_needs', act: 'reply', needs: 'answer_or_file' } };
  }
  return { type: 'replied', words: act.words, files: act.files };
}

/** Only a feature is completed by an estimate or a promise (R4). */
const mayTarget = (ticket: Ticket, { by }: DecideContext) =>
  by.side === 'staff' && ticket.kind === 'feature' && !isClosed(ticket);

function corrected(
  ticket: Ticket,
  act: TicketAct & { act: 'correct' },
  context: DecideContext,
): BodyOrRefusal {
  if (context.by.side !== 'staff' || isClosed(ticket)) return notHere(ticket, 'correct');
  // What the check of a consultation would be, the workflow does not know.
  if (act.kind === 'consultation' && ticket.status === 'verification') return notHere(ticket, 'correct');
  const criticality = act.kind === 'bug' ? (act.criticality ?? ticket.criticality ?? 'normal') : null;
  if (act.kind === ticket.kind && criticality === ticket.criticality) {
    return { refusal: { code: 'field_wrong', field: 'kind', problem: 'not_valid' } };
  }
  return withEffect(
    ticket,
    {
      type: 'corrected',
      kind: act.kind,
      criticality,
      oldKind: ticket.kind,
      oldCriticality: ticket.criticality,
      words: act.words,
    },
    context,
  );
}

type Retargeting = Extract<EventBody, { type: 'estimated' | 'promised' | 'corrected' }>;
type WithoutEffect<Body> = Body extends Retargeting ? Omit<Body, 'oldDueAt' | 'newDueAt'> : never;

/** R9: the story keeps the due time before and after. */
function withEffect(ticket: Ticket, body: WithoutEffect<Retargeting>, context: DecideContext): EventBody {
  const { at, by, rules } = context;
  const unknown = { ...body, oldDueAt: null, newDueAt: null } as Retargeting;
  const after = evolve(ticket, { seq: ticket.version + 1, at, by, body: unknown }, ticket.id);
  return {
    ...unknown,
    oldDueAt: clocksOf(ticket, rules, at).completion.dueAt,
    newDueAt: clocksOf(after, rules, at).completion.dueAt,
  };
}

function rated(
  ticket: Ticket,
  act: TicketAct & { act: 'rate' },
  { at, by, rules }: DecideContext,
): BodyOrRefusal {
  if (by.side !== 'client') return notHere(ticket, 'rate');
  const untilAt = rateUntil(ticket, rules);
  if (untilAt === null) return { refusal: { code: 'rating_not_open' } };
  if (at > untilAt) return { refusal: { code: 'rating_over', untilAt } };
  return { type: 'rated', cycle: ticket.cycles.length, stars: act.stars, words: act.words };
}
