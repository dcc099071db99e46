/** R7: a check that nobody has answered in the regulation's working days is closed as unanswered. */
import type { Deps } from '../deps.ts';
import { decide } from '../domain/ticket/decide.ts';
import { inTurns } from '../in-turns.ts';
import { commitDecision } from './commit-decision.ts';

/** Gives how many were closed. */
export async function closeSilentTickets(deps: Deps): Promise<number> {
  let closed = 0;
  for await (const id of inTurns(await deps.store.tickets.standingIn('verification', deps.now()))) {
    const done = await commitDecision(
      deps,
      { side: 'desk' },
      { id, requestId: null, seenVersion: null, content: null },
      {
        decide: (ticket, context) => decide(ticket, { act: 'silence', words: null, files: [] }, context),
        words: [],
        files: [],
      },
    );
    // Those that are not due yet are refused; under another version of the regulation the next may be due all the same.
    if (!('refusal' in done)) closed += 1;
  }
  return closed;
}
