/** What the rooms behind the first ones say: one file, because they are needed together. */
import type { FarWords } from '../embed/desk/far-words.ts';
import { ledgerRu } from './ledger.ru.ts';
import { clientTicketRu } from './ticket.ru.ts';

export const farRu: FarWords = { ticket: clientTicketRu, ledger: ledgerRu };
