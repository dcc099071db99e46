import type { Language } from '../../../shared/ticket.ts';
import type { LedgerWords } from '../../wording/ledger.ts';
import type { TellingWords } from '../../wording/telling.ru.ts';
import type { ClientTicketWords } from '../../wording/ticket.ru.ts';

export type FarWords = { ticket: ClientTicketWords; ledger: LedgerWords; telling: TellingWords };

export async function farWordsIn(language: Language): Promise<FarWords> {
  return language === 'ru'
    ? (await import('../../wording/desk.ru.ts')).farRu
    : (await import('../../wording/desk.en.ts')).farEn;
}
