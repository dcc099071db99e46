import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit/html.js';
import type { Status } from '../../../shared/ticket.ts';

/** Circles are our move, every other shape is the client's, a filled disc is the end. */
const MARKS = {
  request: svg`<circle cx="7" cy="7" r="5.25"/>`,
  analysis: svg`<circle cx="7" cy="7" r="5.25"/><path d="M7 7V3.8A3.2 3.2 0 0 1 10.2 7z" fill="currentColor" stroke="none"/>`,
  in_progress: svg`<circle cx="7" cy="7" r="5.25"/><path d="M7 3.8a3.2 3.2 0 0 1 0 6.4z" fill="currentColor" stroke="none"/>`,
  info_required: svg`<path d="M2.75 2h8.5a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1H7.5L4.75 12V9.5h-2a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1z"/><path d="M4.7 5.75h.01M7 5.75h.01M9.3 5.75h.01"/>`,
  payment: svg`<rect x="1.5" y="3" width="11" height="8" rx="1.25"/><path d="M1.5 5.8h11"/>`,
  verification: svg`<rect x="1.75" y="1.75" width="10.5" height="10.5" rx="2"/><path d="m4.5 7.2 1.8 1.8 3.3-3.8"/>`,
  closed: svg`<circle cx="7" cy="7" r="6" fill="currentColor" stroke="none"/><path d="m4.5 7.2 1.8 1.8 3.3-3.8" stroke="var(--surface)"/>`,
  unsent: svg`<circle cx="7" cy="7" r="5.25" stroke-dasharray="2.2 2"/>`,
  met: svg`<path d="m2.5 7.5 3 3 6-7"/>`,
  pause: svg`<path d="M4.75 3v8M9.25 3v8" stroke-width="2"/>`,
  alert: svg`<path d="M7 1.5 13 12H1z" fill="currentColor" stroke="currentColor" stroke-width="1"/><path d="M7 5.2v3M7 10.2v.01" stroke="var(--mark, var(--surface))"/>`,
} as const satisfies Record<Status | string, SVGTemplateResult>;
export type MarkName = keyof typeof MARKS;

export const mark = (name: MarkName): TemplateResult =>
  html`<svg class="g" viewBox="0 0 14 14" aria-hidden="true">${MARKS[name]}</svg>`;
