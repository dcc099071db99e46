/** Folds a ticket from its events: the one function that makes a ticket, when it is written and when it is rebuilt. */
import type { Instant } from '../../../shared/instant.ts';
import type { Channel } from '../../../shared/ticket.ts';
import { endedWithTicket, evolveEscalations } from '../second-line/evolve-escalation.ts';
import type { Actor, EventBody, Invoice, TicketEvent, TicketId } from './event.ts';
import { currentCycle } from './ticket.ts';
import type { Cycle, Target, Ticket } from './ticket.ts';

type Body<Type extends EventBody['type']> = Extract<EventBody, { type: Type }>;

export function replay(id: TicketId, number: number, events: readonly TicketEvent[]): Ticket {
  const [first, ...rest] = events;
  if (!first) throw new Error(`ticket ${id} has no events`);
  const ticket = rest.reduce<Ticket>((so, event) => evolve(so, event, id), evolve(null, first, id));
  return { ...ticket, number };
}

export function evolve(ticket: Ticket | null, event: TicketEvent, id: TicketId): Ticket {
  const { seq, at, by, body } = event;
  if (ticket === null) {
    if (body.type !== 'submitted' || seq !== 1)
      throw new Error(`ticket ${id} begins with ${body.type} ${seq}`);
    return submitted(id, at, body);
  }
  if (seq !== ticket.version + 1)
    throw new Error(`ticket ${id}: event ${seq} after version ${ticket.version}`);
  const next = { ...ticket, version: seq };
  switch (body.type) {
    case 'submitted':
      throw new Error(`ticket ${id} was submitted twice`);
    case 'assigned':
      return { ...next, assignee: body.to, assignedAt: body.to === null ? null : at };
    case 'noted':
      // Not even the order of a client's list may tell that staff wrote something among themselves.
      return next;
    case 'replied':
      return reacted(spoken(next, by, at), by, at);
    case 'moved':
      return moved(next, by, at, body);
    case 'estimated':
      return retargeted(next, at, { estimateHours: body.hours, promisedDueAt: null });
    case 'promised':
      return retargeted(next, at, { promisedDueAt: body.dueAt });
    case 'corrected':
      return {
        ...retargeted(next, at, { kind: body.kind, criticality: body.criticality }),
        kind: body.kind,
        criticality: body.criticality,
      };
    case 'rated':
      return rated(next, at, body);
    case 'rules_changed':
      return underRules(next, at, body);
    // What the desk does by itself is no reaction, moves no due time and takes nobody's place in a list.
    case 'reminded':
      return { ...next, remindedAt: at };
    case 'warned':
      return withCycle(next, ({ warned = [], ...cycle }) => ({ ...cycle, warned: [...warned, body.clock] }));
    case 'breached':
      return withCycle(next, ({ breached = [], ...cycle }) => ({
        ...cycle,
        breached: [...breached, body.clock],
      }));
    default:
      // Of the second line a client learns nothing: what they can see of the ticket stays as it is.
      return { ...next, escalations: evolveEscalations(ticket.escalations, { seq, at, by, body }) };
  }
}

function submitted(id: TicketId, at: Instant, body: Body<'submitted'>): Ticket {
  const { kind, criticality, turnedAt } = body;
  const target: Target = { at: turnedAt, kind, criticality, estimateHours: null, promisedDueAt: null };
  const cycle = firstOf(1, turnedAt, body.regulationVersion, target);
  return {
    id,
    number: 0,
    version: 1,
    licenseeId: body.licenseeId,
    siteId: body.siteId,
    personId: body.personId,
    channel: body.channel,
    registeredBy: body.registeredBy,
    submittedAt: at,
    title: body.title,
    productId: body.productId,
    part: body.part,
    page: body.page,
    ...(body.pageWords === undefined ? {} : { pageWords: body.pageWords }),
    environment: body.environment,
    kind,
    criticality,
    statedCriticality: body.statedCriticality,
    status: 'request',
    statusSince: turnedAt,
    askedFrom: null,
    assignee: null,
    assignedAt: null,
    invoice: null,
    cycles: [
      { ...cycle, reactedAt: body.registeredBy !== null && isAnsweredAtOnce(body.channel) ? at : null },
    ],
    clientSpokeAt: turnedAt,
    deskSpokeAt: null,
    updatedAt: at,
    escalations: [],
  };
}

/** R5: by telephone or in person, registering it is the reaction; a letter still waits for one. */
const isAnsweredAtOnce = (channel: Channel) => channel === 'telephone' || channel === 'in_person';

function firstOf(number: number, startedAt: Instant, regulationVersion: string, target: Target): Cycle {
  return {
    number,
    startedAt,
    regulationVersion,
    statuses: [{ at: startedAt, status: 'request' }],
    targets: [target],
    firstEstimatedAt: null,
    reactedAt: null,
    closedAt: null,
    resolution: null,
    creditedTo: null,
    rating: null,
  };
}

function moved(ticket: Ticket, by: Actor, at: Instant, body: Body<'moved'>): Ticket {
  if (body.act === 'reopen') return reopened(ticket, by, at, body);
  const { from, to } = body;
  const { remindedAt: _, ...unreminded } = ticket;
  const next: Ticket = {
    ...withCycle(unreminded, (cycle) => ({
      ...cycle,
      statuses: [...cycle.statuses, { at, status: to }],
      ...(to === 'closed' && {
        closedAt: at,
        resolution: body.resolution ?? null,
        // R14: whoever answers for it now; a later reassignment changes nothing.
        creditedTo: ticket.assignee,
      }),
    })),
    status: to,
    statusSince: at,
    askedFrom: body.act === 'ask' ? from : null,
    invoice: invoiceAfter(ticket, body),
    escalations: to === 'closed' ? endedWithTicket(ticket.escalations, at) : ticket.escalations,
  };
  // Leaving `request` is a reaction, whether or not a word came with it (R5).
  return reacted(spoken(next, by, at), by, at);
}

function invoiceAfter({ invoice }: Ticket, { act, to, invoice: issued }: Body<'moved'>): Invoice | null {
  if (act === 'withdraw_invoice') return null;
  return to === 'payment' ? (issued ?? null) : invoice;
}

/** R8: both clocks afresh; what the cycle before met or missed stays as it is. */
function reopened(ticket: Ticket, by: Actor, at: Instant, body: Body<'moved'>): Ticket {
  const last = currentCycle(ticket);
  const target: Target = {
    at,
    kind: ticket.kind,
    criticality: ticket.criticality,
    estimateHours: null,
    promisedDueAt: null,
  };
  const cycle = firstOf(last.number + 1, at, body.regulationVersion ?? last.regulationVersion, target);
  return {
    ...spoken(ticket, by, at),
    status: 'request',
    statusSince: at,
    askedFrom: null,
    invoice: null,
    cycles: [...ticket.cycles, cycle],
  };
}

function retargeted(ticket: Ticket, at: Instant, change: Partial<Target>): Ticket {
  const next = withCycle(ticket, (cycle) => {
    const last = cycle.targets.at(-1);
    if (!last) throw new Error(`ticket ${ticket.id}: cycle ${cycle.number} has no target`);
    const target = { ...last, ...change, at };
    const estimated = change.estimateHours != null ? (cycle.firstEstimatedAt ?? at) : cycle.firstEstimatedAt;
    return {
      ...cycle,
      targets: [...cycle.targets, target],
      firstEstimatedAt: estimated,
      // Another target is another promise: of it the desk warns anew.
      ...(cycle.warned && { warned: cycle.warned.filter((clock) => clock !== 'completion') }),
      ...(cycle.breached && { breached: cycle.breached.filter((clock) => clock !== 'completion') }),
    };
  });
  return { ...next, updatedAt: at };
}

/** Another due time is another promise; a breach that was noted and still is one is not noted again. */
function underRules(ticket: Ticket, at: Instant, body: Body<'rules_changed'>): Ticket {
  const dueTimes = {
    reaction: { old: body.oldReactionDueAt, new: body.newReactionDueAt },
    completion: { old: body.oldDueAt, new: body.newDueAt },
  };
  const next = withCycle(ticket, ({ warned, breached, ...cycle }) => {
    const stillWarned = warned?.filter((clock) => dueTimes[clock].new === dueTimes[clock].old);
    const stillBroken = breached?.filter((clock) => (dueTimes[clock].new ?? Infinity) < at);
    return {
      ...cycle,
      regulationVersion: body.to,
      ...(stillWarned && { warned: stillWarned }),
      ...(stillBroken && { breached: stillBroken }),
    };
  });
  const moved = Object.values(dueTimes).some((each) => each.old !== each.new);
  return moved ? { ...next, updatedAt: at } : next;
}

function rated(ticket: Ticket, at: Instant, { cycle: number, stars, words }: Body<'rated'>): Ticket {
  const cycles = ticket.cycles.map((cycle) =>
    cycle.number === number
      ? { ...cycle, rating: { stars, words, firstAt: cycle.rating?.firstAt ?? at, at } }
      : cycle,
  );
  return { ...ticket, cycles, updatedAt: at };
}

function spoken(ticket: Ticket, by: Actor, at: Instant): Ticket {
  const spoke = by.side === 'client' ? { clientSpokeAt: at } : { deskSpokeAt: at };
  return { ...ticket, ...spoke, updatedAt: at };
}

/** R5: the first act by a person of the desk that the client can see. */
function reacted(ticket: Ticket, by: Actor, at: Instant): Ticket {
  if (by.side !== 'staff' || currentCycle(ticket).reactedAt !== null) return ticket;
  return withCycle(ticket, (cycle) => ({ ...cycle, reactedAt: at }));
}

function withCycle(ticket: Ticket, change: (cycle: Cycle) => Cycle): Ticket {
  return { ...ticket, cycles: [...ticket.cycles.slice(0, -1), change(currentCycle(ticket))] };
}
