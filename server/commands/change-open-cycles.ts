/**
 * Carries out what was applied (R13): every open ticket comes to stand under the new version, one commit each. Killed in
 * the middle, the next run goes on: a ticket that stands there already is left alone, so each is moved once.
 */
import { setImmediate } from 'node:timers/promises';
import { MINUTE } from '../../shared/duration.ts';
import type { Deps } from '../deps.ts';
import { decideRulesChange } from '../domain/ticket/change-rules.ts';
import type { Rules } from '../domain/rules.ts';
import type { StaffId, TicketId } from '../domain/ticket/event.ts';
import type { Application } from '../store/rules.ts';
import { commitDecision } from './commit-decision.ts';

/** A submission that had read the old rules may commit after the last look; so we look again for a while. */
const STRAYS_MS = 10 * MINUTE;
const PAGE = 100;

/** Gives how many tickets were moved: all there are, or `most`. */
export async function carryOutRules(deps: Deps, most = Infinity): Promise<number> {
  const { store } = deps;
  const at = deps.now();
  const last = (await store.rules.applications()).findLast(({ state }) => state !== 'taken_back');
  if (!last || last.fromAt > at) return 0;
  const mayHaveStrays = last.state === 'done' && at - (last.finishedAt ?? at) < STRAYS_MS;
  if (last.state === 'done' && !mayHaveStrays) return 0;
  if (last.state === 'waiting') await store.rules.setState(last.position, 'running', null);
  const moved = last.scope === 'open_and_new' ? await moveOpenTickets(deps, last, most) : 0;
  if (last.state !== 'done' && moved < most) await store.rules.setState(last.position, 'done', deps.now());
  return moved;
}

async function moveOpenTickets(
  deps: Deps,
  { position, version, orderedBy }: Application,
  most: number,
): Promise<number> {
  const to = deps.ruleBook().of(version);
  let moved = 0;
  let after = 0;
  for (;;) {
    const page = await deps.store.tickets.openAfter(after, PAGE);
    for (const { ticket } of page) {
      after = ticket.number;
      if (ticket.cycles.at(-1)?.regulationVersion === version) continue;
      if (await moveOne(deps, ticket.id, { to, orderedBy })) {
        await deps.store.rules.noteMoved(position, 1);
        moved += 1;
        if (moved >= most) return moved;
      }
      // Others have their turn between two commits.
      await setImmediate();
    }
    if (page.length < PAGE) return moved;
  }
}

async function moveOne(
  deps: Deps,
  id: TicketId,
  change: { to: Rules; orderedBy: StaffId | null },
): Promise<boolean> {
  const done = await commitDecision(
    deps,
    { side: 'desk' },
    { id, requestId: null, seenVersion: null, content: null },
    {
      // Closed in this very moment, or moved by another run.
      decide: (ticket, context) =>
        decideRulesChange(ticket, change, context) ?? { refusal: { code: 'not_found' } },
      words: [],
      files: [],
    },
  );
  return !('refusal' in done);
}
