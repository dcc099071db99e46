/** What the rooms behind the first ones say: one file, because they are needed together. */
import type { FarWords } from '../embed/desk/far-words.ts';
import { ledgerEn } from './ledger.en.ts';
import { clientTicketEn } from './ticket.en.ts';

export const farEn: FarWords = { ticket: clientTicketEn, ledger: ledgerEn };
