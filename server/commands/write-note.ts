/** A note that staff alone can see. It conflicts with nothing: whatever has happened meanwhile, it is still worth keeping. */
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { decide } from '../domain/ticket/decide.ts';
import type { FileId, TicketId } from '../domain/ticket/event.ts';
import { commitDecision } from './commit-decision.ts';
import type { Done, Refused } from './commit-decision.ts';
import { collectWords } from './words.ts';

export type WriteNote = { requestId: string; id: TicketId; text: string; files: readonly FileId[] };

export function writeNote(deps: Deps, caller: StaffCaller, input: WriteNote): Promise<Done | Refused> {
  const { requestId, id, text, files } = input;
  const words = collectWords(deps.newId);
  const act = { act: 'note' as const, words: words.put(text), files };
  return commitDecision(
    deps,
    caller,
    { id, requestId, seenVersion: null, content: { note: text, id, files } },
    { decide: (ticket, context) => decide(ticket, act, context), words: words.all, files },
  );
}
