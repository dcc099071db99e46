/**
 * Who is to hear of what happens to a question to the second line: the department by every channel of its topic (§8), the
 * one who asked when it comes back, the managers when the department is late.
 */
import type { Escalation } from '../second-line/escalation.ts';
import { isOfEscalation } from '../second-line/event.ts';
import type { TicketEvent } from '../ticket/event.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Notice, NoticeKind, Recipient } from './notice.ts';

export function secondLineNotices(ticket: Ticket, events: readonly TicketEvent[]): Notice[] {
  return events.flatMap((event) => {
    if (event.body.type === 'moved' && event.body.to === 'closed') {
      return ticket.escalations
        .filter(({ ended }) => ended?.by === 'ticket_closed' && ended.at === event.at)
        .flatMap((escalation) => toDepartment(escalation, event, 'escalation_ended'));
    }
    if (!isOfEscalation(event.body)) return [];
    const { escalationId } = event.body;
    const escalation = ticket.escalations.find(({ id }) => id === escalationId);
    return escalation ? heardOf(ticket, event, escalation) : [];
  });
}

function heardOf(ticket: Ticket, event: TicketEvent, escalation: Escalation): Notice[] {
  const { body } = event;
  const detail = { escalationId: escalation.id };
  // Whoever answers for the ticket now; nobody's, whoever asked.
  const staff = { side: 'staff', staffId: ticket.assignee ?? escalation.askedBy } as const;
  switch (body.type) {
    case 'escalated':
      return toDepartment(escalation, event, 'escalated');
    case 'escalation_asked':
      return toDepartment(escalation, event, 'escalation_asked');
    case 'escalation_taken':
      return [...changed(escalation, event)];
    case 'escalation_answered':
      return [...changed(escalation, event), as('department_answered', staff, event, detail)];
    case 'escalation_handed_back':
      return [...changed(escalation, event), as('department_handed_back', staff, event, detail)];
    case 'escalation_closed':
      return toDepartment(escalation, event, 'escalation_ended');
    case 'escalation_reminded':
      if (body.stage === 'managers') return [as('department_late', { side: 'managers' }, event, detail)];
      return toDepartment(escalation, event, 'escalation_reminder', { stage: body.stage });
    default:
      return [];
  }
}

/** Nothing new is said: what stands in Mattermost already says who has it now. A mail cannot be changed. */
const changed = (escalation: Escalation, event: TicketEvent): Notice[] =>
  toDepartment(escalation, event, 'escalation_changed').filter(({ channel }) => channel === 'mattermost');

const toDepartment = (
  { id, topic, channels }: Escalation,
  { seq, at }: TicketEvent,
  kind: NoticeKind,
  detail: Notice['detail'] = {},
): Notice[] =>
  channels.map((channel) => ({
    kind,
    to: { side: 'department', topic, escalationId: id },
    channel,
    seq,
    detail,
    notBefore: at,
  }));

const as = (kind: NoticeKind, to: Recipient, { seq, at }: TicketEvent, detail: Notice['detail']): Notice => ({
  kind,
  to,
  channel: 'as_set',
  seq,
  detail,
  notBefore: at,
});
