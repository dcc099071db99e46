/** By which way a member of staff hears of something. */
import type { NoticeWay, StaffNotice } from '../../../shared/notice.ts';
import type { NoticeKind } from './notice.ts';

/** Who has set nothing: by Mattermost once it knows who they are there. */
export const usualWay = (mattermostUser: string | null): NoticeWay =>
  mattermostUser === null ? 'email' : 'mattermost';

/** Under which of their settings a kind falls; to managers, all of it is about their team. */
export function settingOf(kind: NoticeKind, to: 'staff' | 'managers'): StaffNotice {
  if (to === 'managers') return 'team';
  switch (kind) {
    case 'assigned_to_you':
    case 'client_answered':
    case 'due_soon':
    case 'breached':
      return kind;
    // What was asked has come back: the same as if the client had written.
    case 'department_answered':
    case 'department_handed_back':
      return 'client_answered';
    default:
      return 'team';
  }
}
