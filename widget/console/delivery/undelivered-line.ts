import { html, nothing } from 'lit';
import type { NoticeView } from '../../client/api.ts';
import { api, read } from '../api.ts';
import { PageElement } from '../page-element.ts';
import { glyph } from '../parts/icons.ts';

const AGAIN_MS = 60_000;

type Words = typeof import('./notice-rows.ts') & typeof import('./delivery-words.ts');

/** On the page of a ticket: who has not heard of something there, and why. Nothing at all while everybody has. */
export class UndeliveredLine extends PageElement {
  static override properties = { ticketId: {}, notices: { state: true } };
  declare ticketId: string;
  declare notices: readonly NoticeView[];

  #timer: ReturnType<typeof setInterval> | undefined;
  /** Brought when there is something to say, which is seldom. */
  #words: Words | null = null;

  constructor() {
    super();
    this.notices = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
    this.#timer = setInterval(() => void this.#read(), AGAIN_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async #read(): Promise<void> {
    const answer = await read(api.delivery.ofTicket.query({ id: this.ticketId }));
    // What cannot be read now is read in a minute: the page itself says when there is no connection.
    if (!answer.ok) return;
    if (answer.value.length > 0)
      this.#words ??= { ...(await import('./notice-rows.ts')), ...(await import('./delivery-words.ts')) };
    this.notices = answer.value;
  }

  protected override render() {
    const said = this.#words;
    if (!said || this.notices.length === 0) return nothing;
    const { onTicket, kind } = said.deliveryWords();
    return html`<details class="undelivered">
      <summary>
        <span class="state" data-is="missed">${glyph('alert')}${onTicket(this.notices.length)}</span>
      </summary>
      <ul>
        ${this.notices.map(
          (notice) =>
            html`<li>${kind[notice.kind]}, ${said.toWords(notice)}: ${said.faultWords(notice)}</li>`,
        )}
      </ul>
    </details>`;
  }
}
