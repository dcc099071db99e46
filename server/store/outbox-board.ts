/** What staff see of the outbox, and how they send again what was given up. */
import { DAY, HOUR } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import type { FaultCode } from '../../shared/delivery-fault.ts';
import type { TicketId } from '../domain/ticket/event.ts';
import { inPieces } from './in-pieces.ts';
import { noticeOf, type StoredNotice } from './outbox.ts';
import type { Db, OutboxTable } from './schema.ts';

export type OutboxRow = {
  notice: StoredNotice;
  ticketNumber: number | null;
  state: OutboxTable['state'];
  attempts: number;
  dueAt: Instant;
  finishedAt: Instant | null;
  failingSince: Instant | null;
  fault: { code: FaultCode; text: string } | null;
};

export type OutboxBoard = {
  /** `turn`: could have gone by `at`. */
  waiting(at: Instant): Promise<{ turn: number; later: number; oldestSince: Instant | null }>;
  givenUp(): Promise<{ code: FaultCode; count: number }[]>;
  /** Waiting: the oldest first. The others: the last first. */
  rows(state: 'waiting' | 'given_up' | 'sent', most: number): Promise<OutboxRow[]>;
  givenUpOf(ticketId: TicketId): Promise<OutboxRow[]>;
  /** One that was given up begins anew; one that waits is tried now. False when it is neither. */
  sendAgain(id: string, at: Instant): Promise<boolean>;
  /** Everything that was given up for this; gives how many. */
  sendAllAgain(code: FaultCode, at: Instant): Promise<number>;
  /** What waits for this is looked at again: it may have changed while nothing ran. */
  wake(code: FaultCode, at: Instant): Promise<void>;
  /** What was put out or put off under a clock that was ahead would wait until then: it goes now. Gives how many. */
  pullIn(at: Instant): Promise<number>;
  /** Forgets what was sent or skipped before `at`; roots of threads stay. Gives how many. */
  sweep(at: Instant): Promise<number>;
};

/** Nobody's clock is this much ahead of another's, nor is anything taken for so long. */
const CLOCK_AHEAD = HOUR;
/** Longer than any holidays of the desk. */
const LONGEST_PUT_OFF = 40 * DAY;

const anew = (at: Instant) =>
  ({
    state: 'waiting',
    attempts: 0,
    due_at: at,
    finished_at: null,
    failing_since: null,
    taken_until: null,
    taken_by: null,
  }) as const;

export function outboxBoard(db: Db): OutboxBoard {
  const selected = () =>
    db
      .selectFrom('outbox')
      .leftJoin('ticket', 'ticket.id', 'outbox.ticket_id')
      .selectAll('outbox')
      .select('ticket.number as ticket_number');
  const rowOf = (row: OutboxTable & { ticket_number: number | null }): OutboxRow => ({
    notice: noticeOf(row),
    ticketNumber: row.ticket_number,
    state: row.state,
    attempts: row.attempts,
    dueAt: row.due_at,
    finishedAt: row.finished_at,
    failingSince: row.failing_since,
    fault: row.fault_code === null ? null : { code: row.fault_code, text: row.fault ?? '' },
  });

  return {
    async waiting(at) {
      const count = async (op: '<=' | '>') => {
        const row = await db
          .selectFrom('outbox')
          .select((eb) => [eb.fn.countAll().as('count'), eb.fn.min('not_before').as('oldest')])
          .where('state', '=', 'waiting')
          .where('not_before', op, at)
          .executeTakeFirstOrThrow();
        return { count: Number(row.count), oldest: row.oldest === null ? null : Number(row.oldest) };
      };
      const [turn, later] = [await count('<='), await count('>')];
      return { turn: turn.count, later: later.count, oldestSince: turn.oldest };
    },

    async givenUp() {
      const rows = await db
        .selectFrom('outbox')
        .select((eb) => ['fault_code', eb.fn.countAll().as('count')])
        .where('state', '=', 'given_up')
        .groupBy('fault_code')
        .orderBy('fault_code')
        .execute();
      return rows.flatMap(({ fault_code, count }) =>
        fault_code === null ? [] : [{ code: fault_code, count: Number(count) }],
      );
    },

    async rows(state, most) {
      const rows = selected().where('outbox.state', '=', state).limit(most);
      const ordered =
        state === 'waiting'
          ? rows.orderBy('outbox.position')
          : rows.orderBy('outbox.finished_at', 'desc').orderBy('outbox.position', 'desc');
      return (await ordered.execute()).map(rowOf);
    },

    async givenUpOf(ticketId) {
      const rows = await selected()
        .where('outbox.ticket_id', '=', ticketId)
        .where('outbox.state', '=', 'given_up')
        .orderBy('outbox.position')
        .execute();
      return rows.map(rowOf);
    },

    async sendAgain(id, at) {
      const again = await db
        .updateTable('outbox')
        .set(anew(at))
        .where('id', '=', id)
        .where('state', '=', 'given_up')
        .executeTakeFirst();
      const now = await db
        .updateTable('outbox')
        .set({ due_at: at })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .where('not_before', '<=', at)
        .executeTakeFirst();
      return again.numUpdatedRows + now.numUpdatedRows > 0n;
    },

    async sendAllAgain(code, at) {
      const again = await db
        .updateTable('outbox')
        .set(anew(at))
        .where('state', '=', 'given_up')
        .where('fault_code', '=', code)
        .executeTakeFirst();
      return Number(again.numUpdatedRows);
    },

    async wake(code, at) {
      await db
        .updateTable('outbox')
        .set({ due_at: at })
        .where('state', '=', 'waiting')
        .where('fault_code', '=', code)
        .where('due_at', '>', at)
        .execute();
    },

    async pullIn(at) {
      const pulled = await db
        .updateTable('outbox')
        .set({ not_before: at, due_at: at, taken_until: null, taken_by: null, failing_since: null })
        .where('state', '=', 'waiting')
        .where((eb) =>
          eb.or([
            eb('created_at', '>', at + CLOCK_AHEAD),
            eb('due_at', '>', at + LONGEST_PUT_OFF),
            eb('taken_until', '>', at + CLOCK_AHEAD),
          ]),
        )
        .executeTakeFirst();
      return Number(pulled.numUpdatedRows);
    },

    sweep: (at) =>
      inPieces((most) =>
        db.transaction().execute(async (tx) => {
          const old = await tx
            .selectFrom('outbox')
            .select('id')
            .where('state', 'in', ['sent', 'skipped'])
            .where('finished_at', '<', at)
            .limit(most)
            .execute();
          if (old.length === 0) return 0;
          const ids = old.map(({ id }) => id);
          await tx.deleteFrom('outbox_receipt').where('notice_id', 'in', ids).execute();
          await tx.deleteFrom('outbox').where('id', 'in', ids).execute();
          return old.length;
        }),
      ),
  };
}
