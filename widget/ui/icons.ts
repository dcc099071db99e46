/** The widget's pictures: one box, one stroke, the colour of their text. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit/html.js';

const ICONS = {
  back: svg`<path d="M10 3 5 8l5 5"/>`,
  next: svg`<path d="m6 3 5 5-5 5"/>`,
  close: svg`<path d="m4 4 8 8m0-8-8 8"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export const icon = (name: keyof typeof ICONS): TemplateResult => drawn(ICONS[name]);

/** One that only a later screen needs comes with that screen. */
export const drawn = (path: SVGTemplateResult, box = 16): TemplateResult =>
  html`<svg class="i i-${box}" viewBox="0 0 ${box} ${box}" aria-hidden="true">${path}</svg>`;

/** Doors of twenty (`i-20`): the three ways in. */
export const wayIcon = (kind: keyof typeof WAYS): TemplateResult => drawn(WAYS[kind], 20);

const WAYS = {
  consultation: svg`<circle cx="10" cy="10" r="7.5"/><path d="M7.9 8a2.15 2.15 0 1 1 3.2 1.9c-.7.4-1.1.8-1.1 1.5M10 13.8v.01"/>`,
  bug: svg`<path d="M10 2.8 17.7 16.5H2.3zM10 8v4M10 14.3v.01"/>`,
  feature: svg`<rect x="2.5" y="2.5" width="15" height="15" rx="3"/><path d="M10 6.5v7M6.5 10h7"/>`,
};
