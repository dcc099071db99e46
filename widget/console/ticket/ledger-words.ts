import type { Language } from '../../../shared/ticket.ts';
import type { LedgerWords } from '../../wording/ledger.ts';
import { language } from '../words.ts';

const bring = {
  ru: async () => (await import('../../wording/ledger.ru.ts')).ledgerRu,
  en: async () => (await import('../../wording/ledger.en.ts')).ledgerEn,
} satisfies Record<Language, () => Promise<LedgerWords>>;

let here: { language: Language; words: LedgerWords } | null = null;

/** What a ledger says in the language of the screen; null until it has come. */
export const ledgerWords = (): LedgerWords | null => (here?.language === language() ? here.words : null);

export const bringLedgerWords = async (): Promise<void> => {
  const wanted = language();
  if (here?.language !== wanted) here = { language: wanted, words: await bring[wanted]() };
};
