import { html, nothing } from 'lit';
import { FIELDS } from '../../../shared/submission.ts';
import type { RulesView, StaffMe } from '../../client/api.ts';
import { api, type Failure, send } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine, field, fieldValue, focusFirstWrong } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { dateValue } from '../parts/local-date.ts';
import { words } from '../words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { rulesWords } from './rules-words.ts';

type Wrong = { version?: string; reason?: string };

/** One recorded act: under which name, why, from when, and what becomes of open tickets. */
export class ApplyDialog extends PageElement {
  static override properties = {
    me: { attribute: false },
    view: { attribute: false },
    keeper: { attribute: false },
    onApplied: { attribute: false },
    later: { state: true },
    wrong: { state: true },
    failure: { state: true },
    busy: { state: true },
  };
  declare me: StaffMe;
  declare view: RulesView;
  declare keeper: DraftKeeper;
  declare onApplied: (view: RulesView, version: string) => void;
  declare later: boolean;
  declare wrong: Wrong;
  declare failure: Failure | null;
  declare busy: boolean;

  constructor() {
    super();
    this.later = false;
    this.wrong = {};
    this.failure = null;
    this.busy = false;
  }

  open(): void {
    this.querySelector('dialog')?.showModal();
    this.querySelector<HTMLElement>('textarea')?.focus();
  }

  #close = () => this.querySelector('dialog')?.close();

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy) return;
    const { apply: said } = rulesWords();
    const form = event.currentTarget as HTMLFormElement;
    const version = fieldValue(form, 'version');
    const reason = fieldValue(form, 'reason');
    this.wrong = {
      ...(version ? {} : { version: said.needVersion }),
      ...(reason ? {} : { reason: said.needReason }),
    };
    if (Object.keys(this.wrong).length > 0) {
      await this.updateComplete;
      return focusFirstWrong(this);
    }
    this.busy = true;
    const answer = await send(
      api.rules.putInForce.mutate({
        revision: this.keeper.revision,
        version,
        reason,
        from: this.later ? { date: fieldValue(form, 'date'), time: fieldValue(form, 'time') } : null,
        openCycles: fieldValue(form, 'scope') === 'open',
      }),
    );
    this.busy = false;
    this.failure = answer.ok ? null : answer;
    if (!answer.ok) return;
    this.#close();
    this.onApplied(answer.value, version);
  };

  #when() {
    const { apply: said } = rulesWords();
    const radio = (later: boolean, label: string) =>
      html`<label class="choice"
        ><input
          type="radio"
          name="when"
          .checked=${this.later === later}
          @change=${() => (this.later = later)}
        />${label}</label
      >`;
    return html`<fieldset class="field">
      <legend class="label">${said.when}</legend>
      ${radio(false, said.atOnce)}${radio(true, said.at)}
      ${
        this.later
          ? html`<div class="two-fields">
              <label class="field"
                ><span class="label">${said.date}</span
                ><input
                  class="input"
                  type="date"
                  name="date"
                  required
                  min=${dateValue(now(), this.me.desk.timeZone)}
              /></label>
              <label class="field"
                ><span class="label">${said.time}</span
                ><input class="input" type="time" name="time" required value="00:00"
              /></label>
            </div>`
          : nothing
      }
    </fieldset>`;
  }

  protected override render() {
    const { apply: said } = rulesWords();
    const { close, cancel } = words();
    return html`<dialog class="box apply-box" aria-label=${said.title}>
      <header class="box-top">
        <h2>${said.title}</h2>
        <button type="button" class="btn btn-icon" aria-label=${close} @click=${this.#close}>
          ${icon('close')}
        </button>
      </header>
      <form class="register" novalidate @submit=${this.#submit}>
        ${field(
          { id: 'apply-version', label: said.version, problem: this.wrong.version },
          ({ id, by, invalid }) =>
            html`<input
              class="input"
              id=${id}
              name="version"
              maxlength="40"
              value=${this.view.suggestedVersion}
              autocomplete="off"
              aria-describedby=${by}
              aria-invalid=${invalid}
            />`,
        )}
        ${field(
          { id: 'apply-reason', label: said.reason, hint: said.reasonHint, problem: this.wrong.reason },
          ({ id, by, invalid }) =>
            html`<textarea
              class="input"
              id=${id}
              name="reason"
              rows="3"
              maxlength=${FIELDS.note.max}
              aria-describedby=${by}
              aria-invalid=${invalid}
            ></textarea>`,
        )}
        ${this.#when()}
        <fieldset class="field">
          <legend class="label">${said.scope}</legend>
          <label class="choice"
            ><input
              type="radio"
              name="scope"
              value="open"
              checked
            />${said.openAndNew(this.view.openTickets)}</label
          >
          <label class="choice"><input type="radio" name="scope" value="new" />${said.newOnly}</label>
          <p class="quiet">${said.closed}</p>
        </fieldset>
        <div role="alert">${errorLine(this.failure?.text)}</div>
        <p class="rules-buttons">
          <button type="submit" class="btn btn-main" ?disabled=${this.busy}>${said.submit}</button>
          <button type="button" class="btn btn-text" @click=${this.#close}>${cancel}</button>
        </p>
      </form>
    </dialog>`;
  }
}
