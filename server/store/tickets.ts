/** Tickets one by one, and the few lists that the desk's own work needs. The queue and a person's list have their own files. */
import type { Instant } from '../../shared/instant.ts';
import type { Status } from '../../shared/ticket.ts';
import type { StaffId, TicketId } from '../domain/ticket/event.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import { inTurns } from '../in-turns.ts';
import type { Commit } from './commit.ts';
import { compiledOnce } from './compiled-once.ts';
import type { Search } from './engine.ts';
import { eventsOf, ticketOf, wordsOf } from './log.ts';
import { personTickets, type PersonTickets } from './person-tickets.ts';
import { queueOf, type Queue } from './queue.ts';
import type { Db } from './schema.ts';
import type { LoadedTicket, Scope } from './change.ts';

export type Tickets = PersonTickets &
  Queue & {
    commit: Commit;
    /** For staff and the desk itself. */
    load(id: TicketId): Promise<LoadedTicket | null>;
    loadForPerson(scope: Scope, id: TicketId): Promise<LoadedTicket | null>;
    /** What a request id has led to before; null when it is new. */
    requestOf(
      actor: string,
      id: string,
    ): Promise<{ ticketId: TicketId; version: number; fingerprint: string } | null>;
    /** How many open tickets each member of staff is responsible for; nobody's are under null. */
    openByAssignee(): Promise<ReadonlyMap<StaffId | null, number>>;
    /** How many are open of each of these people, without counting anybody else’s. */
    loadOf(staff: readonly StaffId[]): Promise<ReadonlyMap<StaffId, number>>;
    openOfLicensee(licenseeId: string): Promise<number>;
    /** Open and nobody's, the oldest first: what opening hours give out. */
    unassigned(): Promise<TicketId[]>;
    /** Open tickets that have stood in `status` since `before` or earlier, the longest first. */
    standingIn(status: Status, before: Instant): Promise<TicketId[]>;
    /** Open tickets that the desk is to do something about by itself by `at`, the earliest first. */
    signalled(at: Instant): Promise<TicketId[]>;
    /** Open tickets that somebody is responsible for, the oldest first. */
    openOf(assignee: StaffId): Promise<{ id: TicketId; number: number }[]>;
    /** Open tickets, for showing what a change of rules would move. */
    open(): Promise<Ticket[]>;
    /** Open tickets with a number above `after`, in order: for whoever goes through them all without holding others up. */
    openAfter(after: number, limit: number): Promise<OpenTicket[]>;
    /** Tickets that something has happened to since `from`, whatever it was: those a period may have to do with. */
    touchedSince(after: number, limit: number, from: Instant): Promise<OpenTicket[]>;
    /** Of those among these ids that are tickets'. */
    numbersOf(ids: readonly string[]): Promise<ReadonlyMap<TicketId, number>>;
    /** Whether there is any ticket at all. */
    any(): Promise<boolean>;
  };

export type OpenTicket = { ticket: Ticket; title: string; licensee: string };

const READ_AT_A_TIME = 100;

const partsOf = <T>(all: readonly T[], most: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most));

const one = compiledOnce((db, id: TicketId) =>
  db.selectFrom('ticket').select(['ticket', 'number']).where('id', '=', id),
);
const oneOf = compiledOnce((db, licenseeId: string, personId: string, id: TicketId) =>
  db
    .selectFrom('ticket')
    .select(['ticket', 'number'])
    .where('id', '=', id)
    .where('licensee_id', '=', licenseeId)
    .where('person_id', '=', personId),
);
const requestOf = compiledOnce((db, actor: string, id: string) =>
  db
    .selectFrom('request')
    .select(['ticket_id', 'version', 'fingerprint'])
    .where('actor', '=', actor)
    .where('id', '=', id),
);

export function tickets(db: Db, search: Search, commit: Commit): Tickets {
  const loaded = async (
    row: { ticket: string; number: number } | undefined,
  ): Promise<LoadedTicket | null> => {
    if (!row) return null;
    const ticket = ticketOf(row);
    return {
      ticket,
      events: await eventsOf(db, ticket.id, ticket.version),
      words: await wordsOf(db, ticket.id),
    };
  };
  const titled = (after: number, limit: number) =>
    db
      .selectFrom('ticket')
      .innerJoin('licensee', 'licensee.id', 'ticket.licensee_id')
      .leftJoin('words', 'words.id', 'ticket.title')
      .select(['ticket.ticket', 'ticket.number', 'licensee.name as licensee', 'words.text as title_text'])
      .where('ticket.number', '>', after)
      .orderBy('ticket.number')
      .limit(limit);
  const openTicket = (row: {
    ticket: string;
    number: number;
    licensee: string;
    title_text: string | null;
  }): OpenTicket => ({ ticket: ticketOf(row), title: row.title_text ?? '', licensee: row.licensee });
  return {
    ...personTickets(db),
    ...queueOf(db, search),
    commit,

    load: async (id) => loaded((await one(db, id)).rows[0]),

    loadForPerson: async (scope, id) =>
      loaded((await oneOf(db, scope.licenseeId, scope.personId, id)).rows[0]),

    async numbersOf(ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('ticket')
        .select(['id', 'number'])
        .where('id', 'in', [...new Set(ids)])
        .execute();
      return new Map(rows.map(({ id, number }) => [id, number]));
    },

    async requestOf(actor, id) {
      const [row] = (await requestOf(db, actor, id)).rows;
      return row ? { ticketId: row.ticket_id, version: row.version, fingerprint: row.fingerprint } : null;
    },

    async loadOf(staff) {
      if (staff.length === 0) return new Map();
      const rows = await db
        .selectFrom('ticket')
        .select((eb) => ['assignee', eb.fn.countAll().as('tickets')])
        .where('open', '=', 1)
        .where('assignee', 'in', staff)
        .groupBy('assignee')
        .execute();
      return new Map(rows.map(({ assignee, tickets }) => [assignee ?? '', Number(tickets)]));
    },

    async openByAssignee() {
      const rows = await db
        .selectFrom('ticket')
        .select((eb) => ['assignee', eb.fn.countAll().as('tickets')])
        .where('open', '=', 1)
        .groupBy('assignee')
        .execute();
      return new Map(rows.map((row) => [row.assignee, Number(row.tickets)]));
    },

    async openOfLicensee(licenseeId) {
      const row = await db
        .selectFrom('ticket')
        .select((eb) => eb.fn.countAll().as('tickets'))
        .where('licensee_id', '=', licenseeId)
        .where('queue_group', '<', 3)
        .executeTakeFirstOrThrow();
      return Number(row.tickets);
    },

    async unassigned() {
      const rows = await db
        .selectFrom('ticket')
        .select('id')
        .where('open', '=', 1)
        .where('assignee', 'is', null)
        .orderBy('submitted_at')
        .orderBy('number')
        .execute();
      return rows.map(({ id }) => id);
    },

    async standingIn(status, before) {
      // Chosen and ordered in the index, so that no other open ticket is read, and these some at a time.
      const standing = await db
        .selectFrom('ticket')
        .select('number')
        .where('open', '=', 1)
        .where('status', '=', status)
        .where('status_since', '<=', before)
        .orderBy('status_since')
        .execute();
      const ids: TicketId[] = [];
      for await (const some of inTurns(partsOf(standing, READ_AT_A_TIME))) {
        const numbers = some.map(({ number }) => number);
        const rows = await db
          .selectFrom('ticket')
          .select(['id', 'number'])
          .where('number', 'in', numbers)
          .execute();
        const byNumber = new Map(rows.map(({ id, number }) => [number, id]));
        ids.push(...numbers.flatMap((number) => byNumber.get(number) ?? []));
      }
      return ids;
    },

    async signalled(at) {
      const rows = await db
        .selectFrom('ticket')
        .select('id')
        .where('open', '=', 1)
        .where('signal_at', '<=', at)
        .orderBy('signal_at')
        .execute();
      return rows.map(({ id }) => id);
    },

    openOf: (assignee) =>
      db
        .selectFrom('ticket')
        .select(['id', 'number'])
        .where('open', '=', 1)
        .where('assignee', '=', assignee)
        .orderBy('submitted_at')
        .orderBy('number')
        .execute(),

    async open() {
      const rows = await db
        .selectFrom('ticket')
        .select(['ticket', 'number'])
        .where('open', '=', 1)
        .orderBy('number')
        .execute();
      return rows.map(ticketOf);
    },

    openAfter: async (after, limit) =>
      (await titled(after, limit).where('ticket.open', '=', 1).execute()).map(openTicket),

    touchedSince: async (after, limit, from) =>
      (await titled(after, limit).where('ticket.updated_at', '>=', from).execute()).map(openTicket),

    async any() {
      return (await db.selectFrom('ticket').select('id').limit(1).executeTakeFirst()) !== undefined;
    },
  };
}
