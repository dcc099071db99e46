/**
 * A person is forgotten on their demand, and what is kept of them is given out. Events hold facts and ids only and stay;
 * words, names, addresses and files go, from the search and the outbox too.
 */
import type { Instant } from '../../shared/instant.ts';
import type { FileId, PersonId, TicketId } from '../domain/ticket/event.ts';
import type { Engine, Search } from './engine.ts';
import { eraseFiles, erasePerson, eraseTickets } from './erasing.ts';
import { fileOf, type StoredFile } from './files.ts';
import { ofPerson } from './of-person.ts';
import { retention, type RetentionStore } from './retention.ts';
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

export type Privacy = RetentionStore & {
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
  /** What the database itself still keeps of what it was told to forget. */
  scrub(): Promise<void>;
};

const erasureOf = ({ person_id, at, ordered_by }: ErasureTable): Erasure => ({
  personId: person_id,
  at,
  orderedBy: ordered_by,
});

export function privacy(db: Db, { search, scrub, held }: Pick<Engine, 'search' | 'scrub' | 'held'>): Privacy {
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

    ...retention(db, { search, held }),

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
