/** Words to the other side. In `info_required` what the client writes is the answer that was waited for. */
import type { ClientCaller, StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { decide } from '../domain/ticket/decide.ts';
import type { FileId, TicketId } from '../domain/ticket/event.ts';
import { commitDecision } from './commit-decision.ts';
import type { Done, Refused } from './commit-decision.ts';
import { collectWords } from './words.ts';

export type Reply = {
  requestId: string;
  id: TicketId;
  /** Staff's: what they had before their eyes. */
  seenVersion?: number | undefined;
  /** Empty where files say it all. */
  text: string;
  files: readonly FileId[];
};

export function reply(deps: Deps, caller: ClientCaller | StaffCaller, input: Reply): Promise<Done | Refused> {
  const { requestId, id, text, files } = input;
  const words = collectWords(deps.newId);
  const act = { act: 'reply' as const, words: words.maybe(text), files };
  return commitDecision(
    deps,
    caller,
    { id, requestId, seenVersion: input.seenVersion ?? null, content: { reply: text, id, files } },
    { decide: (ticket, context) => decide(ticket, act, context), words: words.all, files },
  );
}
