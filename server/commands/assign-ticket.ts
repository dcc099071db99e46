/** Staff give a ticket to a colleague, take it, or put it back into the queue. */
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { decide } from '../domain/ticket/decide.ts';
import type { StaffId, TicketId } from '../domain/ticket/event.ts';
import { commitDecision } from './commit-decision.ts';
import type { Done, Refused } from './commit-decision.ts';

export type AssignTicket = { requestId: string; id: TicketId; seenVersion: number; to: StaffId | null };

export async function assignTicket(
  deps: Deps,
  caller: StaffCaller,
  { requestId, id, seenVersion, to }: AssignTicket,
): Promise<Done | Refused> {
  const colleague = to === null ? null : await deps.store.staff.get(to);
  if (to !== null && (!colleague || colleague.disabled)) return { refusal: { code: 'not_found' } };
  const act = { act: 'assign' as const, to, reason: { code: 'by_staff' as const } };
  return commitDecision(
    deps,
    caller,
    { id, requestId, seenVersion, content: { assign: to, id } },
    { decide: (ticket, context) => decide(ticket, act, context), words: [], files: [] },
  );
}
