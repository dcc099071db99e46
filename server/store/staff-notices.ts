/** How each member of staff wants to hear of things. */
import type { NoticeWay, StaffNotice } from '../../shared/notice.ts';
import type { Language } from '../../shared/ticket.ts';
import type { StaffId } from '../domain/ticket/event.ts';
import type { Db } from './schema.ts';

export type StaffNoticeSettings = {
  language: Language;
  /** Mattermost's own id of theirs. */
  mattermostUser: string | null;
  /** What is not there goes by the usual way. */
  ways: Partial<Record<StaffNotice, NoticeWay>>;
};

export type StaffNotices = {
  /** As usual, where they have set nothing. */
  of(staffId: StaffId): Promise<StaffNoticeSettings>;
  set(staffId: StaffId, settings: StaffNoticeSettings): Promise<void>;
};

const AS_USUAL: StaffNoticeSettings = { language: 'ru', mattermostUser: null, ways: {} };

export function staffNotices(db: Db): StaffNotices {
  return {
    async of(staffId) {
      const row = await db
        .selectFrom('staff_notices')
        .selectAll()
        .where('staff_id', '=', staffId)
        .executeTakeFirst();
      if (!row) return AS_USUAL;
      return {
        language: row.language,
        mattermostUser: row.mattermost_user,
        ways: JSON.parse(row.ways) as StaffNoticeSettings['ways'],
      };
    },

    async set(staffId, { language, mattermostUser, ways }) {
      const settings = { language, mattermost_user: mattermostUser, ways: JSON.stringify(ways) };
      await db
        .insertInto('staff_notices')
        .values({ staff_id: staffId, ...settings })
        .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(settings))
        .execute();
    },
  };
}
