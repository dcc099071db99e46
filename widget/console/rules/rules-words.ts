import { type RulesWords, rulesRu } from '../../wording/console-rules.ru.ts';
import { rulesEn } from '../../wording/console-rules.en.ts';
import { sayProblem } from '../../wording/regulation-problems.ts';
import { type ReplayWords, replayRu } from '../../wording/console-replay.ru.ts';
import { replayEn } from '../../wording/console-replay.en.ts';
import { language } from '../words.ts';

/** These pages are visited rarely: both languages come with them. */
export const rulesWords = (): RulesWords => (language() === 'ru' ? rulesRu : rulesEn);

/** What the check says, in the reader's language. */
export const problemText = (says: string): string => sayProblem(says, language());

export const replayWords = (): ReplayWords => (language() === 'ru' ? replayRu : replayEn);
