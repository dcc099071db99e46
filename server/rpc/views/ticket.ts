/** What both sides see of a ticket: the client all of it, staff with more around it. */
import type { Instant } from '../../../shared/instant.ts';
import { MOVE_OF } from '../../../shared/ticket.ts';
import { ledgerOf } from '../../domain/sla/explain.ts';
import type { DueClock, TicketClocks } from '../../domain/sla/due-clock.ts';
import { clocksOf } from '../../domain/sla/ticket-clocks.ts';
import { allowedActs } from '../../domain/ticket/allowed-acts.ts';
import { currentCycle, type Ticket } from '../../domain/ticket/ticket.ts';
import { rateUntil, reopenUntil, silenceOf } from '../../domain/ticket/windows.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Deps } from '../../deps.ts';
import type { LoadedTicket } from '../../store/change.ts';
import type { ClockView, CustomerTicketView, EntryView, InvoiceView } from '../view.ts';
import { entriesOf, invoiceView, type Telling } from './entries.ts';
import { namesIn, type Reader } from './names.ts';

/** Read once, so that everything on a screen is of the same moment; never before what has happened. */
export const readAt = ({ now }: Pick<Deps, 'now'>, { events }: LoadedTicket): Instant =>
  Math.max(now(), events.at(-1)?.at ?? 0);

export const rulesFor = ({ ruleBook }: Pick<Deps, 'ruleBook'>, ticket: Ticket): Rules =>
  ruleBook().of(currentCycle(ticket).regulationVersion);

export async function ticketView(
  deps: Pick<Deps, 'store' | 'now' | 'ruleBook'>,
  loaded: LoadedTicket,
  reader: Reader,
): Promise<CustomerTicketView> {
  const { ticket, events, words } = loaded;
  const { store } = deps;
  const at = readAt(deps, loaded);
  const rules = rulesFor(deps, ticket);
  const cycle = currentCycle(ticket);
  const clocks = clocksOf(ticket, rules, at);
  const files = new Map((await store.files.ofTicket(ticket.id)).map((file) => [file.id, file]));
  const telling: Telling = { reader, names: await namesIn(store, events, reader), words, files };
  const entries = entriesOf(events, telling);
  const product = ticket.productId === null ? null : await store.licensees.product(ticket.productId);
  const rateable = rateUntil(ticket, rules);
  const clockView = (clock: DueClock): ClockView => ({
    ...clock,
    ledger: ledgerOf(cycle, clock.clock, rules, at),
  });

  return {
    id: ticket.id,
    number: ticket.number,
    version: ticket.version,
    kind: ticket.kind,
    status: ticket.status,
    statusSince: ticket.statusSince,
    move: MOVE_OF[ticket.status],
    title: words.get(ticket.title) ?? '',
    criticality: ticket.criticality,
    statedCriticality: ticket.statedCriticality,
    product: product?.name ?? null,
    part: ticket.part,
    resolution: cycle.resolution,
    closedAt: cycle.closedAt,
    submittedAt: ticket.submittedAt,
    cycle: cycle.number,
    reaction: clockView(clocks.reaction),
    completion: clockView(clocks.completion),
    entries,
    question: ticket.status === 'info_required' ? lastOf(entries, 'ask') : null,
    invoice: ticket.status === 'payment' ? openInvoice(loaded, telling) : null,
    handedOver: ticket.status === 'verification' ? lastOf(entries, 'hand_over') : null,
    silence: silenceOf(ticket, rules),
    rating: cycle.rating && {
      stars: cycle.rating.stars,
      word: cycle.rating.words === null ? null : (words.get(cycle.rating.words) ?? null),
      changeUntil: rateable ?? cycle.rating.firstAt,
    },
    rateUntil: rateable !== null && at <= rateable ? rateable : null,
    reopenUntil: reopenUntil(ticket, rules),
    allowedActs: allowedActs(ticket, reader.side, rules, at),
  };
}

const lastOf = (entries: readonly EntryView[], act: EntryView['act']): EntryView | null =>
  entries.findLast((entry) => entry.act === act) ?? null;

function openInvoice({ ticket, events }: LoadedTicket, telling: Telling): InvoiceView | null {
  const issued = events.findLast(({ body }) => body.type === 'moved' && body.act === 'bill');
  return ticket.invoice && issued ? invoiceView(ticket.invoice, issued.at, telling) : null;
}

/** The next promise: the reaction until there was one, then the completion. */
export function nextDue(ticket: Ticket, clocks: TicketClocks): DueClock {
  const waits = ticket.status !== 'closed' && clocks.reaction.endedAt === null;
  return waits ? clocks.reaction : clocks.completion;
}
