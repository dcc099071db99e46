/** What the rooms behind the first ones say: one file, because they are needed together. */
import { ledgerRu } from './ledger.ru.ts';
import { tellingRu } from './telling.ru.ts';
import { clientTicketRu } from './ticket.ru.ts';

export const farRu = { ticket: clientTicketRu, ledger: ledgerRu, telling: tellingRu };
