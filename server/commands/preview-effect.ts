/** What a new target would do to the due times, shown before anybody decides (changes nothing). */
import type { Instant } from '../../shared/instant.ts';
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { clocksOf } from '../domain/sla/ticket-clocks.ts';
import { decide } from '../domain/ticket/decide.ts';
import type { TicketId } from '../domain/ticket/event.ts';
import { currentCycle } from '../domain/ticket/ticket.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import { actorOf } from './commit-decision.ts';
import type { Refused } from './commit-decision.ts';
import { actOf } from './set-target.ts';
import type { NewTarget } from './set-target.ts';

export type DueTimes = { reactionDueAt: Instant | null; completionDueAt: Instant | null };

export async function previewEffect(
  deps: Deps,
  caller: StaffCaller,
  { id, change }: { id: TicketId; change: NewTarget },
): Promise<{ old: DueTimes; new: DueTimes } | Refused> {
  const loaded = await deps.store.tickets.load(id);
  if (!loaded) return { refusal: { code: 'not_found' } };
  const { ticket } = loaded;
  const rules = deps.ruleBook().of(currentCycle(ticket).regulationVersion);
  const act = actOf(change, null, rules);
  if ('refusal' in act) return act;
  const at = Math.max(deps.now(), loaded.events.at(-1)?.at ?? 0);
  const decision = decide(ticket, act, { at, by: actorOf(caller), rules });
  if ('refusal' in decision) return decision;
  const dueTimes = (each: Ticket): DueTimes => {
    const { reaction, completion } = clocksOf(each, rules, at);
    return { reactionDueAt: reaction.dueAt, completionDueAt: completion.dueAt };
  };
  return { old: dueTimes(ticket), new: dueTimes(decision.ticket) };
}
