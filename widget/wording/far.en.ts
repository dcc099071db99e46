/** What the rooms behind the first ones say: one file, because they are needed together. */
import { ledgerEn } from './ledger.en.ts';
import { tellingEn } from './telling.en.ts';
import { clientTicketEn } from './ticket.en.ts';

export const farEn = { ticket: clientTicketEn, ledger: ledgerEn, telling: tellingEn };
