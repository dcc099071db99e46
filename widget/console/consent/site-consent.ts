import { html, nothing, type TemplateResult } from 'lit';
import { FIELDS } from '../../../shared/submission.ts';
import { LANGUAGES, type Language } from '../../../shared/ticket.ts';
import type { SiteConsentView } from '../../client/api.ts';
import { AdminPage } from '../admin/admin-page.ts';
import { api, read } from '../api.ts';
import { now } from '../now.ts';
import { errorLine, field, fieldValue, focusFirstWrong } from '../parts/field.ts';
import { time, words } from '../words.ts';
import { consentWords } from './consent-words.ts';

/** What a site's people consent to before they send, and every text that they were asked before. */
export class SiteConsent extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    siteId: {},
    consent: { state: true },
    wrong: { state: true },
    said: { state: true },
    sure: { state: true },
  };
  declare siteId: string;
  declare consent: SiteConsentView | null;
  declare wrong: Partial<Record<Language, string>>;
  /** What has just been done. */
  declare said: string;
  declare sure: boolean;

  constructor() {
    super();
    this.consent = null;
    this.wrong = {};
    this.said = '';
    this.sure = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.consent.ofSite.query({ siteId: this.siteId }));
    if (answer.ok) this.consent = answer.value;
    else this.failure = answer;
  }

  #ask = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const text = { ru: fieldValue(form, 'ru'), en: fieldValue(form, 'en') };
    const said = consentWords();
    this.wrong = Object.fromEntries(
      LANGUAGES.filter((each) => !text[each]).map((each) => [each, said.missing]),
    );
    this.said = '';
    this.sure = false;
    if (Object.keys(this.wrong).length > 0) {
      await this.updateComplete;
      focusFirstWrong(this);
      return;
    }
    const asked = await this.change(() => api.consent.ask.mutate({ siteId: this.siteId, ...text }));
    if (!asked) return;
    this.consent = asked;
    this.said = said.saved(asked.asked?.version ?? 0);
  };

  #stop = async () => {
    if (!this.sure) {
      this.sure = true;
      return;
    }
    const stopped = await this.change(() => api.consent.stopAsking.mutate({ siteId: this.siteId }));
    if (!stopped) return;
    this.sure = false;
    this.consent = stopped;
    this.said = consentWords().stopped;
  };

  #when(at: number): string {
    return time().dayAndTime(at, now(), this.me.desk.timeZone);
  }

  #text(language: Language, value: string): TemplateResult {
    return field(
      {
        id: `consent-${language}-${this.siteId}`,
        label: consentWords()[language],
        problem: this.wrong[language],
      },
      ({ id, by, invalid }) =>
        html`<textarea
          class="input"
          id=${id}
          name=${language}
          lang=${language}
          rows="4"
          maxlength=${FIELDS.consentText.max}
          ?disabled=${!this.mayChange}
          .value=${value}
          aria-describedby=${by}
          aria-invalid=${invalid}
          @input=${() => (this.said = '')}
        ></textarea>`,
    );
  }

  #form({ asked, versions }: SiteConsentView): TemplateResult {
    const said = consentWords();
    // What was asked last is where one begins again.
    const last = asked ?? versions[0];
    return html`<form class="site-form" novalidate @submit=${this.#ask}>
      ${this.#text('ru', last?.ru ?? '')} ${this.#text('en', last?.en ?? '')}
      <div role="alert">${errorLine(this.failure?.text)}</div>
      ${
        this.mayChange
          ? html`<div class="act-foot">
              <button class="btn" ?disabled=${this.busy}>${said.ask}</button>
              ${
                asked
                  ? html`<button
                      type="button"
                      class="btn btn-text"
                      ?disabled=${this.busy}
                      @click=${this.#stop}
                    >
                      ${this.sure ? said.reallyStop : said.stop}
                    </button>`
                  : nothing
              }
              <span class="quiet" role="status">${this.said}</span>
            </div>`
          : nothing
      }
    </form>`;
  }

  #before({ versions }: SiteConsentView): TemplateResult | typeof nothing {
    const said = consentWords();
    const over = versions.flatMap((each) => (each.until === null ? [] : [{ ...each, until: each.until }]));
    if (over.length === 0) return nothing;
    return html`<details>
      <summary>${said.before}</summary>
      ${over.map(
        ({ version, since, until, by, ...text }) =>
          html`<details class="consent-version">
            <summary>
              ${said.version(version)}
              <span class="quiet">${said.stood(this.#when(since), this.#when(until), by ?? '')}</span>
            </summary>
            ${LANGUAGES.map((each) => html`<p class="consent-words" lang=${each} .textContent=${text[each]}></p>`)}
          </details>`,
      )}
    </details>`;
  }

  protected override render() {
    const said = consentWords();
    const { consent } = this;
    const asked = consent?.asked;
    return html`<section class="site-consent" aria-labelledby="consent-${this.siteId}">
      <h4 id="consent-${this.siteId}">${said.title}</h4>
      <p class="quiet">${said.lead}</p>
      ${
        consent
          ? html`<p>${asked ? said.asked(asked.version, this.#when(asked.since)) : said.notAsked}</p>
              ${this.#form(consent)} ${this.#before(consent)}`
          : this.failure
            ? html`<div role="alert">${errorLine(this.failure.text)}</div>`
            : html`<p class="quiet" aria-busy="true">${words().loading}</p>`
      }
    </section>`;
  }
}
