/** What staff see: a row of the queue, and a ticket with everything around it. */
import { HOUR } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import { dutyNow } from '../../commands/duty-now.ts';
import type { Deps } from '../../deps.ts';
import type { Rules } from '../../domain/rules.ts';
import { unofficialYearOf } from '../../domain/sla/explain.ts';
import { clocksOf, clocksOfCycle } from '../../domain/sla/ticket-clocks.ts';
import { suggestionFor } from '../../domain/routing/suggestion.ts';
import { currentCycle, type Ticket } from '../../domain/ticket/ticket.ts';
import { atLocalTime, localDateOf } from '../../domain/working-time/working-time.ts';
import type { QueueReader, QueueRow } from '../../store/queue.ts';
import type { StaffMember } from '../../store/staff.ts';
import type { LoadedTicket } from '../../store/change.ts';
import type { Colleague, StaffTicketRow, StaffTicketView, StaffView } from '../view.ts';
import { staffView } from './administration.ts';
import { nextDue, readAt, rulesFor, ticketView } from './ticket.ts';

type Some = Pick<Deps, 'store' | 'now' | 'ruleBook'>;
export type Colleagues = ReadonlyMap<string, StaffMember>;

export async function colleaguesById({ store }: Pick<Deps, 'store'>): Promise<Colleagues> {
  return new Map((await store.staff.all()).map((member) => [member.id, member]));
}

/** The end of the desk's own day, wherever the reader sits. */
export function queueReader(staffId: string, at: Instant, { workingTime }: Rules): QueueReader {
  return { staffId, at, todayEndsAt: atLocalTime(workingTime, localDateOf(workingTime, at), '24:00') };
}

export function staffRowOfQueue(
  deps: Pick<Deps, 'ruleBook'>,
  row: QueueRow,
  { reader, colleagues }: { reader: QueueReader; colleagues: Colleagues },
): StaffTicketRow {
  const { ticket } = row;
  const at = Math.max(reader.at, ticket.updatedAt);
  const due = nextDue(ticket, clocksOf(ticket, rulesFor(deps, ticket), at));
  return {
    id: ticket.id,
    number: ticket.number,
    version: ticket.version,
    title: row.title,
    kind: ticket.kind,
    criticality: ticket.criticality,
    status: ticket.status,
    statusSince: ticket.statusSince,
    licensee: { id: ticket.licenseeId, name: row.licensee },
    person: row.person.name ?? row.person.email ?? '',
    assignee: memberView(colleagues, ticket.assignee),
    reacted: row.reacted,
    clientWaits: row.clientWaits,
    due: {
      clock: due.clock,
      at: due.dueAt,
      state: due.state,
      left: due.left,
      promised: row.promised,
      pausedSince: due.pausedSince,
      unofficialYear: unofficialYearOf(due, rulesFor(deps, ticket).workingTime),
    },
    group: groupOf(row.due, reader),
    updatedAt: ticket.updatedAt,
  };
}

const GROUP_WITHOUT_TIME = { 1: 'no_target', 2: 'paused', 3: 'closed' } as const;

function groupOf(
  { queue_group, due_at }: QueueRow['due'],
  { at, todayEndsAt }: QueueReader,
): StaffTicketRow['group'] {
  if (queue_group !== 0) return GROUP_WITHOUT_TIME[queue_group];
  if (due_at === null) return 'no_target';
  if (due_at < at) return 'overdue';
  if (due_at < at + HOUR) return 'hour';
  return due_at < todayEndsAt ? 'today' : 'later';
}

const memberView = (colleagues: Colleagues, id: string | null): StaffView | null => {
  const member = id === null ? undefined : colleagues.get(id);
  return member ? staffView(member) : null;
};

export async function staffTicketView(
  deps: Some,
  loaded: LoadedTicket,
  staffId: string,
): Promise<StaffTicketView> {
  const { ticket, events } = loaded;
  const { store } = deps;
  const [view, colleagues, licensee, person, openTickets] = await Promise.all([
    ticketView(deps, loaded, { side: 'staff', id: staffId }),
    colleaguesById(deps),
    store.licensees.get(ticket.licenseeId),
    store.people.get(ticket.personId),
    store.tickets.openOfLicensee(ticket.licenseeId),
  ]);
  const site = ticket.siteId === null ? null : await store.sites.get(ticket.siteId);
  const assigned = events.findLast(({ body }) => body.type === 'assigned')?.body;
  const target = currentCycle(ticket).targets.at(-1);
  return {
    ...view,
    licensee: { id: ticket.licenseeId, name: licensee?.name ?? '', openTickets },
    person: {
      id: ticket.personId,
      name: person?.name ?? '',
      email: person?.email ?? null,
      verified: person?.verified ?? false,
      anonymous: person?.anonymous ?? false,
    },
    channel: ticket.channel,
    registeredBy: ticket.registeredBy === null ? null : (colleagues.get(ticket.registeredBy)?.name ?? ''),
    page: ticket.pageWords === undefined ? ticket.page : (loaded.words.get(ticket.pageWords) ?? null),
    environment: ticket.environment,
    erased: !loaded.words.has(ticket.title),
    site: site?.name ?? null,
    assignee: memberView(colleagues, ticket.assignee),
    assignedBecause: assigned?.type === 'assigned' ? assigned.reason : null,
    suggestion: suggestionView(deps, loaded),
    regulationVersion: currentCycle(ticket).regulationVersion,
    cycles: cyclesOf(deps, ticket, { at: readAt(deps, loaded), colleagues }),
    estimateHours: target?.estimateHours ?? null,
    promisedDueAt: target?.promisedDueAt ?? null,
  };
}

/** Each under the rules it stood under (R8, R13). */
function cyclesOf(
  { ruleBook }: Pick<Deps, 'ruleBook'>,
  ticket: Ticket,
  { at, colleagues }: { at: Instant; colleagues: Colleagues },
): StaffTicketView['cycles'] {
  return ticket.cycles.map((cycle) => {
    const { reaction, completion } = clocksOfCycle(cycle, ruleBook().of(cycle.regulationVersion), at);
    const { number, startedAt, closedAt, resolution, rating, creditedTo } = cycle;
    return {
      number,
      startedAt,
      closedAt,
      resolution,
      reaction,
      completion,
      stars: rating?.stars ?? null,
      creditedTo: creditedTo === null ? null : (colleagues.get(creditedTo)?.name ?? ''),
    };
  });
}

function suggestionView(
  { ruleBook }: Pick<Deps, 'ruleBook'>,
  { ticket, events }: LoadedTicket,
): StaffTicketView['suggestion'] {
  const said = suggestionFor(ticket, events);
  // A topic that the regulation in force no longer has can be asked under by nobody.
  const topic = ruleBook().current.regulation.secondLine.find((each) => each.topic === said?.topic);
  return said && topic ? { ...said, name: topic.name } : null;
}

/** Whom a ticket can be given to, and who of them is there. */
export async function colleaguesNow(deps: Some): Promise<Colleague[]> {
  const { store, now } = deps;
  const [open, members, duty] = await Promise.all([
    store.tickets.openByAssignee(),
    store.staff.all(),
    dutyNow(deps, now()),
  ]);
  return members
    .filter(({ disabled }) => !disabled)
    .map((member) => ({
      ...staffView(member),
      openTickets: open.get(member.id) ?? 0,
      onShift: duty.byRoster ? duty.shiftOf(member.id) !== null : null,
      absent: duty.absence(member.id),
    }));
}
