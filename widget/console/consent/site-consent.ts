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

/** Word for word, as text. */
const wordsOf = (text: Record<Language, string>) =>
  LANGUAGES.map((each) => html`<p class="consent-words" lang=${each} .textContent=${text[each]}></p>`);

/** What a site's people consent to before they send, and every text that they were asked before. */
export class SiteConsent extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    siteId: {},
    consent: { state: true },
    begun: { state: true },
    wrong: { state: true },
    said: { state: true },
    sure: { state: true },
  };
  declare siteId: string;
  declare consent: SiteConsentView | null;
  /** What the texts in the form began with: another's words never take the place of one's own. */
  declare begun: Record<Language, string>;
  declare wrong: Partial<Record<Language, string>>;
  /** What has just been done. */
  declare said: string;
  declare sure: boolean;

  constructor() {
    super();
    this.consent = null;
    this.begun = { ru: '', en: '' };
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
    if (answer.ok) this.#begin(answer.value);
    else this.failure = answer;
  }

  /** What was asked last is where one begins again. */
  #begin(consent: SiteConsentView): void {
    this.consent = consent;
    const [last] = consent.versions;
    this.begun = { ru: last?.ru ?? '', en: last?.en ?? '' };
  }

  get #seenVersion(): number {
    return this.consent?.versions[0]?.version ?? 0;
  }

  /** What somebody else has written meanwhile is shown beside one's own words, which stay. */
  async #compare(): Promise<void> {
    if (this.failure?.refusal?.code !== 'consent_moved_on') return;
    const answer = await read(api.consent.ofSite.query({ siteId: this.siteId }));
    if (answer.ok) this.consent = answer.value;
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
    const { siteId } = this;
    const seenVersion = this.#seenVersion;
    const asked = await this.change(() => api.consent.ask.mutate({ siteId, seenVersion, ...text }));
    if (!asked) return this.#compare();
    this.#begin(asked);
    this.said = said.saved(asked.asked?.version ?? 0);
  };

  #stop = async () => {
    if (!this.sure) {
      this.sure = true;
      return;
    }
    const { siteId } = this;
    const seenVersion = this.#seenVersion;
    const stopped = await this.change(() => api.consent.stopAsking.mutate({ siteId, seenVersion }));
    this.sure = false;
    if (!stopped) return this.#compare();
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

  #form({ asked }: SiteConsentView): TemplateResult {
    const said = consentWords();
    return html`<form class="site-form" novalidate @submit=${this.#ask}>
      ${this.#text('ru', this.begun.ru)} ${this.#text('en', this.begun.en)}
      <div role="alert">${errorLine(this.failure?.text)}</div>
      ${asked && this.failure?.refusal?.code === 'consent_moved_on' ? wordsOf(asked) : nothing}
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
            ${wordsOf(text)}
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
