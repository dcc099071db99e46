/** The desk's queue: what is due next comes first, what stands still comes last, fifty at a time. */
import type { SelectQueryBuilder } from 'kysely';
import type { Instant } from '../../shared/instant.ts';
import { COUNTED_UP_TO } from '../../shared/queue.ts';
import { MOVE_OF, STATUSES, type Criticality, type Status, type TicketKind } from '../../shared/ticket.ts';
import type { LicenseeId, StaffId } from '../domain/ticket/event.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Search } from './engine.ts';
import { ticketOf } from './log.ts';
import { afterPlace, cursorOfPlace, placeOfCursor, type Place } from './queue-place.ts';
import type { Db, Tables, TicketTable } from './schema.ts';

export type QueueFilter = {
  /** `open` when it is not said. */
  status?: 'open' | 'closed' | 'all' | Status;
  kind?: TicketKind;
  criticality?: Criticality;
  licenseeId?: LicenseeId;
  assignee?: 'me' | 'nobody' | StaffId;
  due?: 'overdue' | 'hour' | 'today';
  /** The next move is the client's. */
  waiting?: 'client';
  search?: string;
};

/** Who asks and when; `todayEndsAt` is the end of the desk's own day. */
export type QueueReader = { staffId: StaffId; at: Instant; todayEndsAt: Instant };

export type QueueRow = {
  ticket: Ticket;
  title: string;
  licensee: string;
  person: { name: string | null; email: string | null };
  assignee: StaffId | null;
  reacted: boolean;
  clientWaits: boolean;
  due: Pick<TicketTable, 'due_clock' | 'due_at' | 'due_left' | 'paused_since' | 'queue_group'>;
  promised: boolean;
};

export type QueueCounts = {
  open: number;
  mine: number;
  nobody: number;
  dueWithinHour: number;
  overdue: number;
  waitingForClient: number;
};

export type Queue = {
  queue(
    filter: QueueFilter,
    reader: QueueReader,
    page?: { cursor?: string | null; limit?: number },
  ): Promise<QueuePage>;
  /** Each at most `COUNTED_UP_TO` and one more, which says that there are more. */
  counts(reader: QueueReader): Promise<QueueCounts>;
};

export type QueuePage = {
  rows: QueueRow[];
  /** The cursor of the page after, null on the last; a ticket that comes or goes meanwhile shifts nobody else. */
  next: string | null;
  total: number;
  /** There are more than `total`: nobody waits for a hundred thousand to be counted. */
  orMore: boolean;
};

export const QUEUE_PAGE = 50;
/** A search that finds less than a page among so many of its matches ends there, so that it cannot hold up the server. */
const REACH = 5000;
const FIRST_LOOK = 100;
const HOUR = 3_600_000;
const WAITING = STATUSES.filter((status) => MOVE_OF[status] === 'client');

type TicketQuery<O> = SelectQueryBuilder<Tables, 'ticket', O>;

export function queueOf(db: Db, search: Search): Queue {
  const chosen = (filter: QueueFilter, reader: QueueReader): TicketQuery<object> => {
    let query: TicketQuery<object> = withStatus(db.selectFrom('ticket'), filter.status ?? 'open');
    if (filter.kind) query = query.where('ticket.kind', '=', filter.kind);
    if (filter.criticality) query = query.where('ticket.criticality', '=', filter.criticality);
    if (filter.licenseeId) query = query.where('ticket.licensee_id', '=', filter.licenseeId);
    if (filter.assignee === 'nobody') query = query.where('ticket.assignee', 'is', null);
    else if (filter.assignee)
      query = query.where(
        'ticket.assignee',
        '=',
        filter.assignee === 'me' ? reader.staffId : filter.assignee,
      );
    if (filter.waiting) query = query.where('ticket.status', 'in', WAITING);
    return withDue(query, filter.due, reader);
  };

  const count = async (query: TicketQuery<object>): Promise<number> => {
    const some = query.select('ticket.number').limit(COUNTED_UP_TO + 1);
    const row = await db
      .selectFrom(some.as('some'))
      .select((eb) => eb.fn.countAll().as('tickets'))
      .executeTakeFirstOrThrow();
    return Number(row.tickets);
  };

  const listed = async (
    query: TicketQuery<object>,
    { after, limit }: { after: Place | null; limit: number },
  ): Promise<QueuePage> => {
    const rows = await withNames(query)
      .$if(after !== null, (qb) => qb.where((eb) => afterPlace(eb, after!)))
      .orderBy('ticket.queue_group')
      .orderBy('ticket.queue_key')
      .orderBy('ticket.number')
      .limit(limit + 1)
      .execute();
    const total = await count(query);
    return {
      ...pageOf(rows, limit),
      total: Math.min(total, COUNTED_UP_TO),
      orMore: total > COUNTED_UP_TO,
    };
  };

  /** The matches a few at a time, the newest first, until the page is full: a common word costs no more than a rare one. */
  const found = async (
    query: TicketQuery<object>,
    { text, after, limit }: { text: string; after: Place | null; limit: number },
  ): Promise<QueuePage> => {
    const rows: RowWithNames[] = [];
    let below = after?.number ?? null;
    let ended = false;
    for (let look = FIRST_LOOK, looked = 0; rows.length <= limit && looked < REACH; look *= 4) {
      const numbers = await search.newest(db, text, { below, limit: Math.min(look, REACH - looked) });
      ended = numbers.length < Math.min(look, REACH - looked);
      looked += numbers.length;
      below = numbers.at(-1) ?? below;
      if (numbers.length > 0) {
        const more = await withNames(query)
          .where('ticket.number', 'in', numbers)
          .orderBy('ticket.number', 'desc')
          .limit(limit + 1 - rows.length)
          .execute();
        rows.push(...more);
      }
      if (ended) break;
    }
    const page = pageOf(rows, limit);
    return { ...page, total: page.rows.length, orMore: after !== null || page.next !== null || !ended };
  };

  return {
    async queue(filter, reader, { cursor = null, limit = QUEUE_PAGE } = {}) {
      const query = chosen(filter, reader);
      const after = cursor ? placeOfCursor(cursor) : null;
      const text = filter.search?.trim() ?? '';
      return text === '' ? listed(query, { after, limit }) : found(query, { text, after, limit });
    },

    async counts(reader) {
      const open = () => withStatus(db.selectFrom('ticket'), 'open');
      return {
        open: await count(open()),
        mine: await count(open().where('ticket.assignee', '=', reader.staffId)),
        nobody: await count(open().where('ticket.assignee', 'is', null)),
        dueWithinHour: await count(withDue(open(), 'hour', reader)),
        overdue: await count(withDue(open(), 'overdue', reader)),
        waitingForClient: await count(open().where('ticket.status', 'in', WAITING)),
      };
    },
  };
}

const withNames = (query: TicketQuery<object>) =>
  query
    .innerJoin('licensee', 'licensee.id', 'ticket.licensee_id')
    .innerJoin('person', 'person.id', 'ticket.person_id')
    .leftJoin('words', 'words.id', 'ticket.title')
    .select([
      'licensee.name as licensee',
      'person.name as person_name',
      'person.email as person_email',
      'words.text as title_text',
    ])
    .selectAll('ticket');

type RowWithNames = Awaited<ReturnType<ReturnType<typeof withNames>['execute']>>[number];

function pageOf(rows: readonly RowWithNames[], limit: number): Pick<QueuePage, 'rows' | 'next'> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({
      ticket: ticketOf(row),
      title: row.title_text ?? '',
      licensee: row.licensee,
      person: { name: row.person_name, email: row.person_email },
      assignee: row.assignee,
      reacted: row.reacted === 1,
      clientWaits: row.client_waits === 1,
      due: {
        due_clock: row.due_clock,
        due_at: row.due_at,
        due_left: row.due_left,
        paused_since: row.paused_since,
        queue_group: row.queue_group,
      },
      promised: row.due_promised === 1,
    })),
    next: rows.length > limit && last ? cursorOfPlace(last) : null,
  };
}

function withStatus(
  query: TicketQuery<object>,
  status: NonNullable<QueueFilter['status']>,
): TicketQuery<object> {
  if (status === 'all') return query;
  if (status === 'closed') return query.where('ticket.queue_group', '=', 3);
  // Both say the same; the one picks the partial indexes, the other lets the order come from the index.
  const open = query.where('ticket.open', '=', 1).where('ticket.queue_group', '<', 3);
  return status === 'open' ? open : open.where('ticket.status', '=', status);
}

/** Due at this very millisecond is not late yet. */
function withDue(
  query: TicketQuery<object>,
  due: QueueFilter['due'],
  { at, todayEndsAt }: QueueReader,
): TicketQuery<object> {
  if (!due) return query;
  const timed = query.where('ticket.queue_group', '=', 0);
  if (due === 'overdue') return timed.where('ticket.queue_key', '<', at);
  const until = due === 'hour' ? at + HOUR : todayEndsAt;
  return timed.where('ticket.queue_key', '>=', at).where('ticket.queue_key', '<', until);
}
