/**
 * Quiet at night: what is not urgent waits for the desk's next opening. One table; README has the same one in words.
 */
import type { Instant } from '../../../shared/instant.ts';
import type { Rules } from '../rules.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { nextOpening } from '../working-time/working-time.ts';
import type { NoticeKind } from './notice.ts';

export type Haste =
  /** It answers what somebody has just done, or is waited for. */
  | 'at_once'
  | 'in_hours'
  /** A critical bug wakes people up. */
  | 'in_hours_unless_critical';

export const HASTE = {
  received: 'at_once',
  answered: 'at_once',
  information_needed: 'in_hours',
  invoice: 'in_hours',
  please_check: 'in_hours',
  reminder: 'in_hours',
  closed: 'in_hours',
  assigned_to_you: 'in_hours_unless_critical',
  client_answered: 'in_hours_unless_critical',
  due_soon: 'in_hours_unless_critical',
  breached: 'in_hours_unless_critical',
  breached_before: 'in_hours',
  shift_short: 'in_hours',
  monthly_report: 'in_hours',
  mail_budget_spent: 'at_once',
} as const satisfies Partial<Record<NoticeKind, Haste>>;

export type HastyKind = keyof typeof HASTE;

type About = Pick<Ticket, 'kind' | 'criticality'>;

export function notBeforeOf(
  kind: HastyKind,
  at: Instant,
  { workingTime }: Rules,
  about: About | null,
): Instant {
  const haste: Haste = HASTE[kind];
  const critical = about?.kind === 'bug' && about.criticality === 'critical';
  if (haste === 'at_once' || (haste === 'in_hours_unless_critical' && critical)) return at;
  return nextOpening(workingTime, at);
}
