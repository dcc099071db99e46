/** The widget's pictures: one box, one stroke, the colour of their text. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit/html.js';

const ICONS = {
  back: svg`<path d="M10 3 5 8l5 5"/>`,
  next: svg`<path d="m6 3 5 5-5 5"/>`,
  close: svg`<path d="m4 4 8 8m0-8-8 8"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  doc: svg`<path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3"/>`,
  check: svg`<path d="m3.5 8.5 3 3 6-7"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export const icon = (name: keyof typeof ICONS): TemplateResult =>
  html`<svg class="i" viewBox="0 0 16 16" aria-hidden="true">${ICONS[name]}</svg>`;

/** Doors of twenty: the three ways in. */
export const wayIcon = (kind: 'consultation' | 'bug' | 'feature'): TemplateResult =>
  html`<svg class="i i-20" viewBox="0 0 20 20" aria-hidden="true">${WAYS[kind]}</svg>`;

const WAYS = {
  consultation: svg`<circle cx="10" cy="10" r="7.5"/><path d="M7.9 8a2.15 2.15 0 1 1 3.2 1.9c-.7.4-1.1.8-1.1 1.5M10 13.8v.01"/>`,
  bug: svg`<path d="M10 2.8 17.7 16.5H2.3zM10 8v4M10 14.3v.01"/>`,
  feature: svg`<rect x="2.5" y="2.5" width="15" height="15" rx="3"/><path d="M10 6.5v7M6.5 10h7"/>`,
};
