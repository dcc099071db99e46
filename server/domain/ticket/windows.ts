/** What may still be done to a closed ticket, and until when. */
import { DAY } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { Resolution } from '../../../shared/ticket.ts';
import type { Rules } from '../rules.ts';
import { addWorkingDays } from '../working-time/working-time.ts';
import { currentCycle } from './ticket.ts';
import type { Ticket } from './ticket.ts';

const UNRATED: readonly (Resolution | null)[] = ['withdrawn', 'duplicate'];

/** R8; null while the ticket is open. The last instant is still in time. */
export function reopenUntil(ticket: Ticket, { regulation }: Rules): Instant | null {
  const { closedAt } = currentCycle(ticket);
  return closedAt === null ? null : closedAt + regulation.reopenWithinDays * DAY;
}

/**
 * Until when a rating may be given or changed; null where there is nothing to rate. A first one as long as the ticket can
 * be reopened, a given one for the regulation's days after it was first given.
 */
export function rateUntil(ticket: Ticket, rules: Rules): Instant | null {
  const { resolution, rating } = currentCycle(ticket);
  if (ticket.status !== 'closed' || UNRATED.includes(resolution)) return null;
  if (rating) return rating.firstAt + rules.regulation.ratingChangeWithinDays * DAY;
  return reopenUntil(ticket, rules);
}

/** R7: when the client is reminded of a check, and when it is closed without an answer; null where that is off. */
export function silenceOf(
  ticket: Ticket,
  { regulation, workingTime }: Rules,
): { remindAt: Instant | null; closeAt: Instant | null } | null {
  if (ticket.status !== 'verification') return null;
  const after = (days: number | null) =>
    days === null ? null : addWorkingDays(workingTime, ticket.statusSince, days);
  return {
    remindAt: after(regulation.reminders.verification),
    closeAt: after(regulation.closeUnansweredVerificationAfter),
  };
}
