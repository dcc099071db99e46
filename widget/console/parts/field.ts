import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from './icons.ts';

export const fieldValue = (form: HTMLFormElement, name: string): string => {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** What is wrong, under the field it is about. The place is always there: it must be in the page before focus moves. */
export const errorLine = (text: string | null | undefined): TemplateResult | typeof nothing =>
  text ? html`<p class="error">${glyph('alert')}<span>${text}</span></p>` : nothing;

type Field = {
  id: string;
  label: string | TemplateResult;
  hint?: string | TemplateResult | undefined;
  problem?: string | null | undefined;
  /** Wide fields take the whole row of a form. */
  wide?: boolean;
};

/** A label, a control and its error, joined for whoever cannot see that they stand together. */
export const field = (
  { id, label, hint, problem, wide }: Field,
  control: (described: { id: string; by: string; invalid: 'true' | 'false' }) => TemplateResult,
): TemplateResult =>
  html`<div class="field ${wide ? 'field-wide' : ''}" ?data-wrong=${Boolean(problem)}>
    <label for=${id}>${label}${hint ? html` <span class="hint">${hint}</span>` : nothing}</label>
    ${control({ id, by: `${id}-problem`, invalid: problem ? 'true' : 'false' })}
    <div id="${id}-problem">${errorLine(problem)}</div>
  </div>`;

/** After the words of what is wrong are in the page: to the first field that has some. */
export const focusFirstWrong = (root: ParentNode): void => {
  root
    .querySelector<HTMLElement>(
      '[data-wrong] :is(input, select, textarea), fieldset[data-wrong] input, [data-wrong] button',
    )
    ?.focus();
};
