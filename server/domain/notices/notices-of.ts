/** Who is to hear of what has just happened to a ticket. Pure: every change asks it, and commits what it says. */
import type { Instant } from '../../../shared/instant.ts';
import type { MovingAct } from '../../../shared/ticket.ts';
import type { Rules } from '../rules.ts';
import type { EventBody, TicketEvent } from '../ticket/event.ts';
import { wordsAreForStaff } from '../ticket/for-staff.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { addWorkingDays } from '../working-time/working-time.ts';
import { notBeforeOf } from './haste.ts';
import type { HastyKind } from './haste.ts';
import type { Notice, Recipient } from './notice.ts';
import { secondLineNotices } from './second-line-notices.ts';

/** `rules`: by whose hours it is night now. */
export function noticesOf(ticket: Ticket, events: readonly TicketEvent[], rules: Rules): readonly Notice[] {
  const ofTicket = events.flatMap((event) =>
    heardOf(ticket, event, rules).map(({ kind, to, detail = {} }): Notice => ({
      kind,
      to,
      channel: to.side === 'client' ? 'email' : 'as_set',
      seq: event.seq,
      detail,
      notBefore: notBeforeOf(kind, event.at, rules, ticket),
    })),
  );
  return [...ofTicket, ...secondLineNotices(ticket, events)];
}

type Heard = { kind: HastyKind; to: Recipient; detail?: Notice['detail'] };

const MANAGERS = { side: 'managers' } as const satisfies Recipient;

function heardOf(ticket: Ticket, { at, by, body }: TicketEvent, rules: Rules): Heard[] {
  const client = { side: 'client', personId: ticket.personId } as const;
  const responsible: Recipient[] =
    ticket.assignee === null ? [] : [{ side: 'staff', staffId: ticket.assignee }];
  switch (body.type) {
    case 'submitted':
      return [{ kind: 'received', to: client }];
    case 'assigned':
      // Whoever takes a ticket knows that they have it.
      if (body.to === null || (by.side === 'staff' && by.id === body.to)) return [];
      return [{ kind: 'assigned_to_you', to: { side: 'staff', staffId: body.to } }];
    case 'replied':
      if (by.side !== 'client') return [{ kind: 'answered', to: client }];
      return responsible.map((to) => ({ kind: 'client_answered', to, detail: { act: 'reply' } }));
    case 'moved': {
      if (by.side !== 'client') return movedByDesk(body).map((heard) => ({ ...heard, to: client }));
      const { act } = body;
      // What closes a ticket as it should be asks nothing of anybody.
      return act === 'confirm'
        ? []
        : responsible.map((to) => ({ kind: 'client_answered', to, detail: { act } }));
    }
    case 'reminded':
      return [{ kind: 'reminder', to: client, detail: { of: body.of } }];
    case 'warned': {
      const { clock, cycle, dueAt } = body;
      const to = responsible[0] ?? MANAGERS;
      return [{ kind: 'due_soon', to, detail: { clock, cycle, dueAt } }];
    }
    case 'breached': {
      const { clock, cycle, dueAt } = body;
      if (isLongAgo(dueAt, at, rules)) return [];
      return [...responsible, MANAGERS].map((to) => ({
        kind: 'breached',
        to,
        detail: { clock, cycle, dueAt },
      }));
    }
    default:
      return [];
  }
}

const NEWS_OF: Partial<Record<MovingAct, HastyKind>> = {
  ask: 'information_needed',
  bill: 'invoice',
  hand_over: 'please_check',
};

function movedByDesk(body: EventBody & { type: 'moved' }): Pick<Heard, 'kind' | 'detail'>[] {
  if (body.to === 'closed') return [{ kind: 'closed', detail: { resolution: body.resolution ?? null } }];
  const kind = NEWS_OF[body.act];
  if (kind) return [{ kind }];
  return body.words !== null && !wordsAreForStaff(body) ? [{ kind: 'answered' }] : [];
}

/**
 * What was broken more than a working day before it was noted (nothing ran) is in the story and sends nobody a mail of its
 * own: whoever notes several such tells the managers of them together.
 */
export function isLongAgo(dueAt: Instant, at: Instant, { workingTime }: Rules): boolean {
  return at > addWorkingDays(workingTime, dueAt, 1);
}
