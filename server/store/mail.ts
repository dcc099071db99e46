/** What mail to clients needs to know: who wants it and in which language, what its links open, how much has gone. */
import type { Instant } from '../../shared/instant.ts';
import type { Language } from '../../shared/ticket.ts';
import type { PersonId, TicketId } from '../domain/ticket/event.ts';
import type { Engine } from './engine.ts';
import { sweepRows } from './in-pieces.ts';
import { yesNo, type Db, type MailLinkTable } from './schema.ts';

export type MailLink = {
  tokenHash: string;
  personId: PersonId;
  createdAt: Instant;
  expiresAt: Instant;
} & ({ purpose: 'rate'; ticketId: TicketId; cycle: number } | { purpose: 'unsubscribe' });

export type CountedMail = { noticeId: string; personId: PersonId; siteId: string | null; at: Instant };

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
  /**
   * Counts a notice's mail, once however often it is tried, unless one of both has had its most since then: says which.
   * Whoever else counts mails of the same person or site waits.
   */
  countMail(
    mail: CountedMail,
    since: Instant,
    most: { person: number; site: number },
  ): Promise<'person' | 'site' | null>;
  /** True the first time. */
  alarmOnce(about: string, at: Instant): Promise<boolean>;
  /** Links that are over, and what no count asks for any more. */
  sweep(at: Instant, countedSince: Instant): Promise<void>;
};

export function mail(db: Db, { inTurn }: Pick<Engine, 'inTurn'>): Mail {
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

    countMail: (mail, since, most) =>
      // What was counted while we waited for these rows is seen then: a snapshot from before would not have it.
      db
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async (tx) => {
          const { noticeId, personId, siteId, at } = mail;
          await inTurn(tx.selectFrom('person').select('id').where('id', '=', personId)).execute();
          if (siteId !== null)
            await inTurn(tx.selectFrom('site').select('id').where('id', '=', siteId)).execute();
          const isFull = async (column: 'person_id' | 'site_id', value: string, full: number) => {
            const { mails } = await tx
              .selectFrom('client_mail')
              .select((eb) => eb.fn.countAll().as('mails'))
              .where(column, '=', value)
              .where('at', '>', since)
              .where('notice_id', '<>', noticeId)
              .executeTakeFirstOrThrow();
            return Number(mails) >= full;
          };
          if (await isFull('person_id', personId, most.person)) return 'person';
          if (siteId !== null && (await isFull('site_id', siteId, most.site))) return 'site';
          await tx
            .insertInto('client_mail')
            .values({ notice_id: noticeId, person_id: personId, site_id: siteId, at })
            .onConflict((conflict) => conflict.column('notice_id').doNothing())
            .execute();
          return null;
        }),

    async alarmOnce(about, at) {
      const added = await db
        .insertInto('mail_alarm')
        .values({ about, at })
        .onConflict((conflict) => conflict.column('about').doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },

    async sweep(at, countedSince) {
      await sweepRows(db, { from: 'mail_alarm', key: ['about'], time: 'at' }, countedSince + 1);
      await sweepRows(db, { from: 'mail_link', key: ['token_hash'], time: 'expires_at' }, at + 1);
      await sweepRows(db, { from: 'client_mail', key: ['notice_id'], time: 'at' }, countedSince + 1);
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
