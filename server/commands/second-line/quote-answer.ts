/**
 * Staff pass a department's answer on to the client in their own reply: what the client sees is what staff have left of
 * it, and of its files those they have chosen.
 */
import type { StaffCaller } from '../../auth/caller.ts';
import type { Deps } from '../../deps.ts';
import { decide } from '../../domain/ticket/decide.ts';
import type { FileId, TicketEvent, TicketId } from '../../domain/ticket/event.ts';
import { commitDecision } from '../commit-decision.ts';
import type { Done, Refused } from '../commit-decision.ts';
import { collectWords } from '../words.ts';

export type QuoteAnswer = {
  requestId: string;
  id: TicketId;
  seenVersion: number;
  /** The answer's place in the story. */
  seq: number;
  text: string;
  /** Of the answer's own. */
  files: readonly FileId[];
};

export function quoteAnswer(deps: Deps, caller: StaffCaller, input: QuoteAnswer): Promise<Done | Refused> {
  const { requestId, id, seenVersion, seq, text, files } = input;
  const words = collectWords(deps.newId);
  const act = { act: 'reply' as const, words: words.maybe(text), files };
  return commitDecision(
    deps,
    caller,
    { id, requestId, seenVersion, content: { quote: seq, id, text, files } },
    {
      decide: (ticket, context) =>
        areOf(context.story, seq, files) ? decide(ticket, act, context) : { refusal: { code: 'not_found' } },
      words: words.all,
      // They belong to the ticket already.
      files: [],
    },
  );
}

function areOf(story: readonly TicketEvent[], seq: number, files: readonly FileId[]): boolean {
  const body = story[seq - 1]?.body;
  return body?.type === 'escalation_answered' && files.every((file) => body.files.includes(file));
}
