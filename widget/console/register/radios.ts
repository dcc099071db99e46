import { html, type TemplateResult } from 'lit';
import { errorLine } from '../parts/field.ts';

/** A choice of few: native radios in a fieldset, with what is wrong under them. */
export const radios = <T extends string>(
  name: string,
  legend: string,
  options: readonly T[],
  label: (value: T) => string,
  more: { chosen?: T; onChoose?: (value: T) => void; problem?: string | undefined } = {},
): TemplateResult => {
  const { onChoose } = more;
  return html`<fieldset class="field" ?data-wrong=${Boolean(more.problem)}>
    <legend>${legend}</legend>
    <div class="choices">
      ${options.map(
        (value) =>
          html`<label class="choice"
            ><input
              type="radio"
              name=${name}
              value=${value}
              ?checked=${value === more.chosen}
              @change=${() => onChoose?.(value)}
            />${label(value)}</label
          >`,
      )}
    </div>
    <div>${errorLine(more.problem)}</div>
  </fieldset>`;
};
