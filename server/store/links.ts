/** One-time links: the first administrator, an invitation, a sign-in, a new password. Only the hash of what stands in the link is kept. */
import type { Instant } from '../../shared/instant.ts';
import type { StaffId } from '../domain/ticket/event.ts';
import type { StaffRole } from '../../shared/ticket.ts';
import { yesNo, type Db, type OneTimeLinkTable } from './schema.ts';

export type OneTimeLink = {
  id: string;
  tokenHash: string;
  purpose: 'first_administrator' | 'invitation' | 'sign_in' | 'new_password';
  /** Whose account it opens; for `sign_in` and `new_password`. */
  staffId: string | null;
  name: string | null;
  email: string | null;
  role: StaffRole | null;
  technicalSpecialist: boolean;
  createdAt: Instant;
  expiresAt: Instant;
  usedAt: Instant | null;
};

export type Links = {
  add(link: OneTimeLink): Promise<void>;
  byTokenHash(tokenHash: string): Promise<OneTimeLink | null>;
  /** The link if it is there, unused and not expired, used up in the same moment; null otherwise. */
  use(tokenHash: string, at: Instant): Promise<OneTimeLink | null>;
  /** Takes a use back, where what it was for could not be done. */
  giveBack(id: string): Promise<void>;
  /** Invitations that are still open, the newest first. */
  openInvitations(at: Instant): Promise<OneTimeLink[]>;
  /** Used or not, it opens nothing any more. */
  remove(id: string): Promise<void>;
  /** The ones of before to the same account and for the same open nothing any more. */
  removeOf(staffId: StaffId, purpose: OneTimeLink['purpose']): Promise<void>;
  /** A new link to the first administrator makes the ones before it useless. */
  removeAll(purpose: OneTimeLink['purpose']): Promise<void>;
};

const linkOf = (row: OneTimeLinkTable): OneTimeLink => ({
  id: row.id,
  tokenHash: row.token_hash,
  purpose: row.purpose,
  staffId: row.staff_id,
  name: row.name,
  email: row.email,
  role: row.role,
  technicalSpecialist: row.technical_specialist === 1,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
});

export function links(db: Db): Links {
  return {
    async add(link) {
      await db
        .insertInto('one_time_link')
        .values({
          id: link.id,
          token_hash: link.tokenHash,
          purpose: link.purpose,
          staff_id: link.staffId,
          name: link.name,
          email: link.email,
          role: link.role,
          technical_specialist: yesNo(link.technicalSpecialist),
          created_at: link.createdAt,
          expires_at: link.expiresAt,
          used_at: link.usedAt,
        })
        .execute();
    },

    async byTokenHash(tokenHash) {
      const row = await db
        .selectFrom('one_time_link')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row ? linkOf(row) : null;
    },

    async use(tokenHash, at) {
      const row = await db
        .updateTable('one_time_link')
        .set({ used_at: at })
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', at)
        .returningAll()
        .executeTakeFirst();
      return row ? linkOf(row) : null;
    },

    async giveBack(id) {
      await db.updateTable('one_time_link').set({ used_at: null }).where('id', '=', id).execute();
    },

    async openInvitations(at) {
      const rows = await db
        .selectFrom('one_time_link')
        .selectAll()
        .where('purpose', '=', 'invitation')
        .where('used_at', 'is', null)
        .where('expires_at', '>', at)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(linkOf);
    },

    async remove(id) {
      await db.deleteFrom('one_time_link').where('id', '=', id).execute();
    },

    async removeOf(staffId, purpose) {
      await db
        .deleteFrom('one_time_link')
        .where('staff_id', '=', staffId)
        .where('purpose', '=', purpose)
        .execute();
    },

    async removeAll(purpose) {
      await db.deleteFrom('one_time_link').where('purpose', '=', purpose).execute();
    },
  };
}
