/** Everything the store holds of a ticket, as it lies there, for `verify` to hold against the log. */
import type { FileId, TicketEvent, TicketId, WordsId } from '../domain/ticket/event.ts';
import type { Engine } from './engine.ts';
import type { StoredFile } from './files.ts';
import { files } from './files.ts';
import { eventsOf } from './log.ts';
import type { Db, EscalationTable, TicketTable } from './schema.ts';

export type Inspected = {
  row: TicketTable;
  /** All of them, beyond the row's version too. */
  events: readonly TicketEvent[];
  /** Those that were erased on demand too. */
  words: ReadonlySet<WordsId>;
  /** As they are kept beside it. */
  escalations: readonly EscalationTable[];
  /** Attached to it. */
  files: readonly FileId[];
};

export type Inspection = {
  /** Oldest first, each read in a moment of its own, so that a running server may go on writing. */
  tickets(): AsyncIterable<Inspected>;
  files(): Promise<StoredFile[]>;
  counts(): Promise<{ tickets: number; events: number }>;
  /** The number that the next ticket would get. */
  nextNumber(): Promise<number>;
  /** Numbers of the tickets that the search knows. */
  findable(): Promise<ReadonlySet<number>>;
  /** What the database finds wrong with its own file. */
  faults(): Promise<string[]>;
};

export function inspection(db: Db, engine: Engine): Inspection {
  const inspect = (id: TicketId) =>
    db
      .transaction()
      .setAccessMode('read only')
      .setIsolationLevel('repeatable read')
      .execute(async (tx): Promise<Inspected> => {
        const row = await tx.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
        const words = await tx.selectFrom('words').select('id').where('ticket_id', '=', id).execute();
        const attached = await tx.selectFrom('file').select('id').where('ticket_id', '=', id).execute();
        const escalations = await tx
          .selectFrom('escalation')
          .selectAll()
          .where('ticket_id', '=', id)
          .execute();
        return {
          row,
          escalations,
          events: await eventsOf(tx, id, null),
          words: new Set(words.map((each) => each.id)),
          files: attached.map((each) => each.id),
        };
      });

  return {
    async *tickets() {
      let after = 0;
      for (;;) {
        const page = await db
          .selectFrom('ticket')
          .select(['id', 'number'])
          .where('number', '>', after)
          .orderBy('number')
          .limit(200)
          .execute();
        for (const { id } of page) yield await inspect(id);
        const last = page.at(-1);
        if (!last) return;
        after = last.number;
      }
    },

    files: () => files(db).all(),

    async counts() {
      const count = async (table: 'ticket' | 'event') =>
        Number(
          (
            await db
              .selectFrom(table)
              .select((eb) => eb.fn.countAll().as('rows'))
              .executeTakeFirstOrThrow()
          ).rows,
        );
      return { tickets: await count('ticket'), events: await count('event') };
    },

    async nextNumber() {
      const row = await db
        .selectFrom('sequence')
        .select('next')
        .where('name', '=', 'ticket_number')
        .executeTakeFirstOrThrow();
      return row.next;
    },

    findable: async () => new Set(await engine.search.numbers(db)),
    faults: () => engine.faults(db),
  };
}
