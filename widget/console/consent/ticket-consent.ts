import { html, nothing } from 'lit';
import type { TicketConsentView } from '../../client/api.ts';
import { api, read } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { address } from '../router.ts';
import { time } from '../words.ts';

type Words = typeof import('./consent-words.ts');

/** On the page of a ticket: what its client had consented to. Nothing at all where nothing was asked. */
export class TicketConsent extends PageElement {
  static override properties = { ticketId: {}, who: {}, zone: {}, consent: { state: true } };
  declare ticketId: string;
  declare who: string;
  declare zone: string;
  declare consent: TicketConsentView | null;

  /** Brought when there is something to say. */
  #words: Words | null = null;

  constructor() {
    super();
    this.consent = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.consent.ofTicket.query({ id: this.ticketId }));
    // The page itself says when there is no connection.
    if (!answer.ok || !answer.value) return;
    this.#words ??= await import('./consent-words.ts');
    this.consent = answer.value;
  }

  protected override render() {
    const said = this.#words?.consentWords();
    const { consent } = this;
    if (!said || !consent) return nothing;
    const { version, language, at, text, earlier } = consent;
    return html`<section aria-labelledby="facts-consent">
      <h2 id="facts-consent">${said.ofTicket}</h2>
      <p>
        ${said.given(this.who, time().dayAndTime(at, now(), this.zone))}${
          earlier
            ? html`, <a href=${address.ticket(earlier.id)}>${said.earlier(earlier.number)}</a>`
            : nothing
        }
      </p>
      <details>
        <summary>${said.text(version)}</summary>
        <p class="consent-words" lang=${language} .textContent=${text}></p>
      </details>
    </section>`;
  }
}
