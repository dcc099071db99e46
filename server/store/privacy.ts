/**
 * Forgetting: a person on their demand, a ticket that was kept long enough. Events hold facts and ids only and stay; words,
 * names, addresses and files go, from the search and the outbox too.
 */
import type { Instant } from '../../shared/instant.ts';
import type { Retention } from '../domain/privacy/retention.ts';
import type { FileId, LicenseeId, PersonId, TicketId } from '../domain/ticket/event.ts';
import { inTurns } from '../in-turns.ts';
import type { Engine, Search } from './engine.ts';
import { eraseFiles, erasePerson, eraseTicket } from './erasing.ts';
import { fileOf, type StoredFile } from './files.ts';
import { indexTicket } from './findable.ts';
import { ofPerson } from './of-person.ts';
import type { Db, ErasureTable } from './schema.ts';
import { uploaderOf } from './uploader.ts';

export type Erasure = { personId: PersonId; at: Instant; orderedBy: string };

export type KeptOfPerson = {
  sessions: readonly { createdAt: Instant; lastUsedAt: Instant; expiresAt: Instant }[];
  devices: readonly { createdAt: Instant }[];
  mail: { wantsMail: boolean; language: string | null };
  mailsSentAt: readonly Instant[];
  consents: readonly { text: string; version: number; address: string | null; at: Instant }[];
};

/** A ticket as it was when it was forgotten. */
export type Forgotten = { id: TicketId; version: number };

export type Privacy = {
  /** Null while they are not. */
  erasureOf(personId: PersonId): Promise<Erasure | null>;
  erasures(): Promise<Erasure[]>;
  ticketsOf(personId: PersonId): Promise<{ id: TicketId; number: number; open: boolean }[]>;
  /** Their own, attached or not, and whatever hangs on their tickets. */
  filesOf(personId: PersonId): Promise<FileId[]>;
  /** Uploaded, and on no ticket. */
  looseFilesOf(personId: PersonId): Promise<StoredFile[]>;
  /** What is noted of their visits and mails. */
  keptOf(personId: PersonId): Promise<KeptOfPerson>;
  /**
   * All or nothing; gives the files whose bytes are to go. With a ticket that is open nothing is done, and the numbers of
   * those are given. What the person sends from then on is not taken, also when it was on its way.
   */
  erase(erasure: Erasure): Promise<{ files: FileId[] } | { open: number[] }>;
  /** With open tickets and all: for a database that was restored from before. */
  eraseAgain(erasure: Erasure): Promise<{ files: FileId[] }>;
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
  /** What the database itself still keeps of what it was told to forget. */
  scrub(): Promise<void>;
};

const erasureOf = ({ person_id, at, ordered_by }: ErasureTable): Erasure => ({
  personId: person_id,
  at,
  orderedBy: ordered_by,
});

export function privacy(db: Db, { search, scrub, held }: Pick<Engine, 'search' | 'scrub' | 'held'>): Privacy {
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
    async erasureOf(personId) {
      const row = await db
        .selectFrom('erasure')
        .selectAll()
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return row ? erasureOf(row) : null;
    },

    async erasures() {
      return (await db.selectFrom('erasure').selectAll().orderBy('at').orderBy('person_id').execute()).map(
        erasureOf,
      );
    },

    ticketsOf: (personId) => ticketsOf(db, personId),

    filesOf: (personId) => filesOf(db, personId),

    async looseFilesOf(personId) {
      const rows = await db
        .selectFrom('file')
        .selectAll()
        .where('uploader', '=', uploaderOf({ side: 'client', id: personId }))
        .where('ticket_id', 'is', null)
        .orderBy('uploaded_at')
        .execute();
      return rows.map(fileOf);
    },

    async keptOf(personId) {
      const sessions = await db
        .selectFrom('client_session')
        .select(['created_at as createdAt', 'last_used_at as lastUsedAt', 'expires_at as expiresAt'])
        .where('person_id', '=', personId)
        .orderBy('created_at')
        .execute();
      const devices = await db
        .selectFrom('device')
        .select('created_at as createdAt')
        .where('person_id', '=', personId)
        .execute();
      const wishes = await db
        .selectFrom('person_mail')
        .selectAll()
        .where('person_id', '=', personId)
        .executeTakeFirst();
      const mails = await db
        .selectFrom('client_mail')
        .select('at')
        .where('person_id', '=', personId)
        .orderBy('at')
        .execute();
      const consents = await db
        .selectFrom('consent')
        .innerJoin('consent_text', (join) =>
          join
            .onRef('consent_text.site_id', '=', 'consent.site_id')
            .onRef('consent_text.version', '=', 'consent.version'),
        )
        .select(['consent.version', 'consent.language', 'consent.address', 'consent.at', 'ru', 'en'])
        .where('person_id', '=', personId)
        .orderBy('consent.at')
        .execute();
      return {
        sessions,
        devices,
        mail: { wantsMail: wishes?.wants_mail !== 0, language: wishes?.language ?? null },
        mailsSentAt: mails.map(({ at }) => at),
        // In the words that they were shown.
        consents: consents.map(({ version, language, address, at, ...text }) => ({
          ...{ text: text[language], version, address, at },
        })),
      };
    },

    erase: (erasure) =>
      // What was committed while we waited for these rows is seen then: a snapshot from before would not have it.
      db
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async (tx) => {
          const { personId } = erasure;
          await held(tx.selectFrom('person').select('id').where('id', '=', personId)).execute();
          await held(tx.selectFrom('ticket').select('id').where(ofPerson(personId))).execute();
          const open = (await ticketsOf(tx, personId)).filter((ticket) => ticket.open);
          if (open.length > 0) return { open: open.map(({ number }) => number) };
          return { files: await eraseAll(tx, search, erasure) };
        }),

    eraseAgain: (erasure) =>
      db.transaction().execute(async (tx) => ({ files: await eraseAll(tx, search, erasure) })),

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

    scrub: () => scrub(db),
  };
}

async function eraseAll(tx: Db, search: Search, erasure: Erasure): Promise<FileId[]> {
  const { personId, at } = erasure;
  const files = await filesOf(tx, personId);
  const tickets = await ticketsOf(tx, personId);
  await eraseFiles(tx, files, at);
  await tx
    .deleteFrom('file')
    .where('uploader', '=', uploaderOf({ side: 'client', id: personId }))
    .where('ticket_id', 'is', null)
    .execute();
  await erasePerson(tx, erasure);
  await eraseTickets(
    tx,
    search,
    tickets.map(({ id }) => id),
    at,
  );
  return files;
}

/** All in one transaction, which others wait for, but the event loop does not. */
async function eraseTickets(tx: Db, search: Search, tickets: readonly TicketId[], at: Instant) {
  for await (const id of inTurns(tickets)) {
    await eraseTicket(tx, id, at);
    await indexTicket(tx, search, id);
  }
}

async function ticketsOf(db: Db, personId: PersonId) {
  const rows = await db
    .selectFrom('ticket')
    .select(['id', 'number', 'open'])
    .where(ofPerson(personId))
    .orderBy('number')
    .execute();
  return rows.map(({ id, number, open }) => ({ id, number, open: open === 1 }));
}

async function filesOf(db: Db, personId: PersonId): Promise<FileId[]> {
  const tickets = await ticketsOf(db, personId);
  const rows = await db
    .selectFrom('file')
    .select('file.id')
    .where('file.erased_at', 'is', null)
    .where((eb) => {
      const own = eb('file.uploader', '=', uploaderOf({ side: 'client', id: personId }));
      if (tickets.length === 0) return own;
      const ids = tickets.map(({ id }) => id);
      return eb.or([own, eb('file.ticket_id', 'in', ids)]);
    })
    .orderBy('file.id')
    .execute();
  return rows.map(({ id }) => id);
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
