import { consoleConsentEn } from '../../wording/console-consent.en.ts';
import { consoleConsentRu, type ConsoleConsentWords } from '../../wording/console-consent.ru.ts';
import { language } from '../words.ts';

/** Seldom needed: both languages come together. */
export const consentWords = (): ConsoleConsentWords =>
  language() === 'ru' ? consoleConsentRu : consoleConsentEn;
