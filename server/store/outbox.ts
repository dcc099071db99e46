/** Notices that wait to be sent, in the order in which they were caused. They come here by a commit alone. */
import type { Instant } from '../../shared/instant.ts';
import type { Notice } from '../domain/notices/notice.ts';
import type { TicketId } from '../domain/ticket/event.ts';
import type { Db } from './schema.ts';

export type NewNotice = Notice & { id: string };

export type Outbox = {
  /** For what no ticket caused; what one did goes with its change. */
  add(notices: readonly NewNotice[], at: Instant): Promise<void>;
};

export function outbox(db: Db): Outbox {
  return {
    add: (notices, at) => db.transaction().execute((tx) => putOut(tx, null, notices, at)),
  };
}

/** Inside the transaction of what caused them. */
export async function putOut(
  tx: Db,
  ticketId: TicketId | null,
  notices: readonly NewNotice[],
  at: Instant,
): Promise<void> {
  if (notices.length === 0) return;
  const { next } = await tx
    .updateTable('sequence')
    .set((eb) => ({ next: eb('next', '+', notices.length) }))
    .where('name', '=', 'outbox')
    .returning('next')
    .executeTakeFirstOrThrow();
  const first = next - notices.length;
  await tx
    .insertInto('outbox')
    .values(
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
        attempts: 0,
        due_at: notice.notBefore,
        created_at: at,
        finished_at: null,
        fault: null,
        receipt: null,
      })),
    )
    .execute();
}
