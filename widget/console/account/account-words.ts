import { accountEn } from '../../wording/console-account.en.ts';
import { type AccountWords, accountRu } from '../../wording/console-account.ru.ts';
import { language } from '../words.ts';

/** Visited rarely: both languages come with the page. */
export const accountWords = (): AccountWords => (language() === 'ru' ? accountRu : accountEn);
