/** What the widget may ask for, by a client about their own tickets. */
import type { Refusal } from '../../shared/refusal.ts';
import type { ClientCaller } from '../auth/caller.ts';
import type { Done } from '../commands/commit-decision.ts';
import { changeStatus } from '../commands/change-status.ts';
import { rateTicket } from '../commands/rate-ticket.ts';
import { reply } from '../commands/reply.ts';
import { submitTicket } from '../commands/submit-ticket.ts';
import { FILE_LINK_LIFE, fileLink } from '../auth/file-links.ts';
import type { Desk } from './context.ts';
import { forClient, open, router } from './procedures.ts';
import { Refused, told } from './refused.ts';
import * as input from './schemas.ts';
import type {
  CustomerTicketRow,
  CustomerTicketView,
  DeskView,
  SessionOpened,
  SiteConfig,
  Unread,
} from './view.ts';
import { productView } from './views/administration.ts';
import { customerRow, deskView } from './views/customer.ts';
import { ticketView } from './views/ticket.ts';

const PAGE = 20;
const NOTHING = {};

async function ticketOf({ deps }: Desk, caller: ClientCaller, id: string): Promise<CustomerTicketView> {
  const loaded = await deps.store.tickets.loadForPerson(caller, id);
  if (!loaded) throw new Refused({ code: 'not_found' });
  return ticketView(deps, loaded, { side: 'client', id: caller.personId });
}

/** The whole ticket goes back with the answer: nobody has to ask again for what they have just done. */
async function afterwards(
  desk: Desk,
  caller: ClientCaller,
  doing: Promise<Done | { refusal: Refusal }>,
): Promise<CustomerTicketView> {
  const { ticketId, after } = told(await doing);
  return after
    ? ticketView(desk.deps, after, { side: 'client', id: caller.personId })
    : ticketOf(desk, caller, ticketId);
}

export const customer = router({
  config: open
    .input(input.config)
    .query(async ({ ctx: { desk, whence }, input: { siteKey } }): Promise<SiteConfig> => {
      const site = told(await desk.clients.site(siteKey, whence));
      const { name, identityRequired, anonymousAllowed } = site;
      const asked = await desk.deps.store.consents.current(site.id);
      const products = (await desk.deps.store.licensees.productsOf(site.licenseeId)).map(productView);
      return {
        siteKey,
        name,
        identityRequired,
        anonymousAllowed: anonymousAllowed && !identityRequired,
        products,
        consent: asked && { version: asked.version, ru: asked.ru, en: asked.en },
      };
    }),

  openSession: open
    .input(input.openSession)
    .mutation(async ({ ctx: { desk, whence }, input: opening }): Promise<SessionOpened> => {
      const { token, expiresAt, person, deviceSecret } = told(await desk.clients.open(opening, whence));
      const scope = { licenseeId: person.licenseeId, personId: person.id };
      const { mail } = desk.deps.store;
      const wishes = await mail.wishesOf(person.id);
      // In the language they read the widget in we write to them.
      if (opening.language && opening.language !== wishes.language)
        await mail.setLanguage(person.id, opening.language);
      return {
        session: token,
        expiresAt,
        person: { name: person.name, email: person.email, verified: person.verified },
        personKey: desk.keys.sign(`person ${person.id}`).slice(0, 22),
        deviceSecret,
        wantsMail: person.emailVerified ? wishes.wantsMail : null,
        hasTickets: await desk.deps.store.tickets.hasTickets(scope),
      };
    }),

  closeSession: forClient.input(input.nothing).mutation(async ({ ctx: { desk, caller } }) => {
    await desk.clients.close(caller.sessionId);
    return NOTHING;
  }),

  desk: forClient.input(input.nothing).query(async ({ ctx: { desk, caller } }): Promise<DeskView> => {
    const { ruleBook, now, store } = desk.deps;
    const asked = await store.consents.askedOf(caller);
    return {
      ...deskView(ruleBook().current, now(), desk.files),
      ...(asked === null ? {} : { asksConsent: asked }),
    };
  }),

  tickets: forClient
    .input(input.tickets)
    .query(
      async ({
        ctx: { desk, caller },
        input,
      }): Promise<{ rows: CustomerTicketRow[]; next: string | null }> => {
        const page = { cursor: input?.cursor ?? null, limit: PAGE };
        const { rows, next } = await desk.deps.store.tickets.listForPerson(caller, page);
        return { rows: rows.map((row) => customerRow(desk.deps, row)), next };
      },
    ),

  unread: forClient.input(input.nothing).query(async ({ ctx: { desk, caller } }): Promise<Unread> => {
    const { store } = desk.deps;
    const { count, latest } = await store.tickets.unreadForPerson(caller);
    if (!latest) return { count, latest: null };
    const { ticketId, number, title, staffId, text } = latest;
    const by = staffId === null ? null : await store.staff.get(staffId);
    return { count, latest: { ticketId, number, title, by: by?.name ?? '', text: text ?? '' } };
  }),

  ticket: forClient
    .input(input.byId)
    .query(({ ctx: { desk, caller }, input: { id } }) => ticketOf(desk, caller, id)),

  submit: forClient.input(input.submit).mutation(async ({ ctx: { desk, caller, whence }, input }) => {
    await desk.room.needFor('ticket');
    return afterwards(desk, caller, submitTicket(desk.deps, caller, { ...input, address: whence.address }));
  }),
  reply: forClient.input(input.reply).mutation(async ({ ctx: { desk, caller }, input }) => {
    await desk.room.needFor('ticket');
    return afterwards(desk, caller, reply(desk.deps, caller, input));
  }),
  act: forClient
    .input(input.act)
    .mutation(({ ctx: { desk, caller }, input }) =>
      afterwards(desk, caller, changeStatus(desk.deps, caller, input)),
    ),
  rate: forClient
    .input(input.rate)
    .mutation(({ ctx: { desk, caller }, input }) =>
      afterwards(desk, caller, rateTicket(desk.deps, caller, input)),
    ),

  seen: forClient.input(input.seen).mutation(async ({ ctx: { desk, caller }, input: { id, version } }) => {
    if (!(await desk.deps.store.tickets.markSeen(caller, id, version)))
      throw new Refused({ code: 'not_found' });
    return NOTHING;
  }),

  setMail: forClient.input(input.setMail).mutation(async ({ ctx: { desk, caller }, input: { wanted } }) => {
    await desk.deps.store.mail.setWantsMail(caller.personId, wanted);
    return NOTHING;
  }),

  fileLink: forClient
    .input(input.fileLink)
    .mutation(async ({ ctx: { desk, caller }, input: { fileId } }): Promise<{ url: string }> => {
      const { store, now } = desk.deps;
      if (!(await store.files.getForPerson(caller, fileId))) throw new Refused({ code: 'not_found' });
      const { licenseeId, personId } = caller;
      const link = { fileId, whose: { licenseeId, personId }, until: now() + FILE_LINK_LIFE };
      return { url: fileLink(link, { keys: desk.keys, at: desk.places.files }) };
    }),
});
