import type { Language } from '../../shared/ticket.ts';
import { keep, kept } from './kept.ts';

export type Theme = 'light' | 'dark' | 'system';
export type Settings = { language: Language; theme: Theme; keys: boolean };

const browserLanguage = (): Language => (navigator.language.startsWith('ru') ? 'ru' : 'en');

export const settings = (): Settings => ({
  language: browserLanguage(),
  theme: 'system',
  keys: true,
  ...kept<Partial<Settings>>('settings'),
});

export const setSettings = (change: Partial<Settings>): Settings => {
  const next = { ...settings(), ...change };
  keep('settings', next);
  return next;
};

/** The sheet sets `color-scheme` by this attribute; every colour follows from that alone. */
export const applyTheme = (theme: Theme): void => {
  document.documentElement.dataset['theme'] = theme;
};
