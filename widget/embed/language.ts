import type { Language } from '../../shared/ticket.ts';

/** As the tag says, else as the page says, else as the reader's browser says. */
export const languageOf = ({ dataset }: HTMLElement): Language =>
  /^ru/i.test(dataset.lang || document.documentElement.lang || navigator.language) ? 'ru' : 'en';
