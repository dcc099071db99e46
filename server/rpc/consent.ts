/** Consent to the processing of personal data, as staff see and administrators order it. */
import { askConsent } from '../commands/ask-consent.ts';
import { forStaff, router } from './procedures.ts';
import { Refused, told } from './refused.ts';
import * as input from './schemas/consent.ts';
import {
  siteConsentView,
  ticketConsentView,
  type SiteConsentView,
  type TicketConsentView,
} from './views/consent.ts';

export const consent = router({
  ofSite: forStaff
    .input(input.ofSite)
    .query(async ({ ctx: { desk }, input: { siteId } }): Promise<SiteConsentView> => {
      const { store } = desk.deps;
      if (!(await store.sites.get(siteId))) throw new Refused({ code: 'not_found' });
      return siteConsentView(store, siteId);
    }),

  ask: forStaff
    .input(input.ask)
    .mutation(
      async ({ ctx: { desk, caller }, input: { siteId, seenVersion, ...words } }): Promise<SiteConsentView> =>
        siteConsentView(
          desk.deps.store,
          told(await askConsent(desk.deps, caller, { siteId, seenVersion, words })).siteId,
        ),
    ),

  stopAsking: forStaff
    .input(input.stopAsking)
    .mutation(async ({ ctx: { desk, caller }, input: { siteId, seenVersion } }): Promise<SiteConsentView> =>
      siteConsentView(
        desk.deps.store,
        told(await askConsent(desk.deps, caller, { siteId, seenVersion, words: null })).siteId,
      ),
    ),

  ofTicket: forStaff
    .input(input.byId)
    .query(async ({ ctx: { desk }, input: { id } }): Promise<TicketConsentView | null> => {
      const view = await ticketConsentView(desk.deps.store, id);
      if (view === undefined) throw new Refused({ code: 'not_found' });
      return view;
    }),
});
