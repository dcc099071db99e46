import { departmentsEn } from '../../wording/console-departments.en.ts';
import { departmentsRu, type DepartmentsWords } from '../../wording/console-departments.ru.ts';
import { language } from '../words.ts';

/** Pages that are visited rarely: both languages come with them. */
export const departmentsWords = (): DepartmentsWords => (language() === 'ru' ? departmentsRu : departmentsEn);
