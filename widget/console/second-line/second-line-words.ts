import { secondLineEn } from '../../wording/console-second-line.en.ts';
import { secondLineRu, type SecondLineWords } from '../../wording/console-second-line.ru.ts';
import { language } from '../words.ts';

/** They come with the ticket page, both languages at once: a story must not wait for its words. */
export const secondLineWords = (): SecondLineWords => (language() === 'ru' ? secondLineRu : secondLineEn);
