import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Status } from '../../../shared/ticket.ts';

/** One box of 16, one stroke, the colour of the text beside it. */
const ICONS = {
  back: svg`<path d="M10 3 5 8l5 5" />`,
  next: svg`<path d="m6 3 5 5-5 5" />`,
  down: svg`<path d="m4 6 4 4 4-4" />`,
  up: svg`<path d="m4 10 4-4 4 4" />`,
  close: svg`<path d="m4 4 8 8m0-8-8 8" />`,
  plus: svg`<path d="M8 3v10M3 8h10" />`,
  clip: svg`<path d="M10.8 4.6 5.9 9.5a1.3 1.3 0 0 0 1.9 1.9l5-5a2.9 2.9 0 0 0-4.1-4.1L3.5 7.5a4.3 4.3 0 0 0 6.1 6.1l3.6-3.6" />`,
  find: svg`<circle cx="7" cy="7" r="4.25" /><path d="m10.3 10.3 3 3" />`,
  lock: svg`<rect x="3.5" y="7" width="9" height="6.25" rx="1.5" /><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />`,
  doc: svg`<path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3" />`,
  roster: svg`<rect x="2.5" y="3.5" width="11" height="10" rx="1.5" /><path d="M2.5 7h11M6 2v3m4-3v3M5.500 10.300l1.500 1.500 3-3" />`,
  list: svg`<path d="M2.5 4h11M2.5 8h11M2.5 12h7" />`,
  line: svg`<circle cx="4" cy="8" r="1.75" /><circle cx="12" cy="4" r="1.75" /><circle cx="12" cy="12" r="1.75" /><path d="m5.600 7.200 4.800-2.400M5.600 8.800l4.800 2.400" />`,
  clock: svg`<circle cx="8" cy="8" r="5.75" /><path d="M8 4.75V8l2.25 1.5" />`,
  chart: svg`<path d="M2.500 13.500h11M4.500 11V8M8 11V3.500M11.500 11V6" />`,
  menu: svg`<path d="M2.5 5h11M2.5 11h11" />`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />`,
  settings: svg`<path d="M2.5 5h5m4 0h2M2.5 11h2m4 0h5" /><circle cx="9.5" cy="5" r="1.75" /><circle cx="6.5" cy="11" r="1.75" />`,
} as const satisfies Record<string, SVGTemplateResult>;
export type IconName = keyof typeof ICONS;

/** The marks: a box of 14. Circles are our move, every other shape is the client's, a filled disc is the end. */
const GLYPHS = {
  request: svg`<circle cx="7" cy="7" r="5.25" />`,
  analysis: svg`<circle cx="7" cy="7" r="5.25" /><path d="M7 7V3.8A3.2 3.2 0 0 1 10.2 7z" fill="currentColor" stroke="none" />`,
  in_progress: svg`<circle cx="7" cy="7" r="5.25" /><path d="M7 3.8a3.2 3.2 0 0 1 0 6.4z" fill="currentColor" stroke="none" />`,
  info_required: svg`<path d="M2.75 2h8.5a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1H7.5L4.75 12V9.5h-2a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1z" /><path d="M4.7 5.75h.01M7 5.75h.01M9.3 5.75h.01" />`,
  payment: svg`<rect x="1.5" y="3" width="11" height="8" rx="1.25" /><path d="M1.5 5.8h11" />`,
  verification: svg`<rect x="1.75" y="1.75" width="10.5" height="10.5" rx="2" /><path d="m4.5 7.2 1.8 1.8 3.3-3.8" />`,
  closed: svg`<circle cx="7" cy="7" r="6" fill="currentColor" stroke="none" /><path d="m4.5 7.2 1.8 1.8 3.3-3.8" stroke="var(--surface)" />`,
  met: svg`<path d="m2.5 7.5 3 3 6-7" />`,
  clock: svg`<circle cx="7" cy="7" r="5.25" /><path d="M7 4.2V7l1.9 1.3" />`,
  pause: svg`<path d="M4.75 3v8M9.25 3v8" stroke-width="2" />`,
  alert: svg`<path d="M7 1.5 13 12H1z" fill="currentColor" stroke="currentColor" stroke-width="1" /><path d="M7 5.2v3M7 10.2v.01" stroke="var(--mark, var(--surface))" />`,
  person: svg`<circle cx="7" cy="4.6" r="2.4" /><path d="M2.4 12a4.6 4.6 0 0 1 9.2 0" />`,
  edit: svg`<path d="m2.5 11.5.6-2.6L9.6 2.4l2 2-6.5 6.5z" />`,
  star: svg`<path d="m7 1.8 1.6 3.3 3.6.5-2.6 2.5.6 3.6L7 10l-3.2 1.7.6-3.6L1.800 5.600l3.600-.5z" />`,
  dash: svg`<path d="M3 7h8" />`,
} as const satisfies Record<Status | string, SVGTemplateResult>;
export type GlyphName = keyof typeof GLYPHS;

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="i" viewBox="0 0 16 16" aria-hidden="true">${ICONS[name]}</svg>`;

export const glyph = (name: GlyphName): TemplateResult =>
  html`<svg class="g" viewBox="0 0 14 14" aria-hidden="true">${GLYPHS[name]}</svg>`;
