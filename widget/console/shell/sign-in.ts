import { html, nothing } from 'lit';
import { PageElement } from '../page-element.ts';
import { words } from '../words.ts';
import { fieldValue } from '../parts/field.ts';
import { errorLine } from '../parts/field.ts';
import { giveCode, type SignedIn, signIn } from './session.ts';

/** Sent when the door has opened. */
export class SignedInEvent extends Event {
  constructor() {
    super('signed-in', { bubbles: true });
  }
}

/** The form alone: the whole page before a session, a dialog over the page when one has ended. */
export class SignInForm extends PageElement {
  static override properties = {
    ended: { type: Boolean },
    problem: { state: true },
    busy: { state: true },
    asksCode: { state: true },
  };
  declare ended: boolean;
  declare problem: Exclude<SignedIn, 'in' | 'code'> | null;
  declare busy: boolean;
  /** The password was right: the second step is left. */
  declare asksCode: boolean;

  constructor() {
    super();
    this.ended = false;
    this.problem = null;
    this.busy = false;
    this.asksCode = false;
  }

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    this.busy = true;
    const outcome = await (this.asksCode
      ? giveCode(fieldValue(form, 'code').replace(/\s/g, ''))
      : signIn(fieldValue(form, 'email'), fieldValue(form, 'password')));
    this.busy = false;
    this.problem = outcome === 'in' || outcome === 'code' ? null : outcome;
    if (outcome === 'in') return void this.dispatchEvent(new SignedInEvent());
    if (outcome === 'code') this.asksCode = true;
    await this.updateComplete;
    this.querySelector<HTMLInputElement>(this.asksCode ? '[name=code]' : '[name=password]')?.select();
  };

  #again = () => {
    this.asksCode = false;
    this.problem = null;
  };

  #words(): string | null {
    const { signIn, failure } = words();
    if (this.problem === 'wrong') return this.asksCode ? signIn.wrongCode : signIn.wrong;
    if (this.problem === 'too_many') return signIn.tooMany;
    return this.problem === 'lost' ? failure.read : null;
  }

  #password() {
    const { signIn: said } = words();
    return html`<div class="field">
        <label for="sign-in-email">${said.email}</label>
        <input class="input" id="sign-in-email" name="email" type="email" autocomplete="username" required />
      </div>
      <div class="field" ?data-wrong=${this.problem === 'wrong'}>
        <label for="sign-in-password">${said.password}</label>
        <input
          class="input"
          id="sign-in-password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          aria-describedby="sign-in-problem"
        />
      </div>`;
  }

  #code() {
    const { signIn: said } = words();
    return html`<p class="soft">${said.codeLead}</p>
      <div class="field" ?data-wrong=${this.problem === 'wrong'}>
        <label for="sign-in-code">${said.code}</label>
        <input
          class="input"
          id="sign-in-code"
          name="code"
          autocomplete="one-time-code"
          required
          aria-describedby="sign-in-problem"
        />
      </div>`;
  }

  protected override render() {
    const { signIn: said, desk } = words();
    return html`<form class="door" method="post" @submit=${this.#submit}>
      <p class="door-desk">${desk}</p>
      <h1>${said.title}</h1>
      ${this.ended ? html`<p class="soft">${said.ended}</p>` : nothing}
      ${this.asksCode ? this.#code() : this.#password()}
      <div id="sign-in-problem" role="alert">${errorLine(this.#words())}</div>
      <button class="btn btn-main" ?disabled=${this.busy}>${said.enter}</button>
      ${
        this.asksCode
          ? html`<button type="button" class="btn btn-text" @click=${this.#again}>${said.again}</button>`
          : nothing
      }
    </form>`;
  }
}
