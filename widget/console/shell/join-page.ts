import { html, nothing } from 'lit';
import { FIELDS } from '../../../shared/submission.ts';
import type { InvitationView } from '../../client/api.ts';
import { api, read, send } from '../api.ts';
import { PageElement } from '../page-element.ts';
import { errorLine, field, fieldValue, focusFirstWrong } from '../parts/field.ts';
import { words } from '../words.ts';
import { SignedInEvent } from './sign-in.ts';

type Wrong = Partial<Record<'name' | 'email' | 'password' | 'again' | 'form', string>>;

/** Behind a one-time link: the first administrator, an invitation, a new password, or a sign-in for trying things out. */
export class JoinPage extends PageElement {
  static override properties = {
    token: {},
    invitation: { state: true },
    wrong: { state: true },
    busy: { state: true },
  };
  declare token: string;
  declare invitation: InvitationView | null;
  declare wrong: Wrong;
  declare busy: boolean;

  constructor() {
    super();
    this.token = '';
    this.invitation = null;
    this.wrong = {};
    this.busy = true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#open();
  }

  async #open(): Promise<void> {
    const answer = await read(api.join.invitation.mutate({ token: this.token }));
    this.busy = false;
    if (answer.ok) this.invitation = answer.value;
    else this.wrong = { form: answer.text };
  }

  #accept = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const invitation = this.invitation;
    if (!invitation) return;
    const password = form.querySelector<HTMLInputElement>('[name=password]')?.value ?? '';
    this.wrong = this.#check(form, invitation, password);
    if (Object.keys(this.wrong).length === 0) {
      this.busy = true;
      const first = invitation.purpose === 'first_administrator';
      const answer = await send(
        api.join.acceptInvitation.mutate({
          token: this.token,
          password,
          ...(first ? { name: fieldValue(form, 'name'), email: fieldValue(form, 'email') } : {}),
        }),
      );
      this.busy = false;
      if (answer.ok) return void this.dispatchEvent(new SignedInEvent());
      const at = answer.refusal?.code === 'field_wrong' ? answer.refusal.field : null;
      const code = answer.refusal?.code;
      const isBad = code === 'password_too_short' || code === 'password_known';
      this.wrong = { [at === 'name' || at === 'email' ? at : isBad ? 'password' : 'form']: answer.text };
    }
    await this.updateComplete;
    focusFirstWrong(this);
  };

  #check(form: HTMLFormElement, invitation: InvitationView, password: string): Wrong {
    const { join, refusal } = words();
    const wrong: Wrong = {};
    const missing = (name: string) => refusal({ code: 'field_wrong', field: name, problem: 'missing' });
    if (invitation.purpose === 'first_administrator') {
      if (fieldValue(form, 'name').length < FIELDS.personName.min) wrong.name = missing('name');
      if (!/^\S+@\S+$/.test(fieldValue(form, 'email'))) wrong.email = words().ticket.register.wrong.email;
    }
    if (password.length < invitation.passwordMin) {
      wrong.password = refusal({ code: 'password_too_short', min: invitation.passwordMin });
    } else if (password !== form.querySelector<HTMLInputElement>('[name=again]')?.value) {
      wrong.again = join.differ;
    }
    return wrong;
  }

  #signIn = async (event: SubmitEvent) => {
    event.preventDefault();
    this.busy = true;
    const answer = await send(api.join.signIn.mutate({ token: this.token }));
    this.busy = false;
    if (answer.ok) this.dispatchEvent(new SignedInEvent());
    else this.wrong = { form: answer.text };
  };

  #input(name: 'name' | 'email' | 'password' | 'again', type: string, autocomplete: string, hint?: string) {
    const problem = this.wrong[name];
    return field(
      { id: `join-${name}`, label: words().join[name], hint, problem },
      ({ id, by, invalid }) =>
        html`<input
          class="input"
          id=${id}
          name=${name}
          type=${type}
          autocomplete=${autocomplete as 'on'}
          aria-describedby=${by}
          aria-invalid=${invalid}
        />`,
    );
  }

  #form(invitation: InvitationView) {
    const { join, role, signIn } = words();
    if (invitation.purpose === 'sign_in') {
      return html`<form class="door-form" @submit=${this.#signIn}>
        <p>${invitation.name}${invitation.role ? html`, ${role[invitation.role].toLowerCase()}` : nothing}</p>
        <button class="btn btn-main" ?disabled=${this.busy}>${signIn.enter}</button>
      </form>`;
    }
    const first = invitation.purpose === 'first_administrator';
    return html`<form class="door-form" novalidate @submit=${this.#accept}>
      <p class="soft">
        ${first ? join.first : invitation.purpose === 'new_password' ? join.anew : join.lead}
      </p>
      ${
        first
          ? html`${this.#input('name', 'text', 'name')} ${this.#input('email', 'email', 'username')}`
          : html`<p><b>${invitation.name}</b><br /><span class="soft">${invitation.email}</span></p>
              <input hidden name="username" autocomplete="username" value=${invitation.email ?? ''} />`
      }
      ${this.#input('password', 'password', 'new-password', join.passwordHint(invitation.passwordMin))}
      ${this.#input('again', 'password', 'new-password')}
      <button class="btn btn-main" ?disabled=${this.busy}>${join.make}</button>
    </form>`;
  }

  protected override render() {
    const { join, desk, loading } = words();
    return html`<div class="door">
      <p class="door-desk">${desk}</p>
      <h1>${join.title}</h1>
      ${this.token === '' ? errorLine(join.noToken) : nothing}
      <div role="alert">${errorLine(this.wrong.form)}</div>
      ${
        this.invitation
          ? this.#form(this.invitation)
          : this.busy && this.token
            ? html`<p class="quiet">${loading}</p>`
            : nothing
      }
    </div>`;
  }
}
