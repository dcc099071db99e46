/** What submitting and registering have in common: checked, routed and committed as one value. */
import { FORM_FIELDS } from '../../shared/form-fields.ts';
import { TITLE_LENGTH } from '../../shared/submission.ts';
import type { FieldName } from '../../shared/submission.ts';
import type { Instant } from '../../shared/instant.ts';
import type { Channel, Criticality, TicketKind } from '../../shared/ticket.ts';
import type { ClientCaller, StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { nextSignalAt } from '../domain/sla/signals.ts';
import { clocksOf } from '../domain/sla/ticket-clocks.ts';
import { decide, decideSubmission } from '../domain/ticket/decide.ts';
import { noticesOf } from '../domain/notices/notices-of.ts';
import type { FileId } from '../domain/ticket/event.ts';
import type { NewConsent } from './consent.ts';
import { actorOf, nameOf, textsOf } from './commit-decision.ts';
import type { Done, Refused, Request } from './commit-decision.ts';
import { licenseeNamed, route } from './route.ts';
import { titleOf } from './title.ts';
import { collectWords } from './words.ts';

export type FormContent = {
  kind: TicketKind;
  fields: Partial<Record<FieldName, string>>;
  /** How bad it is, in the client's view; bugs only. */
  impact?: Criticality | undefined;
  files: readonly FileId[];
  productId?: string | undefined;
  /** In words, where the page's tag names the product. */
  product?: string | undefined;
  part?: string | undefined;
  page?: string | undefined;
  environment?: string | undefined;
};

type Origin = {
  licenseeId: string;
  siteId: string | null;
  personId: string;
  channel: Channel;
  turnedAt: Instant;
  at: Instant;
  request: Request;
  /** Given with it; null where none is asked. */
  consent: (NewConsent & { address: string | null }) | null;
};

export async function commitNewTicket(
  deps: Deps,
  caller: ClientCaller | StaffCaller,
  content: FormContent,
  origin: Origin,
): Promise<Done | Refused> {
  const { at, request, licenseeId } = origin;
  const licensed = await deps.store.licensees.productsOf(licenseeId);
  const named = content.product?.toLocaleLowerCase();
  const product = licensed.find(({ id, name }) =>
    content.productId === undefined ? name.toLocaleLowerCase() === named : id === content.productId,
  );
  if (content.productId !== undefined && !product) return { refusal: { code: 'product_not_licensed' } };

  const words = collectWords(deps.newId);
  const asked = FORM_FIELDS[content.kind] as readonly FieldName[];
  const fields = asked.flatMap((field) => {
    const text = content.fields[field];
    return text ? [{ field, words: words.put(text) }] : [];
  });
  // A product that the licensee's page names and we do not know is still what the client sees.
  if (!product && content.product) fields.push({ field: 'product', words: words.put(content.product) });

  const by = actorOf(caller);
  const rules = deps.ruleBook().current;
  const context = { at, by, rules };
  const submitted = decideSubmission(
    {
      licenseeId,
      siteId: origin.siteId,
      personId: origin.personId,
      kind: content.kind,
      channel: origin.channel,
      turnedAt: origin.turnedAt,
      criticality: content.impact ?? null,
      title: words.put(titleOf(content.fields[asked[0] as FieldName] ?? '', TITLE_LENGTH)),
      fields,
      files: content.files,
      productId: product?.id ?? null,
      part: content.part ?? null,
      page: null,
      ...(content.page ? { pageWords: words.put(withoutQuery(content.page)) } : {}),
      environment: content.environment ?? null,
    },
    { ...context, id: deps.newId(), registeredBy: caller.side === 'staff' ? caller.staffId : null },
  );
  const routed = {
    kind: content.kind,
    criticality: submitted.ticket.criticality,
    licensee: await licenseeNamed(deps.store, licenseeId),
    product: product ?? (content.product ? { id: null, name: content.product } : null),
    text: asked.map((field) => content.fields[field] ?? '').join('\n'),
  };
  const { to, reason } = await route(deps, routed, at);
  const assigned = decide(
    submitted.ticket,
    { act: 'assign', to, reason },
    { ...context, by: { side: 'desk' } },
  );
  if ('refusal' in assigned) throw new Error(`a new ticket could not be given out: ${assigned.refusal.code}`);

  const { ticket } = assigned;
  const { siteId, personId, consent } = origin;
  const events = [...submitted.events, ...assigned.events];
  const committed = await deps.store.tickets.commit({
    ticket,
    clocks: clocksOf(ticket, rules, at),
    signalAt: nextSignalAt(ticket, rules, at),
    seenVersion: 0,
    events,
    words: words.all,
    files: content.files,
    uploader: nameOf(by),
    notices: noticesOf(ticket, events, rules).map((notice) => ({ ...notice, id: deps.newId() })),
    request,
    consent:
      consent && siteId !== null
        ? { ...consent, id: deps.newId(), siteId, personId, ticketId: ticket.id, at }
        : null,
  });
  switch (committed.is) {
    case 'committed':
      deps.live.publish({ ...committed, licenseeId, personId: origin.personId, at, staffOnly: false });
      return {
        ticketId: committed.ticketId,
        version: committed.version,
        after: {
          ticket: { ...ticket, number: committed.number },
          events,
          words: new Map(textsOf(words.all)),
        },
      };
    case 'repeated':
      return { ticketId: committed.ticketId, version: committed.version };
    case 'reused':
      return { refusal: { code: 'id_reused' } };
    case 'file_not_found':
      return { refusal: { code: 'not_found' } };
    case 'person_erased':
      return { refusal: { code: caller.side === 'client' ? 'not_signed_in' : 'not_found' } };
    case 'moved_on':
      throw new Error(`new ticket ${ticket.id} is not new`);
  }
}

/** What stands behind `?` and `#` may be somebody's secret. */
const withoutQuery = (page: string) => page.replace(/[?#].*$/su, '');
