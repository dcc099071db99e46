import type { Language } from '../../shared/ticket.ts';
import type { ConsoleWords } from '../wording/console.ru.ts';
import type { TimeWording } from '../wording/time.ts';

type Said = { language: Language; words: ConsoleWords; time: TimeWording };

let said: Said | null = null;

/** One language arrives, not both. */
export const speak = async (language: Language): Promise<void> => {
  if (language === 'ru') {
    const [{ consoleRu }, { timeRu }] = await Promise.all([
      import('../wording/console.ru.ts'),
      import('../wording/time.ru.ts'),
    ]);
    said = { language, words: consoleRu, time: timeRu };
  } else {
    const [{ consoleEn }, { timeEn }] = await Promise.all([
      import('../wording/console.en.ts'),
      import('../wording/time.en.ts'),
    ]);
    said = { language, words: consoleEn, time: timeEn };
  }
  document.documentElement.lang = language;
};

const current = (): Said => {
  if (!said) throw new Error('speak() has not been awaited: no language is loaded');
  return said;
};

export const words = (): ConsoleWords => current().words;
export const time = (): TimeWording => current().time;
export const language = (): Language => current().language;
