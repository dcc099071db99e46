/** What mail to clients needs to know: who wants it and in which language, what its links open, how much has gone. */
import type { Instant } from '../../shared/instant.ts';
import type { Language } from '../../shared/ticket.ts';
import type { PersonId, TicketId } from '../domain/ticket/event.ts';
import { yesNo, type Db, type MailLinkTable } from './schema.ts';

export type MailLink = {
  tokenHash: string;
  personId: PersonId;
  createdAt: Instant;
  expiresAt: Instant;
} & ({ purpose: 'rate'; ticketId: TicketId; cycle: number } | { purpose: 'unsubscribe' });

export type MailWishes = { wantsMail: boolean; language: Language | null };

export type Mail = {
  wishesOf(personId: PersonId): Promise<MailWishes>;
  setWantsMail(personId: PersonId, wanted: boolean): Promise<void>;
  setLanguage(personId: PersonId, language: Language): Promise<void>;
  addLink(link: MailLink): Promise<void>;
  /** Null when it is not there, for something else, or over. */
  link<Purpose extends MailLink['purpose']>(
    tokenHash: string,
    purpose: Purpose,
    at: Instant,
  ): Promise<Extract<MailLink, { purpose: Purpose }> | null>;
  /** Counts a notice's mail once, however often it is tried. */
  noteMail(mail: { noticeId: string; personId: PersonId; siteId: string | null; at: Instant }): Promise<void>;
  /** Others than this notice's, since. */
  mailsSince(
    since: Instant,
    about: { personId: PersonId; siteId: string | null; butNotice: string },
  ): Promise<{ ofPerson: number; ofSite: number }>;
  /** True the first time. */
  alarmOnce(about: string, at: Instant): Promise<boolean>;
  /** Links that are over, and what no count asks for any more. */
  sweep(at: Instant, countedSince: Instant): Promise<void>;
};

export function mail(db: Db): Mail {
  const wish = (personId: PersonId, wishes: { wants_mail?: 0 | 1; language?: Language }) =>
    db
      .insertInto('person_mail')
      .values({ person_id: personId, wants_mail: 1, language: null, ...wishes })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(wishes))
      .execute();

  return {
    async wishesOf(personId) {
      const row = await db
        .selectFrom('person_mail')
        .selectAll()
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return { wantsMail: row?.wants_mail !== 0, language: row?.language ?? null };
    },

    async setWantsMail(personId, wanted) {
      await wish(personId, { wants_mail: yesNo(wanted) });
    },

    async setLanguage(personId, language) {
      await wish(personId, { language });
    },

    async addLink(link) {
      const about = link.purpose === 'rate' ? link : null;
      await db
        .insertInto('mail_link')
        .values({
          token_hash: link.tokenHash,
          purpose: link.purpose,
          person_id: link.personId,
          ticket_id: about?.ticketId ?? null,
          cycle: about?.cycle ?? null,
          created_at: link.createdAt,
          expires_at: link.expiresAt,
        })
        .execute();
    },

    async link<Purpose extends MailLink['purpose']>(tokenHash: string, purpose: Purpose, at: Instant) {
      const row = await db
        .selectFrom('mail_link')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .where('purpose', '=', purpose)
        .where('expires_at', '>', at)
        .executeTakeFirst();
      return row ? (linkOf(row) as Extract<MailLink, { purpose: Purpose }>) : null;
    },

    async noteMail({ noticeId, personId, siteId, at }) {
      await db
        .insertInto('client_mail')
        .values({ notice_id: noticeId, person_id: personId, site_id: siteId, at })
        .onConflict((conflict) => conflict.column('notice_id').doNothing())
        .execute();
    },

    async mailsSince(since, { personId, siteId, butNotice }) {
      const count = async (column: 'person_id' | 'site_id', value: string) => {
        const { mails } = await db
          .selectFrom('client_mail')
          .select((eb) => eb.fn.countAll().as('mails'))
          .where(column, '=', value)
          .where('at', '>', since)
          .where('notice_id', '<>', butNotice)
          .executeTakeFirstOrThrow();
        return Number(mails);
      };
      return {
        ofPerson: await count('person_id', personId),
        ofSite: siteId === null ? 0 : await count('site_id', siteId),
      };
    },

    async alarmOnce(about, at) {
      const added = await db
        .insertInto('mail_alarm')
        .values({ about, at })
        .onConflict((conflict) => conflict.column('about').doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },

    async sweep(at, countedSince) {
      await db.deleteFrom('mail_alarm').where('at', '<=', countedSince).execute();
      await db.deleteFrom('mail_link').where('expires_at', '<=', at).execute();
      await db.deleteFrom('client_mail').where('at', '<=', countedSince).execute();
    },
  };
}

function linkOf(row: MailLinkTable): MailLink {
  const link = {
    tokenHash: row.token_hash,
    personId: row.person_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
  if (row.purpose === 'unsubscribe') return { ...link, purpose: 'unsubscribe' };
  if (row.ticket_id === null || row.cycle === null) throw new Error('a link to a rating names no ticket');
  return { ...link, purpose: 'rate', ticketId: row.ticket_id, cycle: row.cycle };
}
