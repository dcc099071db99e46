/** What was kept long enough, as each licensee has it: found by when its ticket was closed, forgotten, and noted as forgotten. */
import type { Instant } from '../../shared/instant.ts';
import type { Retention } from '../domain/privacy/retention.ts';
import type { FileId, LicenseeId, PersonId, TicketId } from '../domain/ticket/event.ts';
import type { Engine } from './engine.ts';
import { eraseFiles, eraseTickets } from './erasing.ts';
import type { Db } from './schema.ts';

/** A ticket as it was when it was forgotten. */
export type Forgotten = { id: TicketId; version: number };

export type RetentionStore = {
  retentionOf(licenseeId: LicenseeId): Promise<Retention | null>;
  /** False when there is no such licensee. */
  setRetention(licenseeId: LicenseeId, retention: Retention): Promise<boolean>;
  /** Closed before then, with files that are still there; the first of them. */
  withFiles(licenseeId: LicenseeId, closedBefore: Instant, most: number): Promise<TicketId[]>;
  withWords(licenseeId: LicenseeId, closedBefore: Instant, most: number): Promise<TicketId[]>;
  /** Gives the files whose bytes are to go. */
  forgetFiles(tickets: readonly TicketId[], at: Instant): Promise<FileId[]>;
  /**
   * Words and files; gives the people of whom nothing else is kept. The tickets are due until `wordsForgotten`: a run that
   * was cut off before its people were erased finds them again.
   */
  forgetWords(
    tickets: readonly TicketId[],
    at: Instant,
  ): Promise<{ files: FileId[]; forgotten: readonly Forgotten[]; done: PersonId[] }>;
  wordsForgotten(forgotten: readonly Forgotten[], at: Instant): Promise<void>;
};

export function retention(db: Db, { search, held }: Pick<Engine, 'search' | 'held'>): RetentionStore {
  /** One may have been opened again since it was found; from here on nobody opens another. */
  const closedOnes = <T>(
    tickets: readonly TicketId[],
    forget: (tx: Db, closed: readonly Forgotten[]) => Promise<T>,
  ): Promise<T> =>
    db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (tx) => {
        const found = tx.selectFrom('ticket').select(['id', 'version']).where('id', 'in', tickets);
        return forget(tx, await held(found.where('open', '=', 0)).execute());
      });

  return {
    async retentionOf(licenseeId) {
      const row = await db
        .selectFrom('licensee')
        .select(['files_days', 'tickets_months'])
        .where('id', '=', licenseeId)
        .executeTakeFirst();
      return row ? { filesDays: row.files_days, ticketsMonths: row.tickets_months } : null;
    },

    async setRetention(licenseeId, { filesDays, ticketsMonths }) {
      const set = await db
        .updateTable('licensee')
        .set({ files_days: filesDays, tickets_months: ticketsMonths })
        .where('id', '=', licenseeId)
        .executeTakeFirst();
      return set.numUpdatedRows === 1n;
    },

    withFiles: (licenseeId, closedBefore, most) =>
      notYet(db, 'files_forgotten_at', licenseeId, closedBefore, most),
    withWords: (licenseeId, closedBefore, most) =>
      notYet(db, 'words_forgotten_at', licenseeId, closedBefore, most),

    forgetFiles: (tickets, at) =>
      closedOnes(tickets, async (tx, closed) => {
        const files = await filesOfTickets(tx, closed);
        await eraseFiles(tx, files, at);
        await noteForgotten(tx, closed, { files_forgotten_at: at });
        return files;
      }),

    forgetWords: (tickets, at) =>
      closedOnes(tickets, async (tx, closed) => {
        const ids = closed.map(({ id }) => id);
        const files = await filesOfTickets(tx, closed);
        await eraseFiles(tx, files, at);
        await eraseTickets(tx, search, ids, at);
        return { files, forgotten: closed, done: await peopleDoneWith(tx, ids) };
      }),

    wordsForgotten: (forgotten, at) =>
      noteForgotten(db, forgotten, { files_forgotten_at: at, words_forgotten_at: at }),
  };
}

async function filesOfTickets(tx: Db, tickets: readonly { id: TicketId }[]): Promise<FileId[]> {
  if (tickets.length === 0) return [];
  const rows = await tx
    .selectFrom('file')
    .select('id')
    .where(
      'ticket_id',
      'in',
      tickets.map(({ id }) => id),
    )
    .where('erased_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

const notYet = async (
  db: Db,
  what: 'files_forgotten_at' | 'words_forgotten_at',
  licenseeId: LicenseeId,
  closedBefore: Instant,
  most: number,
): Promise<TicketId[]> => {
  const rows = await db
    .selectFrom('ticket')
    .select('ticket.id')
    .where('ticket.licensee_id', '=', licenseeId)
    .where('ticket.open', '=', 0)
    .where('ticket.closed_at', '<', closedBefore)
    .where(what, 'is', null)
    .orderBy('ticket.closed_at')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
};

/** What has been said on one since then is still to be forgotten. */
async function noteForgotten(
  tx: Db,
  forgotten: readonly Forgotten[],
  when: { files_forgotten_at: Instant; words_forgotten_at?: Instant },
): Promise<void> {
  for (const { id, version } of forgotten)
    await tx.updateTable('ticket').set(when).where('id', '=', id).where('version', '=', version).execute();
}

/** Of these tickets' people those whose every other ticket has been forgotten. */
async function peopleDoneWith(tx: Db, tickets: readonly TicketId[]): Promise<PersonId[]> {
  if (tickets.length === 0) return [];
  const rows = await tx
    .selectFrom('person')
    .select('person.id')
    .where('person.erased_at', 'is', null)
    .where((eb) =>
      eb(
        'person.id',
        'in',
        eb
          .selectFrom('ticket')
          .select('person_id')
          .where('id', 'in', [...tickets]),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ticket as other')
            .select('other.id')
            // By the licensee first: so the index has them.
            .whereRef('other.licensee_id', '=', 'person.licensee_id')
            .whereRef('other.person_id', '=', 'person.id')
            .where('other.words_forgotten_at', 'is', null)
            .where('other.id', 'not in', [...tickets]),
        ),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}
