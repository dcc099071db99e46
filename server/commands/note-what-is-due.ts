/**
 * Warns when three quarters of a clock's time have gone, notes what was broken, reminds clients of their move: each once, and
 * all of it in the ticket's story. After downtime it catches up with what is still true.
 */
import type { Deps } from '../deps.ts';
import { isLongAgo } from '../domain/notices/notices-of.ts';
import { notBeforeOf } from '../domain/notices/haste.ts';
import { decideSignals } from '../domain/ticket/signal.ts';
import { inTurns } from '../in-turns.ts';
import { commitDecision } from './commit-decision.ts';

/** Gives how many tickets it did something about. */
export async function noteWhatIsDue(deps: Deps): Promise<number> {
  const rules = deps.ruleBook().current;
  let noted = 0;
  let brokenBefore = 0;
  for await (const id of inTurns(await deps.store.tickets.signalled(deps.now()))) {
    const decided: { longAgo: number } = { longAgo: 0 };
    const done = await commitDecision(
      deps,
      { side: 'desk' },
      { id, requestId: null, seenVersion: null, content: null },
      {
        decide(ticket, context) {
          const decision = decideSignals(ticket, context);
          // Somebody acted in this very moment, or another job is about to.
          if (!decision) return { refusal: { code: 'not_found' } };
          decided.longAgo = decision.events.filter(
            ({ at, body }) => body.type === 'breached' && isLongAgo(body.dueAt, at, rules),
          ).length;
          return decision;
        },
        words: [],
        files: [],
      },
    );
    if ('refusal' in done) continue;
    noted += 1;
    brokenBefore += decided.longAgo;
  }
  if (brokenBefore > 0) await tellTogether(deps, brokenBefore);
  return noted;
}

async function tellTogether({ store, newId, now, ruleBook }: Deps, count: number): Promise<void> {
  const at = now();
  const kind = 'breached_before';
  const notBefore = notBeforeOf(kind, at, ruleBook().current, null);
  const notice = {
    kind,
    to: { side: 'managers' },
    channel: 'as_set',
    seq: null,
    detail: { count },
    notBefore,
  } as const;
  await store.outbox.add([{ ...notice, id: newId() }], at);
}
