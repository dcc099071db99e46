/** What the live board asks beside the queue: which promises have been broken since, as the desk noted them. */
import type { Instant } from '../../shared/instant.ts';
import type { Status } from '../../shared/ticket.ts';
import type { EventBody, StaffId, TicketId } from '../domain/ticket/event.ts';
import type { Db } from './schema.ts';

export type NotedBreach = {
  ticketId: TicketId;
  number: number;
  title: string;
  status: Status;
  assignee: StaffId | null;
  body: Extract<EventBody, { type: 'breached' }>;
};

export type Board = {
  /** The latest first; each breach once, however many were told of it. */
  breachesSince(from: Instant): Promise<NotedBreach[]>;
};

const DONE = ['sent', 'skipped', 'given_up'] as const;

export function board(db: Db): Board {
  return {
    async breachesSince(from) {
      // Each noted breach is told to managers: their notices, found by when they were finished, are the way to it that
      // reads no other ticket.
      const rows = await db
        .selectFrom('outbox')
        .innerJoin('ticket', 'ticket.id', 'outbox.ticket_id')
        .innerJoin('event', (join) =>
          join.onRef('event.ticket_id', '=', 'outbox.ticket_id').onRef('event.seq', '=', 'outbox.seq'),
        )
        .leftJoin('words', 'words.id', 'ticket.title')
        .select(['ticket.id', 'ticket.number', 'ticket.status', 'ticket.assignee'])
        .select(['words.text as title', 'event.seq', 'event.at', 'event.body'])
        .distinct()
        .where('outbox.kind', '=', 'breached')
        .where('outbox.created_at', '>=', from)
        .where((eb) =>
          eb.or([
            eb('outbox.state', '=', 'waiting'),
            eb.and([eb('outbox.state', 'in', DONE), eb('outbox.finished_at', '>=', from)]),
          ]),
        )
        .orderBy('event.at', 'desc')
        .orderBy('ticket.number')
        .orderBy('event.seq')
        .execute();
      return rows.flatMap((row) => {
        const body = JSON.parse(row.body) as EventBody;
        if (body.type !== 'breached') return [];
        const { number, status, assignee } = row;
        return [{ ticketId: row.id, number, title: row.title ?? '', status, assignee, body }];
      });
    },
  };
}
