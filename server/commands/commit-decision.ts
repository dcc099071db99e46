/** The way of every change to a ticket: load, decide, commit, tell. Nothing is told before the commit. */
import { createHash } from 'node:crypto';
import type { Instant } from '../../shared/instant.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { ClientCaller, DepartmentCaller, StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { nextSignalAt } from '../domain/sla/signals.ts';
import { clocksOf } from '../domain/sla/ticket-clocks.ts';
import type { Decision, DecideContext } from '../domain/ticket/decision.ts';
import { noticesOf } from '../domain/notices/notices-of.ts';
import { isForStaff } from '../domain/ticket/for-staff.ts';
import type { Actor, FileId, TicketEvent, TicketId, WordsId } from '../domain/ticket/event.ts';
import { currentCycle } from '../domain/ticket/ticket.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { LoadedTicket } from '../store/change.ts';
import { uploaderOf } from '../store/uploader.ts';

export type Refused = { refusal: Refusal };
/** `after`: the ticket as it was committed, so that nobody has to read it again; a repeat has none. */
export type Done = { ticketId: TicketId; version: number; after?: LoadedTicket };

export type TicketCaller = ClientCaller | StaffCaller | DepartmentCaller | { side: 'desk' };

/** What an act is about, as the caller names it. */
export type Ask = {
  id: TicketId;
  /** Made before the first try: whatever else happens, the act happens once. Null for the desk's own acts. */
  requestId: string | null;
  /** What staff had before their eyes; null where the act conflicts with nothing. */
  seenVersion: number | null;
  /** All that was sent, to tell a repeat from another act under the same id. */
  content: unknown;
};

export type NewWords = { id: WordsId; text: string };

export type Deciding = {
  decide(ticket: Ticket, context: DecideContext & { story: readonly TicketEvent[] }): Decision;
  words: readonly NewWords[];
  files: readonly FileId[];
};

/** How often the desk or a client decides again when somebody was faster. */
const TRIES = 10;

export async function commitDecision(
  deps: Deps,
  caller: TicketCaller,
  ask: Ask,
  deciding: Deciding,
): Promise<Done | Refused> {
  const request = requestOf(caller, ask);
  if (request) {
    const repeat = await repeatedAct(deps, request);
    if (repeat) return repeat;
  }
  for (let tries = 1; ; tries++) {
    const loaded = await load(deps, caller, ask.id);
    if (!loaded) return { refusal: { code: 'not_found' } };
    const { ticket } = loaded;
    if (ask.seenVersion !== null && ask.seenVersion !== ticket.version) return movedOn(ticket);

    const rules = deps.ruleBook().of(currentCycle(ticket).regulationVersion);
    const at = notBefore(loaded, deps.now());
    const context = { at, by: actorOf(caller), rules, newest: deps.ruleBook().current, story: loaded.events };
    const decision = deciding.decide(ticket, context);
    if ('refusal' in decision) return decision;

    const after = decision.ticket;
    const rulesAfter = deps.ruleBook().of(currentCycle(after).regulationVersion);
    const committed = await deps.store.tickets.commit({
      ticket: after,
      clocks: clocksOf(after, rulesAfter, at),
      signalAt: nextSignalAt(after, rulesAfter, at),
      seenVersion: ticket.version,
      events: decision.events,
      words: deciding.words,
      files: deciding.files,
      uploader: nameOf(context.by),
      notices: noticesOf(after, decision.events, context.newest).map((notice) => ({
        ...notice,
        id: deps.newId(),
      })),
      request,
    });
    switch (committed.is) {
      case 'committed':
        deps.live.publish({
          ...committed,
          licenseeId: after.licenseeId,
          personId: after.personId,
          at,
          staffOnly: decision.events.every(({ body }) => isForStaff(body)),
        });
        return {
          ticketId: committed.ticketId,
          version: committed.version,
          after: {
            ticket: after,
            events: [...loaded.events, ...decision.events],
            words: new Map([...loaded.words, ...textsOf(deciding.words)]),
          },
        };
      case 'repeated':
        return { ticketId: committed.ticketId, version: committed.version };
      case 'reused':
        return { refusal: { code: 'id_reused' } };
      case 'file_not_found':
        return { refusal: { code: 'not_found' } };
      case 'person_erased':
        return { refusal: { code: 'not_signed_in' } };
      case 'moved_on':
        // Staff see what has changed and decide anew; a client's word and the desk's own acts are simply decided again.
        if (ask.seenVersion !== null || tries === TRIES) return movedOn(ticket, committed.version);
    }
  }
}

export const textsOf = (words: readonly NewWords[]) => words.map(({ id, text }) => [id, text] as const);

export function actorOf(caller: TicketCaller): Actor {
  if (caller.side === 'client') return { side: 'client', id: caller.personId };
  if (caller.side === 'staff') return { side: 'staff', id: caller.staffId };
  if (caller.side === 'department') return { side: 'department', id: caller.holder };
  return { side: 'desk' };
}

/** As the store knows whoever uploads and asks; the desk itself does neither. */
export const nameOf = (actor: Actor): string | null => (actor.side === 'desk' ? null : uploaderOf(actor));

export type Request = { actor: string; id: string; fingerprint: string };

export function requestOf(
  caller: TicketCaller,
  { requestId, content }: Pick<Ask, 'requestId' | 'content'>,
): Request | null {
  const actor = nameOf(actorOf(caller));
  if (requestId === null || actor === null) return null;
  const fingerprint = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
  return { actor, id: requestId, fingerprint };
}

/** Asked before deciding: the ticket may long have moved on from what the first try found. */
export async function repeatedAct({ store }: Deps, request: Request): Promise<Done | Refused | null> {
  const before = await store.tickets.requestOf(request.actor, request.id);
  if (!before) return null;
  if (before.fingerprint !== request.fingerprint) return { refusal: { code: 'id_reused' } };
  return { ticketId: before.ticketId, version: before.version };
}

function load({ store }: Deps, caller: TicketCaller, id: TicketId): Promise<LoadedTicket | null> {
  return caller.side === 'client' ? store.tickets.loadForPerson(caller, id) : store.tickets.load(id);
}

/** A machine's clock may be set back; a ticket's story may not. */
function notBefore({ events, ticket }: LoadedTicket, at: Instant): Instant {
  return Math.max(at, events.at(-1)?.at ?? ticket.submittedAt);
}

function movedOn({ version, status }: Ticket, newer = version): Refused {
  return { refusal: { code: 'ticket_moved_on', version: newer, status } };
}
