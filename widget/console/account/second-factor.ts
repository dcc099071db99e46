import { html, nothing } from 'lit';
import { api, read, type Answer } from '../api.ts';
import { PageElement } from '../page-element.ts';
import { errorLine, fieldValue, focusFirstWrong } from '../parts/field.ts';
import { accountWords } from './account-words.ts';
import { beginSecondFactor, confirmSecondFactor, dropSecondFactor } from './own-account.ts';
import type { SecondFactorBegun } from './own-account.ts';
import { qrPicture } from './qr-picture.ts';
import { secretField, secretOf } from './secret-field.ts';

type Wrong = Partial<Record<'password' | 'code' | 'form', string>>;

/** The second step at sign-in: turned on with a code from the device, turned off with the password. */
export class SecondFactor extends PageElement {
  static override properties = {
    isOn: { state: true },
    begun: { state: true },
    wrong: { state: true },
    busy: { state: true },
    said: { state: true },
  };
  declare isOn: boolean | null;
  /** Shown until the device has proved that it has it. */
  declare begun: SecondFactorBegun | null;
  declare wrong: Wrong;
  declare busy: boolean;
  declare said: string;

  constructor() {
    super();
    this.isOn = null;
    this.begun = null;
    this.wrong = {};
    this.busy = false;
    this.said = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.staff.account.query());
    if (answer.ok) this.isOn = answer.value.secondFactor;
    else this.wrong = { form: answer.text };
  }

  async #ask<T>(question: Promise<Answer<T>>): Promise<T | null> {
    this.busy = true;
    this.said = '';
    const answer = await question;
    this.busy = false;
    this.wrong = answer.ok ? {} : this.#wrongOf(answer);
    await this.updateComplete;
    focusFirstWrong(this);
    return answer.ok ? answer.value : null;
  }

  #wrongOf({ refusal, text }: Extract<Answer<never>, { ok: false }>): Wrong {
    const { password, factor } = accountWords();
    const field = refusal?.code === 'field_wrong' ? refusal.field : null;
    if (field === 'password') return { password: password.wrong };
    return field === 'code' ? { code: factor.wrongCode } : { form: text };
  }

  #withPassword = async (event: SubmitEvent) => {
    event.preventDefault();
    const password = secretOf(event.currentTarget as HTMLFormElement, 'password');
    if (!this.isOn) {
      this.begun = await this.#ask(beginSecondFactor(password));
      if (this.begun) this.querySelector<HTMLInputElement>('[name=code]')?.focus();
    } else if (await this.#ask(dropSecondFactor(password))) {
      this.isOn = false;
      this.said = accountWords().factor.dropped;
    }
  };

  #confirm = async (event: SubmitEvent) => {
    event.preventDefault();
    const code = fieldValue(event.currentTarget as HTMLFormElement, 'code').replace(/\s/g, '');
    if (!(await this.#ask(confirmSecondFactor(code)))) return;
    this.begun = null;
    this.isOn = true;
    this.said = accountWords().factor.done;
  };

  #setUp({ secret, uri, backupCodes }: SecondFactorBegun) {
    const { factor: said } = accountWords();
    return html`<div class="once">
      <p>${said.scan}</p>
      ${qrPicture(uri, said.picture)}
      <copy-box .label=${said.secret} .text=${secret.replace(/(.{4})(?=.)/g, '$1 ')}></copy-box>
      <copy-box .label=${said.kept} .text=${backupCodes.join('  ')}></copy-box>
      <form novalidate @submit=${this.#confirm}>
        ${secretField({ id: 'factor-code', name: 'code', label: said.code, autocomplete: 'one-time-code', problem: this.wrong.code })}
        <button class="btn btn-main" ?disabled=${this.busy}>${said.confirm}</button>
      </form>
    </div>`;
  }

  protected override render() {
    const { factor: said } = accountWords();
    const { isOn, begun, wrong } = this;
    return html`<section class="own">
      <h2>${said.title}</h2>
      <p class="soft">${said.lead}</p>
      ${isOn === null ? nothing : html`<p><b>${isOn ? said.on : said.off}</b></p>`}
      <div role="alert">${errorLine(wrong.form)}</div>
      <p role="status">${this.said}</p>
      ${
        begun
          ? this.#setUp(begun)
          : isOn === null
            ? nothing
            : html`<form novalidate @submit=${this.#withPassword}>
                ${secretField({ id: 'factor-password', name: 'password', label: said.password, autocomplete: 'current-password', problem: wrong.password })}
                <button class="btn" ?disabled=${this.busy}>${isOn ? said.drop : said.begin}</button>
              </form>`
      }
    </section>`;
  }
}
