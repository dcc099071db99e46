import { reportsEn } from '../../wording/console-reports.en.ts';
import { reportsRu, type ReportsWords } from '../../wording/console-reports.ru.ts';
import { language } from '../words.ts';

export const reportWords = (): ReportsWords => (language() === 'ru' ? reportsRu : reportsEn);

/** Tenths as people write them: 47 is «4,7» or "4.7"; a dash where there is nothing to divide. */
export const tenths = (value: number | null, unit = ''): string =>
  value === null
    ? '—'
    : `${(value / 10).toLocaleString(language(), { minimumFractionDigits: 1, maximumFractionDigits: 1 })}${unit}`;

/** «октябрь 2026» */
export const monthName = (month: string): string =>
  new Date(`${month}-15T00:00Z`).toLocaleDateString(language() === 'ru' ? 'ru-RU' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
