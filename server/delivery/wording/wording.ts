/** Which words each kind of notice has. */
import type { NoticeKind } from '../../domain/notices/notice.ts';
import type { Worded } from '../outgoing.ts';
import { assignedToYou } from './assigned-to-you.ts';

export const WORDING: Readonly<Partial<Record<NoticeKind, Worded>>> = {
  assigned_to_you: assignedToYou,
};
