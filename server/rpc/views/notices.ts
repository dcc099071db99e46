/** How a member of staff hears of things, as the console shows it. */
import { STAFF_NOTICES, type NoticeWay, type StaffNotice } from '../../../shared/notice.ts';
import type { Language } from '../../../shared/ticket.ts';
import { usualWay } from '../../domain/notices/staff-way.ts';
import type { StaffNoticeSettings } from '../../store/staff-notices.ts';

export type MyNoticesView = {
  language: Language;
  mattermostUser: string | null;
  ways: Record<StaffNotice, NoticeWay>;
  /** Where mail goes. */
  email: string;
};

export function myNoticesView(settings: StaffNoticeSettings, email: string): MyNoticesView {
  const { language, mattermostUser } = settings;
  const ways = Object.fromEntries(
    STAFF_NOTICES.map((kind) => [kind, settings.ways[kind] ?? usualWay(mattermostUser)]),
  ) as MyNoticesView['ways'];
  return { language, mattermostUser, ways, email };
}
