/**
 * Notices that wait to be sent, in the order in which they were caused. They come here by a commit, or by `add` where no
 * ticket caused them; delivery takes them, each for a while, and says what became of them.
 */
import type { Instant } from '../../shared/instant.ts';
import type { FaultCode } from '../../shared/delivery-fault.ts';
import type { Notice } from '../domain/notices/notice.ts';
import type { TicketId } from '../domain/ticket/event.ts';
import { compiledOnce, insertRows } from './compiled-once.ts';
import type { Engine } from './engine.ts';
import { yesNo, type Db, type OutboxTable, type ThreadRootTable } from './schema.ts';

export type NewNotice = Notice & { id: string };

export type StoredNotice = NewNotice & { ticketId: TicketId | null; createdAt: Instant };

/** A notice that is being sent: nobody else has it until `until`. */
export type Taken = {
  notice: StoredNotice;
  takenBy: string;
  /** With this one. */
  attempts: number;
  failingSince: Instant | null;
  perhapsSent: boolean;
};

export type Fault = { code: FaultCode; text: string; perhapsSent: boolean; failingSince: Instant };

type Thread = { channel: ThreadRootTable['channel']; thread: string };

/** What commands and delivery need; what staff see of it is in `outbox-board.ts`. */
export type Outgoings = {
  /** For what no ticket caused; what one did goes with its change. */
  add(notices: readonly NewNotice[], at: Instant): Promise<void>;
  /** The oldest of each lane that is due and that nobody has; `not`: channels on which nothing goes. */
  take(
    by: string,
    wanted: { at: Instant; until: Instant; most: number; not: readonly OutboxTable['channel'][] },
  ): Promise<Taken[]>;
  /** Since when the first of those that `take` would give could have gone; null when there is none. */
  oldestDue(at: Instant, not: readonly OutboxTable['channel'][]): Promise<Instant | null>;
  /** False when it was not back in time and somebody else has it. */
  keep(taken: Taken, until: Instant): Promise<boolean>;
  /** Marks of what has gone out of it. */
  sentOf(noticeId: string): Promise<ReadonlySet<string>>;
  noteSent(noticeId: string, sent: Omit<Sent, 'noticeId'>): Promise<void>;
  finish(id: string, state: 'sent' | 'skipped', at: Instant): Promise<void>;
  /** `counts`: the try was one of the message itself. */
  putOff(taken: Taken, dueAt: Instant, fault: Fault & { counts: boolean }): Promise<void>;
  giveUp(taken: Taken, at: Instant, fault: Fault): Promise<void>;
  /** The first message of a thread: at this place, or anywhere. */
  rootOf(channel: Thread['channel'], thread: string, place?: string): Promise<string | null>;
};

export type Sent = {
  noticeId: string;
  mark: string;
  place: string;
  receipt: string | null;
  at: Instant;
  /** What begins here. */
  root: (Thread & { root: string }) | null;
};

export const noticeOf = (row: OutboxTable): StoredNotice => ({
  id: row.id,
  kind: row.kind,
  to: JSON.parse(row.recipient) as Notice['to'],
  channel: row.channel,
  seq: row.seq,
  detail: JSON.parse(row.detail) as Notice['detail'],
  notBefore: row.not_before,
  ticketId: row.ticket_id,
  createdAt: row.created_at,
});

const DONE = { taken_until: null, taken_by: null } as const;

/** What could go now: due, nobody's, on a channel that is open. */
function dueAt(db: Db, at: Instant, not: readonly OutboxTable['channel'][]) {
  const due = db
    .selectFrom('outbox')
    .where('state', '=', 'waiting')
    .where('not_before', '<=', at)
    .where('due_at', '<=', at)
    .where((eb) => eb.or([eb('taken_until', 'is', null), eb('taken_until', '<=', at)]))
    // Whatever is before it in its lane goes first, be it put off or on its way.
    .where(({ not: no, exists, selectFrom, ref }) =>
      no(
        exists(
          selectFrom('outbox as before')
            .select('before.id')
            .where('before.lane', '=', ref('outbox.lane'))
            .where('before.state', '=', 'waiting')
            .where('before.position', '<', ref('outbox.position'))
            .where('before.not_before', '<=', at),
        ),
      ),
    );
  return not.length > 0 ? due.where('channel', 'not in', not) : due;
}

export function outgoings(db: Db, { free }: Pick<Engine, 'free'>): Outgoings {
  // Everybody's at once: the sequence and the rows that are taken are locked, and that is all it takes.
  const transaction = () => db.transaction().setIsolationLevel('read committed');
  return {
    add: (notices, at) => transaction().execute((tx) => putOut(tx, null, notices, at)),

    take: (by, { at, until, most, not }) =>
      transaction().execute(async (tx) => {
        const due = dueAt(tx, at, not).selectAll().orderBy('position').limit(most);
        const rows = await free(due).execute();
        if (rows.length === 0) return [];
        await tx
          .updateTable('outbox')
          .set((eb) => ({
            taken_until: until,
            taken_by: by,
            attempts: eb('attempts', '+', 1),
            // Until its outcome is known: this process may end before.
            perhaps_sent: 1 as const,
          }))
          .where(
            'id',
            'in',
            rows.map(({ id }) => id),
          )
          .execute();
        return rows.map((row) => ({
          notice: noticeOf(row),
          takenBy: by,
          attempts: row.attempts + 1,
          failingSince: row.failing_since,
          perhapsSent: row.perhaps_sent === 1,
        }));
      }),

    async oldestDue(at, not) {
      const first = await dueAt(db, at, not).select('due_at').orderBy('due_at').limit(1).executeTakeFirst();
      return first?.due_at ?? null;
    },

    async keep({ notice, takenBy }, until) {
      const kept = await db
        .updateTable('outbox')
        .set({ taken_until: until })
        .where('id', '=', notice.id)
        .where('taken_by', '=', takenBy)
        .where('state', '=', 'waiting')
        .executeTakeFirst();
      return kept.numUpdatedRows === 1n;
    },

    async sentOf(noticeId) {
      const rows = await db
        .selectFrom('outbox_receipt')
        .select('mark')
        .where('notice_id', '=', noticeId)
        .execute();
      return new Set(rows.map(({ mark }) => mark));
    },

    noteSent: (noticeId, { mark, place, receipt, at, root }) =>
      transaction().execute(async (tx) => {
        await tx
          .insertInto('outbox_receipt')
          .values({ notice_id: noticeId, mark, place, receipt, sent_at: at })
          .onConflict((conflict) => conflict.columns(['notice_id', 'mark']).doNothing())
          .execute();
        if (!root) return;
        await tx
          .insertInto('thread_root')
          .values({ ...root, place, at })
          .onConflict((conflict) =>
            conflict.columns(['channel', 'thread', 'place']).doUpdateSet({ root: root.root, at }),
          )
          .execute();
      }),

    async finish(id, state, at) {
      await db
        .updateTable('outbox')
        .set({ state, finished_at: at, fault_code: null, fault: null, perhaps_sent: 0, ...DONE })
        .where('id', '=', id)
        .execute();
    },

    async putOff({ notice, takenBy, attempts }, dueAt, { code, text, perhapsSent, failingSince, counts }) {
      await db
        .updateTable('outbox')
        .set({
          due_at: dueAt,
          attempts: counts ? attempts : attempts - 1,
          failing_since: failingSince,
          fault_code: code,
          fault: text,
          perhaps_sent: yesNo(perhapsSent),
          ...DONE,
        })
        .where('id', '=', notice.id)
        .where('taken_by', '=', takenBy)
        .execute();
    },

    async giveUp({ notice, takenBy }, at, { code, text, perhapsSent, failingSince }) {
      await db
        .updateTable('outbox')
        .set({
          state: 'given_up',
          finished_at: at,
          failing_since: failingSince,
          fault_code: code,
          fault: text,
          perhaps_sent: yesNo(perhapsSent),
          ...DONE,
        })
        .where('id', '=', notice.id)
        .where('taken_by', '=', takenBy)
        .execute();
    },

    async rootOf(channel, thread, place) {
      let roots = db
        .selectFrom('thread_root')
        .select('root')
        .where('channel', '=', channel)
        .where('thread', '=', thread)
        .orderBy('at')
        .limit(1);
      if (place !== undefined) roots = roots.where('place', '=', place);
      return (await roots.executeTakeFirst())?.root ?? null;
    },
  };
}

const positions = compiledOnce((tx, count: number) =>
  tx
    .updateTable('sequence')
    .set((eb) => ({ next: eb('next', '+', count) }))
    .where('name', '=', 'outbox')
    .returning('next'),
);

/** Inside the transaction of what caused them. */
export async function putOut(
  tx: Db,
  ticketId: TicketId | null,
  notices: readonly NewNotice[],
  at: Instant,
): Promise<void> {
  if (notices.length === 0) return;
  const [taken] = (await positions(tx, notices.length)).rows;
  if (!taken) throw new Error('the database has lost the next position in the outbox');
  const first = taken.next - notices.length;
  await insertRows(
    tx,
    'outbox',
    notices.map((notice, i) => ({
      id: notice.id,
      position: first + i,
      // One after another within a ticket and a channel; nothing of another ticket waits for it.
      lane: `${notice.channel}:${ticketId ?? notice.id}`,
      kind: notice.kind,
      channel: notice.channel,
      recipient: JSON.stringify(notice.to),
      ticket_id: ticketId,
      seq: notice.seq,
      detail: JSON.stringify(notice.detail),
      state: 'waiting' as const,
      not_before: notice.notBefore,
      attempts: 0,
      due_at: notice.notBefore,
      taken_until: null,
      taken_by: null,
      perhaps_sent: 0 as const,
      created_at: at,
      finished_at: null,
      failing_since: null,
      fault_code: null,
      fault: null,
    })),
  );
}
