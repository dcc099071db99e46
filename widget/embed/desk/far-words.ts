import type { Language } from '../../../shared/ticket.ts';
import type { LedgerWords } from '../../wording/ledger.ts';
import type { ClientTicketWords } from '../../wording/ticket.ru.ts';

export type FarWords = { ticket: ClientTicketWords; ledger: LedgerWords };

export async function farWordsIn(language: Language): Promise<FarWords> {
  if (language === 'ru') {
    const [{ clientTicketRu }, { ledgerRu }] = await Promise.all([
      import('../../wording/ticket.ru.ts'),
      import('../../wording/ledger.ru.ts'),
    ]);
    return { ticket: clientTicketRu, ledger: ledgerRu };
  }
  const [{ clientTicketEn }, { ledgerEn }] = await Promise.all([
    import('../../wording/ticket.en.ts'),
    import('../../wording/ledger.en.ts'),
  ]);
  return { ticket: clientTicketEn, ledger: ledgerEn };
}
