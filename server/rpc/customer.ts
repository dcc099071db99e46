/** What the widget may ask for, by a client about their own tickets. */
import { forClient, open, router } from './procedures.ts';
import { notYet } from './not-yet.ts';
import * as input from './schemas.ts';
import type {
  CustomerTicketRow,
  CustomerTicketView,
  DeskView,
  SessionOpened,
  SiteConfig,
  Unread,
} from './view.ts';

export const customer = router({
  config: open.input(input.config).query((): Promise<SiteConfig> => notYet()),
  openSession: open.input(input.openSession).mutation((): Promise<SessionOpened> => notYet()),
  closeSession: forClient.input(input.nothing).mutation((): Promise<Record<string, never>> => notYet()),
  desk: forClient.input(input.nothing).query((): Promise<DeskView> => notYet()),
  tickets: forClient
    .input(input.tickets)
    .query((): Promise<{ rows: CustomerTicketRow[]; next: string | null }> => notYet()),
  unread: forClient.input(input.nothing).query((): Promise<Unread> => notYet()),
  ticket: forClient.input(input.byId).query((): Promise<CustomerTicketView> => notYet()),
  submit: forClient.input(input.submit).mutation((): Promise<CustomerTicketView> => notYet()),
  reply: forClient.input(input.reply).mutation((): Promise<CustomerTicketView> => notYet()),
  act: forClient.input(input.act).mutation((): Promise<CustomerTicketView> => notYet()),
  rate: forClient.input(input.rate).mutation((): Promise<CustomerTicketView> => notYet()),
  seen: forClient.input(input.seen).mutation((): Promise<Record<string, never>> => notYet()),
  fileLink: forClient.input(input.fileLink).mutation((): Promise<{ url: string }> => notYet()),
});
