/** Staff go on with a question to a department: ask again in the same thread, or close it. */
import type { StaffCaller } from '../../auth/caller.ts';
import type { Deps } from '../../deps.ts';
import { decideEscalation } from '../../domain/second-line/decide-escalation.ts';
import type { FileId, TicketId } from '../../domain/ticket/event.ts';
import { commitDecision } from '../commit-decision.ts';
import type { Done, Refused } from '../commit-decision.ts';
import { collectWords } from '../words.ts';

export type AskDepartment = {
  requestId: string;
  id: TicketId;
  escalationId: string;
  question: string;
  files: readonly FileId[];
};

export function askDepartment(
  deps: Deps,
  caller: StaffCaller,
  input: AskDepartment,
): Promise<Done | Refused> {
  const { requestId, id, escalationId, question, files } = input;
  const words = collectWords(deps.newId);
  const act = { act: 'ask_department' as const, escalationId, words: words.put(question), files };
  return commitDecision(
    deps,
    caller,
    { id, requestId, seenVersion: null, content: { ask: escalationId, id, question, files } },
    { decide: (ticket, context) => decideEscalation(ticket, act, context), words: words.all, files },
  );
}

export type CloseEscalation = { requestId: string; id: TicketId; escalationId: string; why: string };

export function closeEscalation(
  deps: Deps,
  caller: StaffCaller,
  { requestId, id, escalationId, why }: CloseEscalation,
): Promise<Done | Refused> {
  const words = collectWords(deps.newId);
  const act = { act: 'close_escalation' as const, escalationId, words: words.maybe(why) };
  return commitDecision(
    deps,
    caller,
    { id, requestId, seenVersion: null, content: { close: escalationId, id, why } },
    { decide: (ticket, context) => decideEscalation(ticket, act, context), words: words.all, files: [] },
  );
}
