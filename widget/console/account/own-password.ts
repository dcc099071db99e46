import { html } from 'lit';
import { api, read } from '../api.ts';
import { PageElement } from '../page-element.ts';
import { errorLine, focusFirstWrong } from '../parts/field.ts';
import { words } from '../words.ts';
import { accountWords } from './account-words.ts';
import { changePassword } from './own-account.ts';
import { secretField, secretOf } from './secret-field.ts';

type Wrong = Partial<Record<'current' | 'next' | 'again' | 'form', string>>;

/** The password, changed by whoever knows it. */
export class OwnPassword extends PageElement {
  static override properties = {
    wrong: { state: true },
    busy: { state: true },
    changed: { state: true },
    min: { state: true },
  };
  declare wrong: Wrong;
  declare busy: boolean;
  declare changed: boolean;
  declare min: number | null;

  constructor() {
    super();
    this.wrong = {};
    this.busy = false;
    this.changed = false;
    this.min = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.staff.account.query());
    if (answer.ok) this.min = answer.value.passwordMin;
    else this.wrong = { form: answer.text };
  }

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    this.changed = false;
    this.wrong = await this.#change(form);
    if (Object.keys(this.wrong).length === 0) {
      form.reset();
      this.changed = true;
    }
    await this.updateComplete;
    focusFirstWrong(this);
  };

  async #change(form: HTMLFormElement): Promise<Wrong> {
    const { password: said } = accountWords();
    const next = secretOf(form, 'next');
    if (this.min !== null && next.length < this.min) {
      return { next: words().refusal({ code: 'password_too_short', min: this.min }) };
    }
    if (next !== secretOf(form, 'again')) return { again: said.differ };
    this.busy = true;
    const answer = await changePassword(secretOf(form, 'current'), next);
    this.busy = false;
    if (answer.ok) return {};
    const { refusal } = answer;
    if (refusal?.code === 'field_wrong' && refusal.field === 'password') return { current: said.wrong };
    const isBad = refusal?.code === 'password_too_short' || refusal?.code === 'password_known';
    return isBad ? { next: answer.text } : { form: answer.text };
  }

  protected override render() {
    const { password: said } = accountWords();
    const { wrong } = this;
    const hint = this.min === null ? {} : { hint: said.hint(this.min) };
    return html`<section class="own">
      <h2>${said.title}</h2>
      <form novalidate @submit=${this.#submit}>
        ${secretField({ id: 'own-current', name: 'current', label: said.current, autocomplete: 'current-password', problem: wrong.current })}
        ${secretField({ id: 'own-next', name: 'next', label: said.next, autocomplete: 'new-password', problem: wrong.next, ...hint })}
        ${secretField({ id: 'own-again', name: 'again', label: said.again, autocomplete: 'new-password', problem: wrong.again })}
        <div role="alert">${errorLine(wrong.form)}</div>
        <button class="btn" ?disabled=${this.busy}>${said.change}</button>
        <span class="soft" role="status">${this.changed ? said.changed : ''}</span>
      </form>
    </section>`;
  }
}
