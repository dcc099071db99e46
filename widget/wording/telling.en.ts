import type { TellingWords } from './telling.ru.ts';

export const tellingEn: TellingWords = {
  mail: 'Mail about news of my tickets',
  mailMeans: 'About what waits for you we write in any case.',
  browser: 'Show a browser notification',
  browserMeans: 'While this page is open and you are on another.',
  denied: 'The browser denies notifications to this site.',
};
