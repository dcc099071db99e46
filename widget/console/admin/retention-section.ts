import { html, nothing, type TemplateResult } from 'lit';
import type { RetentionView } from '../../client/api.ts';
import { api } from '../api.ts';
import { errorLine, field, fieldValue, focusFirstWrong } from '../parts/field.ts';
import { privacyWords } from '../privacy/privacy-words.ts';
import { AdminPage } from './admin-page.ts';

type Name = 'filesDays' | 'ticketsMonths';
type Wrong = Partial<Record<Name, string>>;

/** How long what a licensee's people wrote and sent is kept; an empty field leaves it as the desk has it. */
export class RetentionSection extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    licenseeId: {},
    retention: { attribute: false },
    wrong: { state: true },
    saved: { state: true },
  };
  declare licenseeId: string;
  declare retention: RetentionView;
  declare wrong: Wrong;
  declare saved: boolean;

  constructor() {
    super();
    this.wrong = {};
    this.saved = false;
  }

  #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { retention: said } = privacyWords();
    const { limits } = this.retention;
    const wrong: Wrong = {};
    const valueOf = (name: Name): number | null => {
      const text = fieldValue(form, name);
      if (text === '') return null;
      const value = Number(text);
      const { min, max } = limits[name];
      if (!Number.isInteger(value) || value < min || value > max) wrong[name] = said.range(min, max);
      return value;
    };
    const wanted = { filesDays: valueOf('filesDays'), ticketsMonths: valueOf('ticketsMonths') };
    this.wrong = wrong;
    this.saved = false;
    if (Object.keys(wrong).length > 0) {
      await this.updateComplete;
      focusFirstWrong(this);
      return;
    }
    const kept = await this.change(() =>
      api.privacy.setRetention.mutate({ licenseeId: this.licenseeId, ...wanted }),
    );
    if (!kept) return;
    this.retention = kept;
    this.saved = true;
  };

  #input(name: Name, label: string): TemplateResult {
    const { retention: said } = privacyWords();
    const value = this.retention[name];
    return field(
      { id: `keep-${name}`, label, hint: said.usual(this.retention.usual[name]), problem: this.wrong[name] },
      ({ id, by, invalid }) =>
        html`<input
          class="input nums"
          id=${id}
          name=${name}
          inputmode="numeric"
          autocomplete="off"
          maxlength="4"
          .value=${value === null ? '' : String(value)}
          aria-describedby=${by}
          aria-invalid=${invalid}
          @input=${() => (this.saved = false)}
        />`,
    );
  }

  protected override render() {
    const { retention: said } = privacyWords();
    const { filesDays, ticketsMonths, usual } = this.retention;
    return html`<section aria-labelledby="retention">
      <h2 id="retention">${said.title}</h2>
      <p class="quiet">${said.lead}</p>
      ${
        this.mayChange
          ? html`<form class="line-form" novalidate @submit=${this.#save}>
              ${this.#input('filesDays', said.files)} ${this.#input('ticketsMonths', said.tickets)}
              <button class="btn" ?disabled=${this.busy}>${said.save}</button>
            </form>`
          : html`<p>${said.now(filesDays ?? usual.filesDays, ticketsMonths ?? usual.ticketsMonths)}</p>`
      }
      <p class="quiet" role="status">${this.saved ? said.saved : nothing}</p>
      <div role="alert">${errorLine(this.failure?.text)}</div>
    </section>`;
  }
}
