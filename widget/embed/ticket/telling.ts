/** What every part of the screen is given: the ticket, the words, the desk's clock and zone, and the panel's doors. */
import type { ClientTicketWords } from '../../wording/ticket.ru.ts';
import type { WidgetDeskWords } from '../../wording/widget-desk.ru.ts';
import type { TimeWording } from '../../wording/time.ts';
import type { CustomerTicketView } from '../../client/api.ts';
import type { TicketDeps } from './ticket-deps.ts';

/** The desk's own, and over them what only a ticket says. */
export type TicketWords = Omit<WidgetDeskWords, keyof ClientTicketWords> & ClientTicketWords;

export type Telling = {
  view: CustomerTicketView;
  words: TicketWords;
  time: TimeWording;
  /** By the server's clock. */
  now: number;
  zone: string;
  deps: TicketDeps;
};
