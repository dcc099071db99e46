/** A client's stars on a closed ticket, changed as long as the regulation lets them. */
import type { Stars } from '../../shared/rating.ts';
import type { ClientCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { decide } from '../domain/ticket/decide.ts';
import type { TicketId } from '../domain/ticket/event.ts';
import { commitDecision } from './commit-decision.ts';
import type { Done, Refused } from './commit-decision.ts';
import { collectWords } from './words.ts';

export type RateTicket = { requestId: string; id: TicketId; stars: Stars; word?: string | undefined };

export function rateTicket(deps: Deps, caller: ClientCaller, input: RateTicket): Promise<Done | Refused> {
  const { requestId, id, stars, word } = input;
  const words = collectWords(deps.newId);
  const act = { act: 'rate' as const, stars, words: words.maybe(word) };
  return commitDecision(
    deps,
    caller,
    { id, requestId, seenVersion: null, content: { rate: stars, word, id } },
    { decide: (ticket, context) => decide(ticket, act, context), words: words.all, files: [] },
  );
}
