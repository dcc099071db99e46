/**
 * What somebody is to hear of, as facts: a row of the commit that caused it. Its words are found when it is sent, from the
 * ticket as it stands then and in the reader's own language.
 */
import type { Instant } from '../../../shared/instant.ts';
import type { Topic } from '../regulation.ts';
import type { PersonId, StaffId } from '../ticket/event.ts';

export type Recipient =
  | { side: 'client'; personId: PersonId }
  | { side: 'staff'; staffId: StaffId }
  /** Every manager, by a notice each when it is sent. */
  | { side: 'managers' }
  | { side: 'department'; topic: Topic; escalationId: string };

export const NOTICE_KINDS = [
  // To a client.
  'received',
  'answered',
  'information_needed',
  'invoice',
  'please_check',
  'reminder',
  'closed',
  // To staff.
  'assigned_to_you',
  'client_answered',
  'due_soon',
  'breached',
  'breached_before',
  'shift_short',
  'monthly_report',
  'mail_budget_spent',
  // To departments of the second line.
  'escalated',
  'escalation_asked',
  'escalation_changed',
  'escalation_reminder',
  'escalation_ended',
  // Of the second line, to staff.
  'department_answered',
  'department_handed_back',
  'department_late',
  'channel_test',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** `as_set`: by whatever the person has chosen, asked when it is sent. */
export type NoticeChannel = 'mattermost' | 'email' | 'as_set';

export type Notice = {
  kind: NoticeKind;
  to: Recipient;
  channel: NoticeChannel;
  /** The event that caused it, by its number within the ticket; null where no event did. */
  seq: number | null;
  /** Facts and ids that the words need beside the ticket itself; no words of a person's. */
  detail: Readonly<Record<string, string | number | boolean | null>>;
  /** Not before: what is not urgent waits for working hours. */
  notBefore: Instant;
};
