import { settings } from '../settings.ts';

const FIELDS =
  'input, select, textarea, [contenteditable], [role=radio], dialog[open], [popover]:popover-open';

/** Single letters act only where nobody can be typing, and only while they are switched on (WCAG 2.1.4). */
export const letterOf = (event: KeyboardEvent): string | null => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (!settings().keys) return null;
  const target = event.composedPath()[0];
  if (target instanceof Element && target.closest(FIELDS)) return null;
  if (document.querySelector('dialog[open]')) return null;
  return LETTERS[event.code] ?? (event.key.length === 1 ? event.key.toLowerCase() : null);
};

/** By place on the keyboard, so that they work in the Russian layout too. */
const LETTERS: Record<string, string> = {
  KeyJ: 'j',
  KeyK: 'k',
  KeyA: 'a',
  KeyR: 'r',
  KeyN: 'n',
  KeyC: 'c',
};

/** "/" and "?" move about between layouts: by what they write, and by where they are on the Russian keyboard. */
export const isSlash = (event: KeyboardEvent): boolean =>
  event.key === '/' || (event.code === 'Slash' && !event.shiftKey);
export const isQuestion = (event: KeyboardEvent): boolean =>
  event.key === '?' || (event.code === 'Slash' && event.shiftKey);
