import { html, render } from 'lit';
import type { Failure } from '../api.ts';
import { confirmPassword } from '../account/own-account.ts';
import { words } from '../words.ts';
import { errorLine, field, fieldValue } from './field.ts';

/**
 * A dialog over the page for what opens doors to others. Resolves to true once the password was right, to false when it was put
 * away; what was typed in the page stays as it is.
 */
export function askPassword(page: Element): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'box ask-password';
  let confirmed = false;
  let failure: Failure | null = null;
  let busy = false;

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    draw();
    const answer = await confirmPassword(fieldValue(event.target as HTMLFormElement, 'password'));
    busy = false;
    failure = answer.ok ? null : answer;
    confirmed = answer.ok;
    if (confirmed) return dialog.close();
    draw();
    dialog.querySelector<HTMLInputElement>('input')?.select();
  };
  const draw = () => {
    const said = words();
    const title = said.refusal({ code: 'password_needed' });
    const wrong = failure?.refusal?.code === 'field_wrong' ? said.signIn.wrongPassword : failure?.text;
    dialog.setAttribute('aria-label', title);
    render(
      html`<form class="register" novalidate @submit=${submit}>
        <h2>${title}</h2>
        ${field(
          { id: 'ask-password', label: said.signIn.password },
          ({ id, by }) =>
            html`<input
              class="input"
              id=${id}
              name="password"
              type="password"
              autocomplete="current-password"
              aria-describedby=${by}
            />`,
        )}
        <div role="alert">${errorLine(wrong)}</div>
        <p class="ask-buttons">
          <button class="btn btn-main" ?disabled=${busy}>${said.confirm}</button>
          <button type="button" class="btn btn-text" @click=${() => dialog.close()}>${said.cancel}</button>
        </p>
      </form>`,
      dialog,
    );
  };

  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(confirmed);
    });
    draw();
    page.append(dialog);
    dialog.showModal();
    dialog.querySelector('input')?.focus();
  });
}
