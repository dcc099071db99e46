/** What a client sees besides a ticket: their list, what waits for them, what the desk promises right now. */
import type { Instant } from '../../../shared/instant.ts';
import { FILES_PER_MESSAGE } from '../../../shared/submission.ts';
import { CRITICALITIES, MOVE_OF, type Criticality, type TicketKind } from '../../../shared/ticket.ts';
import type { Deps } from '../../deps.ts';
import type { Rules } from '../../domain/rules.ts';
import type { ClockName } from '../../domain/sla/due-clock.ts';
import { ledgerOf } from '../../domain/sla/explain.ts';
import { clocksOf } from '../../domain/sla/ticket-clocks.ts';
import { decideSubmission } from '../../domain/ticket/decide.ts';
import { currentCycle } from '../../domain/ticket/ticket.ts';
import { rateUntil } from '../../domain/ticket/windows.ts';
import { minuteOfDay } from '../../domain/working-time/local-date.ts';
import { isOpenAt, nextClosing, nextOpening } from '../../domain/working-time/working-time.ts';
import type { PersonTicketRow } from '../../store/person-tickets.ts';
import type { ClockView, CustomerTicketRow, DeskView } from '../view.ts';
import { nextDue, rulesFor } from './ticket.ts';

export function customerRow(
  deps: Pick<Deps, 'now' | 'ruleBook'>,
  { ticket, title, unread }: PersonTicketRow,
): CustomerTicketRow {
  const at = Math.max(deps.now(), ticket.updatedAt);
  const rules = rulesFor(deps, ticket);
  const due = nextDue(ticket, clocksOf(ticket, rules, at));
  const rateable = rateUntil(ticket, rules);
  const cycle = currentCycle(ticket);
  return {
    id: ticket.id,
    number: ticket.number,
    version: ticket.version,
    kind: ticket.kind,
    status: ticket.status,
    move: MOVE_OF[ticket.status],
    resolution: cycle.resolution,
    title,
    updatedAt: ticket.updatedAt,
    unread,
    due: { clock: due.clock, at: due.dueAt, state: due.state },
    invoiceSumKopecks: ticket.status === 'payment' ? (ticket.invoice?.sum ?? null) : null,
    canRate: rateable !== null && at <= rateable && cycle.rating === null,
  };
}

/** Hours of the desk as of now, without what a new ticket would be promised. */
export function deskHours(
  { workingTime, regulation }: Rules,
  at: Instant,
  files: { maxBytes: number },
): Omit<DeskView, 'ifSentNow'> {
  const open = isOpenAt(workingTime, at);
  const hours = regulation.desk.hours;
  return {
    now: at,
    timeZone: regulation.desk.timeZone,
    open,
    // A desk that never closes has no closing: the next change is then as good as never.
    changesAt:
      (open ? nextClosing(workingTime, at) : nextOpening(workingTime, at)) ?? Number.MAX_SAFE_INTEGER,
    dayFrom: minuteOfDay(hours[0]?.[0] ?? '00:00'),
    dayTo: minuteOfDay(hours.at(-1)?.[1] ?? '24:00'),
    regulationVersion: regulation.version,
    files: { maxBytes: files.maxBytes, perMessage: FILES_PER_MESSAGE },
  };
}

export function deskView(rules: Rules, at: Instant, files: { maxBytes: number }): DeskView {
  const clock = (which: ClockName, kind: TicketKind, criticality: Criticality | null) =>
    ifSentAt(at, rules, { which, kind, criticality });
  return {
    ...deskHours(rules, at, files),
    ifSentNow: {
      reaction: clock('reaction', 'consultation', null),
      consultation: clock('completion', 'consultation', null),
      bug: Object.fromEntries(
        CRITICALITIES.map((criticality) => [criticality, clock('completion', 'bug', criticality)]),
      ) as Record<Criticality, ClockView>,
    },
  };
}

type Sent = { which: ClockName; kind: TicketKind; criticality: Criticality | null };

/** Decided like a real one, and thrown away: what is promised before sending is what is promised after it. */
function ifSentAt(at: Instant, rules: Rules, { which, kind, criticality }: Sent): ClockView {
  const { ticket } = decideSubmission(
    {
      licenseeId: '',
      siteId: null,
      personId: '',
      kind,
      channel: 'widget',
      turnedAt: at,
      criticality,
      title: '',
      fields: [],
      files: [],
      productId: null,
      part: null,
      page: null,
      environment: null,
    },
    { id: '', at, by: { side: 'client', id: '' }, rules, registeredBy: null },
  );
  return {
    ...clocksOf(ticket, rules, at)[which],
    ledger: ledgerOf(currentCycle(ticket), which, rules, at),
  };
}
