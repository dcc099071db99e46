import { rosterEn } from '../../wording/console-roster.en.ts';
import { type RosterWords, rosterRu } from '../../wording/console-roster.ru.ts';
import { language } from '../words.ts';

/** Both languages come with the page, as everywhere that is visited now and then. */
export const rosterWords = (): RosterWords => (language() === 'ru' ? rosterRu : rosterEn);
