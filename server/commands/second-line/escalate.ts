/** Staff ask a department: the topic, the question, and what of the conversation it is to see. */
import type { StaffCaller } from '../../auth/caller.ts';
import type { Deps } from '../../deps.ts';
import type { Topic } from '../../domain/regulation.ts';
import { decideEscalation } from '../../domain/second-line/decide-escalation.ts';
import type { FileId, TicketId } from '../../domain/ticket/event.ts';
import { commitDecision } from '../commit-decision.ts';
import type { Done, Refused } from '../commit-decision.ts';
import { collectWords } from '../words.ts';

export type Escalate = {
  requestId: string;
  id: TicketId;
  topic: Topic;
  question: string;
  /** Uploaded with the question. */
  files: readonly FileId[];
  shown: { entries: readonly number[]; files: readonly FileId[] };
};

export function escalate(deps: Deps, caller: StaffCaller, input: Escalate): Promise<Done | Refused> {
  const { requestId, id, topic, question, files, shown } = input;
  const words = collectWords(deps.newId);
  const act = {
    act: 'escalate' as const,
    escalationId: deps.newId(),
    topic,
    words: words.put(question),
    files,
    shown,
  };
  return commitDecision(
    deps,
    caller,
    // It conflicts with nothing that may have happened meanwhile: the question stays the same.
    { id, requestId, seenVersion: null, content: { escalate: topic, id, question, files, shown } },
    { decide: (ticket, context) => decideEscalation(ticket, act, context), words: words.all, files },
  );
}
