import { privacyEn } from '../../wording/console-privacy.en.ts';
import { privacyRu, type PrivacyWords } from '../../wording/console-privacy.ru.ts';
import { language } from '../words.ts';

/** Pages that are visited rarely: both languages come with them. */
export const privacyWords = (): PrivacyWords => (language() === 'ru' ? privacyRu : privacyEn);
