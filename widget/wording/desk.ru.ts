/** What the panel says beyond its forms: one file, because words compress best among words. */
import { ledgerRu } from './ledger.ru.ts';
import { tellingRu } from './telling.ru.ts';
import { clientTicketRu } from './ticket.ru.ts';

export { widgetDeskRu } from './widget-desk.ru.ts';

/** In the rooms behind the first ones. */
export const farRu = { ticket: clientTicketRu, ledger: ledgerRu, telling: tellingRu };
