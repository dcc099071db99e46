/** What a side may do to a ticket now: screens show these acts and no others. */
import type { Instant } from '../../../shared/instant.ts';
import { MOVING_ACTS } from '../../../shared/ticket.ts';
import type { Act } from '../../../shared/ticket.ts';
import type { Rules } from '../rules.ts';
import { rowFor } from './move.ts';
import type { Ticket } from './ticket.ts';
import { rateUntil, reopenUntil } from './windows.ts';

export function allowedActs(ticket: Ticket, side: 'client' | 'staff', rules: Rules, at: Instant): Act[] {
  const open = ticket.status !== 'closed';
  const mayReopen = at <= (reopenUntil(ticket, rules) ?? at);
  const acts: Act[] = MOVING_ACTS.filter(
    (act) => rowFor(ticket, act, side, rules) && (act !== 'reopen' || mayReopen),
  );
  if (open) acts.push('reply');
  if (side === 'client') {
    const until = rateUntil(ticket, rules);
    if (until !== null && at <= until) acts.push('rate');
    return acts;
  }
  acts.push('note');
  if (open) acts.push('assign', 'correct');
  if (open && ticket.kind === 'feature') acts.push('estimate', 'promise');
  return acts;
}
