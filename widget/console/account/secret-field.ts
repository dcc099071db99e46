import { html, type TemplateResult } from 'lit';
import { field } from '../parts/field.ts';

type Asked = {
  id: string;
  name: string;
  label: string;
  autocomplete: 'current-password' | 'new-password' | 'one-time-code';
  hint?: string;
  problem?: string | undefined;
};

/** A password, or a code that is typed once; what is wrong with it stands under it. */
export const secretField = ({ id, name, label, autocomplete, hint, problem }: Asked): TemplateResult =>
  field(
    { id, label, hint, problem },
    ({ by, invalid }) =>
      html`<input
        class="input"
        id=${id}
        name=${name}
        type=${autocomplete === 'one-time-code' ? 'text' : 'password'}
        inputmode=${autocomplete === 'one-time-code' ? 'numeric' : 'text'}
        autocomplete=${autocomplete}
        required
        aria-describedby=${by}
        aria-invalid=${invalid}
      />`,
  );

/** As it was typed: a password may begin and end with a space. */
export const secretOf = (form: HTMLFormElement, name: string): string =>
  form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? '';
