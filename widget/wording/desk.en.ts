/** What the panel says beyond its forms: one file, because words compress best among words. */
import { ledgerEn } from './ledger.en.ts';
import { tellingEn } from './telling.en.ts';
import { clientTicketEn } from './ticket.en.ts';

export { widgetDeskEn } from './widget-desk.en.ts';

/** In the rooms behind the first ones. */
export const farEn = { ticket: clientTicketEn, ledger: ledgerEn, telling: tellingEn };
