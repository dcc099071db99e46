import { html, type TemplateResult } from 'lit/html.js';

/** Shape, word, then colour. */
export const errorLine = (text: string): TemplateResult =>
  html`<svg class="g" viewBox="0 0 14 14" aria-hidden="true">
      <path d="M7 1.5 13 12H1z" fill="currentColor" />
      <path d="M7 5.2v3M7 10.2v.01" stroke="var(--surface)" /></svg
    ><span>${text}</span>`;
