import { boardEn } from '../../wording/console-board.en.ts';
import { boardRu, type BoardWords } from '../../wording/console-board.ru.ts';
import { language } from '../words.ts';

export const boardWords = (): BoardWords => (language() === 'ru' ? boardRu : boardEn);
