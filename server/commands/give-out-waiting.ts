/** R16: what came while nobody was there goes out at opening, and when somebody comes. */
import type { Deps } from '../deps.ts';
import { decide } from '../domain/ticket/decide.ts';
import type { TicketEvent, TicketId } from '../domain/ticket/event.ts';
import { inTurns } from '../in-turns.ts';
import { commitDecision } from './commit-decision.ts';
import { route, routedOf } from './route.ts';

/** Gives how many went out. */
export async function giveOutWaiting(deps: Deps): Promise<number> {
  let given = 0;
  for await (const id of inTurns(await deps.store.tickets.unassigned())) {
    const loaded = await deps.store.tickets.load(id);
    if (!loaded || !waitsForRouting(loaded.events)) continue;
    const { to, reason } = await route(deps, await routedOf(deps, loaded), deps.now());
    // Nobody is there for this one: nobody will be for the rest.
    if (to === null) break;
    if (await giveOut(deps, id, { act: 'assign', to, reason })) given += 1;
  }
  return given;
}

async function giveOut(
  deps: Deps,
  id: TicketId,
  act: Parameters<typeof decide>[1] & { act: 'assign' },
): Promise<boolean> {
  const done = await commitDecision(
    deps,
    { side: 'desk' },
    { id, requestId: null, seenVersion: null, content: null },
    {
      // Somebody may have taken it in this very moment.
      decide: (ticket, context) =>
        ticket.assignee === null
          ? decide(ticket, act, context)
          : { refusal: { code: 'act_not_allowed', act: 'assign', status: ticket.status } },
      words: [],
      files: [],
    },
  );
  return !('refusal' in done);
}

/** What a colleague has put back into the queue by hand stays there. */
function waitsForRouting(events: readonly TicketEvent[]): boolean {
  const last = events.findLast(({ body }) => body.type === 'assigned')?.body;
  return last?.type !== 'assigned' || last.reason.code !== 'by_staff';
}
