/** What the monthly report reads of the log, and the reports of finished months, kept as they were first computed. */
import type { Instant } from '../../shared/instant.ts';
import type { TicketLog } from '../domain/report/facts.ts';
import type { Month } from '../domain/report/month.ts';
import type { Actor, EventBody } from '../domain/ticket/event.ts';
import { putOut, type NewNotice } from './outbox.ts';
import type { Db } from './schema.ts';

/** Before the cut-off, and after it. */
export type ReportStage = 'provisional' | 'final';

export type ReportFile = { name: string; bytes: Uint8Array };

export type Reports = {
  /** More tickets than `count`, whatever became of them. */
  moreThan(count: number): Promise<boolean>;
  /** When the first ticket came; null while there is none. */
  begunAt(): Promise<Instant | null>;
  /**
   * Logs of all tickets that a time may know of, by number, some at a time, so that whoever reads them can let others have
   * their turn. What was closed for good before it began is none of its business.
   */
  logs(time: { from: Instant; to: Instant }): AsyncIterable<readonly TicketLog[]>;
  /** Months whose report is kept, the earliest first. */
  keptMonths(): Promise<Month[]>;
  kept(month: Month, name: string): Promise<Uint8Array | null>;
  /** The first to keep a month keeps it for good: false when it was. */
  keep(month: Month, files: readonly ReportFile[], at: Instant): Promise<boolean>;
  /** Puts the notice out with the note that it was; false when it was before. */
  tellOnce(month: Month, stage: ReportStage, notice: NewNotice, at: Instant): Promise<boolean>;
};

/** Numbers looked through in one query, and tickets read in one: the event loop waits no longer than for these. */
const NUMBERS_AT_A_TIME = 5000;
const TICKETS_AT_A_TIME = 100;

export function reports(db: Db): Reports {
  return {
    async moreThan(count) {
      const beyond = await db.selectFrom('ticket').select('id').offset(count).limit(1).executeTakeFirst();
      return beyond !== undefined;
    },

    async begunAt() {
      const row = await db
        .selectFrom('ticket')
        .select('submitted_at')
        .orderBy('number')
        .limit(1)
        .executeTakeFirst();
      return row?.submitted_at ?? null;
    },

    async *logs({ from, to }) {
      const { last } = await db
        .selectFrom('ticket')
        .select((eb) => eb.fn.max('number').as('last'))
        .executeTakeFirstOrThrow();
      for (let after = 0; after < Number(last ?? 0); after += NUMBERS_AT_A_TIME) {
        const rows = await db
          .selectFrom('ticket')
          .select(['id', 'number'])
          .where('number', '>', after)
          .where('number', '<=', after + NUMBERS_AT_A_TIME)
          .where('submitted_at', '<', to)
          .where((eb) => eb.or([eb('open', '=', 1), eb('updated_at', '>=', from)]))
          .orderBy('number')
          .execute();
        for (let i = 0; i < rows.length; i += TICKETS_AT_A_TIME)
          yield await withEvents(db, rows.slice(i, i + TICKETS_AT_A_TIME));
      }
    },

    async keptMonths() {
      const rows = await db.selectFrom('report_file').select('month').distinct().orderBy('month').execute();
      return rows.map(({ month }) => month);
    },

    async kept(month, name) {
      const row = await db
        .selectFrom('report_file')
        .select('bytes')
        .where('month', '=', month)
        .where('name', '=', name)
        .executeTakeFirst();
      return row ? Buffer.from(row.bytes, 'base64') : null;
    },

    keep: (month, files, at) =>
      db.transaction().execute(async (tx) => {
        const before = await tx
          .selectFrom('report_file')
          .select('name')
          .where('month', '=', month)
          .limit(1)
          .executeTakeFirst();
        if (before) return false;
        const rows = files.map(({ name, bytes }) => ({
          month,
          name,
          bytes: Buffer.from(bytes).toString('base64'),
          kept_at: at,
        }));
        await tx.insertInto('report_file').values(rows).execute();
        return true;
      }),

    tellOnce: (month, stage, notice, at) =>
      db.transaction().execute(async (tx) => {
        const told = await tx
          .insertInto('report_mail')
          .values({ month, stage, put_out_at: at })
          .onConflict((conflict) => conflict.columns(['month', 'stage']).doNothing())
          .executeTakeFirst();
        if (told.numInsertedOrUpdatedRows !== 1n) return false;
        await putOut(tx, null, [notice], at);
        return true;
      }),
  };
}

async function withEvents(db: Db, tickets: readonly { id: string; number: number }[]): Promise<TicketLog[]> {
  const rows = await db
    .selectFrom('event')
    .select(['ticket_id', 'seq', 'at', 'actor_side', 'actor_id', 'body'])
    .where(
      'ticket_id',
      'in',
      tickets.map(({ id }) => id),
    )
    .orderBy('ticket_id')
    .orderBy('seq')
    .execute();
  const byTicket = Map.groupBy(rows, (row) => row.ticket_id);
  return tickets.map(({ id, number }) => ({
    id,
    number,
    events: (byTicket.get(id) ?? []).map((row) => ({
      seq: row.seq,
      at: row.at,
      by: actorOf(row.actor_side, row.actor_id),
      body: JSON.parse(row.body) as EventBody,
    })),
  }));
}

const actorOf = (side: Actor['side'], id: string | null): Actor =>
  side === 'desk' ? { side } : { side, id: id ?? '' };
