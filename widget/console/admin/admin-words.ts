import { type AdminWords, adminRu } from '../../wording/console-admin.ru.ts';
import { adminEn } from '../../wording/console-admin.en.ts';
import { type RegulationWords, regulationRu } from '../../wording/console-regulation.ru.ts';
import { regulationEn } from '../../wording/console-regulation.en.ts';
import { language } from '../words.ts';

/** These pages are visited rarely: both languages come with them. */
export const adminWords = (): AdminWords => (language() === 'ru' ? adminRu : adminEn);
export const regulationWords = (): RegulationWords => (language() === 'ru' ? regulationRu : regulationEn);
