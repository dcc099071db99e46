/**
 * Consent to the processing of personal data. A text is never changed: other words are a new version, and the one before
 * has ended. A consent names its version and the hash of what was shown, and is written with the ticket it came with
 * (`commit`).
 */
import type { Instant } from '../../shared/instant.ts';
import type { Language } from '../../shared/ticket.ts';
import type { PersonId, StaffId, TicketId } from '../domain/ticket/event.ts';
import { compiledOnce } from './compiled-once.ts';
import { forgetAddresses } from './forget-addresses.ts';
import type { ConsentTable, ConsentTextTable, Db } from './schema.ts';

export type ConsentText = Record<Language, string> & {
  siteId: string;
  /** From 1, for each site by itself. */
  version: number;
  createdAt: Instant;
  createdBy: StaffId;
  /** By the next version, or because nothing is asked any more; null while it is asked. */
  endedAt: Instant | null;
  endedBy: StaffId | null;
};

export type Consent = {
  id: string;
  siteId: string;
  version: number;
  personId: PersonId;
  /** The one that it came with; it holds for those after it too. */
  ticketId: TicketId;
  language: Language;
  textHash: string;
  /** Forgotten after a while. */
  address: string | null;
  at: Instant;
};

/** Who asks whom. */
export type Asked = { siteId: string; personId: PersonId };

/** `seenVersion`: the newest that they have read, 0 where there was none; left out, whatever there is. */
export type Writing = { staffId: StaffId; at: Instant; seenVersion?: number };

export type Consents = {
  /** What the site asks for now. */
  current(siteId: string): Promise<ConsentText | null>;
  /** The version that this person has not consented to yet; null where nothing is asked of them. */
  askedOf(asked: Asked): Promise<number | null>;
  text(siteId: string, version: number): Promise<ConsentText | null>;
  /** The newest first. */
  texts(siteId: string): Promise<ConsentText[]>;
  /** From now on this is asked; the same words again are no new version. */
  ask(siteId: string, words: Record<Language, string>, by: Writing): Promise<'done' | 'moved_on'>;
  /** From now on nothing is asked. */
  stopAsking(siteId: string, by: Writing): Promise<'done' | 'moved_on'>;
  /** The newest that was given until then. */
  heldAt(asked: Asked, at: Instant): Promise<Consent | null>;
  /** The oldest first. */
  consentsOf(personId: PersonId): Promise<Consent[]>;
  forgetAddresses(before: Instant): Promise<void>;
};

const textOf = (row: ConsentTextTable): ConsentText => ({
  siteId: row.site_id,
  version: row.version,
  ru: row.ru,
  en: row.en,
  createdAt: row.created_at,
  createdBy: row.created_by,
  endedAt: row.ended_at,
  endedBy: row.ended_by,
});

const consentOf = (row: ConsentTable): Consent => ({
  id: row.id,
  siteId: row.site_id,
  version: row.version,
  personId: row.person_id,
  ticketId: row.ticket_id,
  language: row.language,
  textHash: row.text_hash,
  address: row.address,
  at: row.at,
});

/** In the commit of its ticket. */
export async function putConsent(tx: Db, consent: Consent): Promise<void> {
  await tx
    .insertInto('consent')
    .values({
      id: consent.id,
      site_id: consent.siteId,
      version: consent.version,
      person_id: consent.personId,
      ticket_id: consent.ticketId,
      language: consent.language,
      text_hash: consent.textHash,
      address: consent.address,
      at: consent.at,
    })
    .execute();
}

const asked = compiledOnce((db, siteId: string, personId: string) =>
  db
    .selectFrom('consent_text as asked')
    .select('asked.version')
    .where('asked.site_id', '=', siteId)
    .where('asked.ended_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('consent')
            .select('consent.id')
            .where('consent.person_id', '=', personId)
            .whereRef('consent.site_id', '=', 'asked.site_id')
            .whereRef('consent.version', '=', 'asked.version'),
        ),
      ),
    ),
);

export function consents(db: Db): Consents {
  const textsOf = (tx: Db, siteId: string) =>
    tx.selectFrom('consent_text').selectAll().where('site_id', '=', siteId).orderBy('version', 'desc');
  const one = (row: ConsentTextTable | undefined) => (row ? textOf(row) : null);

  return {
    current: async (siteId) =>
      one(await textsOf(db, siteId).where('ended_at', 'is', null).executeTakeFirst()),

    askedOf: async ({ siteId, personId }) => (await asked(db, siteId, personId)).rows[0]?.version ?? null,

    text: async (siteId, version) =>
      one(await textsOf(db, siteId).where('version', '=', version).executeTakeFirst()),

    texts: async (siteId) => (await textsOf(db, siteId).execute()).map(textOf),

    ask: (siteId, { ru, en }, by) =>
      db.transaction().execute(async (tx) => {
        const last = await textsOf(tx, siteId).limit(1).executeTakeFirst();
        if (last?.ended_at === null && last.ru === ru && last.en === en) return 'done';
        if (hasMovedOn(last, by)) return 'moved_on';
        if (last?.ended_at === null) await end(tx, siteId, by);
        await tx
          .insertInto('consent_text')
          .values({
            ...{ site_id: siteId, version: (last?.version ?? 0) + 1, ru, en },
            ...{ created_at: by.at, created_by: by.staffId, ended_at: null, ended_by: null },
          })
          .execute();
        return 'done';
      }),

    stopAsking: (siteId, by) =>
      db.transaction().execute(async (tx) => {
        const last = await textsOf(tx, siteId).limit(1).executeTakeFirst();
        if (hasMovedOn(last, by)) return 'moved_on';
        await end(tx, siteId, by);
        return 'done';
      }),

    async heldAt({ siteId, personId }, at) {
      const row = await db
        .selectFrom('consent')
        .selectAll()
        .where('person_id', '=', personId)
        .where('site_id', '=', siteId)
        .where('at', '<=', at)
        .orderBy('at', 'desc')
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? consentOf(row) : null;
    },

    async consentsOf(personId) {
      const rows = await db
        .selectFrom('consent')
        .selectAll()
        .where('person_id', '=', personId)
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map(consentOf);
    },

    forgetAddresses: (before) => forgetAddresses(db, { in: 'consent', key: 'id' }, before),
  };
}

const hasMovedOn = (last: { version: number } | undefined, { seenVersion }: Writing): boolean =>
  seenVersion !== undefined && seenVersion !== (last?.version ?? 0);

async function end(
  db: Db,
  siteId: string,
  { staffId, at }: { staffId: StaffId; at: Instant },
): Promise<void> {
  await db
    .updateTable('consent_text')
    .set({ ended_at: at, ended_by: staffId })
    .where('site_id', '=', siteId)
    .where('ended_at', 'is', null)
    .execute();
}
