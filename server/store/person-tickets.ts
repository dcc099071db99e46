/** What a client sees of their own tickets, all of it within their scope. */
import type { Instant } from '../../shared/instant.ts';
import type { EventBody, StaffId, TicketId } from '../domain/ticket/event.ts';
import { wordsAreForStaff } from '../domain/ticket/for-staff.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import { ticketOf } from './log.ts';
import type { Db } from './schema.ts';
import type { Scope } from './change.ts';

export type PersonTicketRow = { ticket: Ticket; title: string; unread: boolean };

export type UnreadMessage = {
  ticketId: TicketId;
  number: number;
  title: string;
  /** Null for what the desk itself did. */
  staffId: StaffId | null;
  /** Null where the act came without words. */
  text: string | null;
};

export type PersonTickets = {
  /** Latest change first. `cursor` is what the page before gave as `next`. */
  listForPerson(
    scope: Scope,
    page: { cursor?: string | null; limit: number },
  ): Promise<{ rows: PersonTicketRow[]; next: string | null }>;
  /** How many of their tickets the desk has spoken in since they looked, and the latest of it. */
  unreadForPerson(scope: Scope): Promise<{ count: number; latest: UnreadMessage | null }>;
  /** They have seen the ticket at `version`; an older one than is known changes nothing. False when it is not theirs. */
  markSeen(scope: Scope, id: TicketId, version: number): Promise<boolean>;
  hasTickets(scope: Scope): Promise<boolean>;
};

/** What of the desk's doing is news to a client. */
const NEWS = ['replied', 'moved', 'estimated', 'promised', 'corrected'];

const cursorOf = (updatedAt: Instant, id: string): string => `${updatedAt}.${id}`;

function readCursor(cursor: string): { updatedAt: Instant; id: string } | null {
  const [, at, id] = /^(\d{1,16})\.(.{1,64})$/u.exec(cursor) ?? [];
  return at && id ? { updatedAt: Number(at), id } : null;
}

export function personTickets(db: Db): PersonTickets {
  const theirs = (scope: Scope) =>
    db
      .selectFrom('ticket')
      .where('ticket.licensee_id', '=', scope.licenseeId)
      .where('ticket.person_id', '=', scope.personId);

  const news = (scope: Scope) =>
    theirs(scope)
      .innerJoin('event', 'event.ticket_id', 'ticket.id')
      .leftJoin('seen', (join) =>
        join.onRef('seen.ticket_id', '=', 'ticket.id').on('seen.person_id', '=', scope.personId),
      )
      .where('event.actor_side', '<>', 'client')
      .where('event.type', 'in', NEWS)
      .where((eb) => eb('event.seq', '>', eb.fn.coalesce('seen.version', eb.lit(0))));

  return {
    async listForPerson(scope, { cursor, limit }) {
      const after = cursor ? readCursor(cursor) : null;
      const rows = await theirs(scope)
        .leftJoin('words', 'words.id', 'ticket.title')
        .select(['ticket.ticket', 'ticket.number', 'ticket.id', 'ticket.updated_at', 'words.text as title'])
        .$if(after !== null, (qb) =>
          qb.where((eb) =>
            eb.or([
              eb('ticket.updated_at', '<', after!.updatedAt),
              eb.and([eb('ticket.updated_at', '=', after!.updatedAt), eb('ticket.id', '<', after!.id)]),
            ]),
          ),
        )
        .orderBy('ticket.updated_at', 'desc')
        .orderBy('ticket.id', 'desc')
        .limit(limit + 1)
        .execute();
      const page = rows.slice(0, limit);
      const ids = page.map(({ id }) => id);
      const unread =
        ids.length === 0
          ? []
          : await news(scope).select('ticket.id').distinct().where('ticket.id', 'in', ids).execute();
      const unreadIds = new Set(unread.map(({ id }) => id));
      const last = page.at(-1);
      return {
        rows: page.map((row) => ({
          ticket: ticketOf(row),
          title: row.title ?? '',
          unread: unreadIds.has(row.id),
        })),
        next: rows.length > limit && last ? cursorOf(last.updated_at, last.id) : null,
      };
    },

    async unreadForPerson(scope) {
      const { count } = await news(scope)
        .select((eb) => eb.fn.count('ticket.id').distinct().as('count'))
        .executeTakeFirstOrThrow();
      if (Number(count) === 0) return { count: 0, latest: null };
      const latest = await news(scope)
        .leftJoin('words as title', 'title.id', 'ticket.title')
        .select(['ticket.id', 'ticket.number', 'title.text as title', 'event.actor_id', 'event.body'])
        .orderBy('event.at', 'desc')
        .orderBy('event.seq', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      const body = JSON.parse(latest.body) as EventBody;
      const words = 'words' in body && !wordsAreForStaff(body) ? body.words : null;
      const said = words
        ? await db.selectFrom('words').select('text').where('id', '=', words).executeTakeFirst()
        : null;
      return {
        count: Number(count),
        latest: {
          ticketId: latest.id,
          number: latest.number,
          title: latest.title ?? '',
          staffId: latest.actor_id,
          text: said?.text ?? null,
        },
      };
    },

    async markSeen(scope, id, version) {
      const ticket = await theirs(scope)
        .select('ticket.version')
        .where('ticket.id', '=', id)
        .executeTakeFirst();
      if (!ticket) return false;
      const seen = Math.min(version, ticket.version);
      await db
        .insertInto('seen')
        .values({ person_id: scope.personId, ticket_id: id, version: seen })
        .onConflict((conflict) =>
          conflict
            .columns(['person_id', 'ticket_id'])
            .doUpdateSet({ version: seen })
            .where('seen.version', '<', seen),
        )
        .execute();
      return true;
    },

    async hasTickets(scope) {
      return (await theirs(scope).select('ticket.id').limit(1).executeTakeFirst()) !== undefined;
    },
  };
}
