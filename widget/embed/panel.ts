/** What comes when somebody reaches for the launcher: the panel, and its first form. */
export { openPanel } from './panel/open-panel.ts';
