/** Which words each kind of notice has. */
import type { NoticeKind } from '../../domain/notices/notice.ts';
import type { Worded } from '../outgoing.ts';
import { clientMail } from './client-mail.ts';
import { monthlyReport } from './monthly-report.ts';
import { shiftShort } from './shift-short.ts';
import { SECOND_LINE_TO_STAFF } from './second-line-to-staff.ts';
import { staffNotice, staffSummary } from './staff-notice.ts';
import { TO_DEPARTMENT } from './to-department.ts';

export const WORDING: Readonly<Partial<Record<NoticeKind, Worded>>> = {
  received: clientMail,
  answered: clientMail,
  information_needed: clientMail,
  invoice: clientMail,
  please_check: clientMail,
  reminder: clientMail,
  closed: clientMail,
  assigned_to_you: staffNotice,
  client_answered: staffNotice,
  due_soon: staffNotice,
  breached: staffNotice,
  breached_before: staffSummary,
  mail_budget_spent: staffSummary,
  shift_short: shiftShort,
  monthly_report: monthlyReport,
  ...TO_DEPARTMENT,
  ...SECOND_LINE_TO_STAFF,
};
