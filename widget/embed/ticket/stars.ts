import { html, nothing, type TemplateResult } from 'lit/html.js';
import { DrawnElement } from '../../ui/drawn-element.ts';
import { REPLIED } from '../../../shared/reply-fields.ts';
import { STARS } from '../../../shared/rating.ts';
import type { Stars } from '../../../shared/rating.ts';
import type { Telling } from './telling.ts';

/** Five radio buttons with a word beside them, and a few words if the client likes. */
export class TicketStars extends DrawnElement {
  static override drawnBy = ['telling', '_stars', '_problem', '_busy'];
  declare telling: Telling;
  declare _stars: Stars | 0;
  declare _problem: string;
  declare _busy: boolean;

  constructor() {
    super();
    this._stars = 0;
    this._problem = '';
    this._busy = false;
  }

  protected override firstUpdated(): void {
    const { view, deps } = this.telling;
    this._stars = view.rating?.stars ?? 0;
    const area = this.querySelector('textarea');
    if (area) area.value = deps.draft(`rate:${view.id}`).read() || (view.rating?.word ?? '');
  }

  #onWord = (event: Event): void => {
    this.telling.deps
      .draft(`rate:${this.telling.view.id}`)
      .write((event.target as HTMLTextAreaElement).value);
  };

  async #rate(): Promise<void> {
    const { deps, view } = this.telling;
    if (this._stars === 0 || this._busy) return;
    this._busy = true;
    try {
      const word = this.querySelector('textarea')?.value.trim() ?? '';
      const outcome = await deps.rate(this._stars, word || undefined);
      this._problem =
        outcome.is === 'refused' ? outcome.text : outcome.is === 'waiting' ? this.telling.words.waiting : '';
      if (outcome.is === 'sent') deps.draft(`rate:${view.id}`).write('');
    } finally {
      this._busy = false;
    }
  }

  override render(): TemplateResult {
    const { view, words, time, now, zone } = this.telling;
    const until = view.rating?.changeUntil ?? null;
    return html`<div class="field">
      <fieldset class="field">
        <legend class="label">${words.howWasIt}</legend>
        <div class="stars">
          ${STARS.map(
            (star) =>
              html`<label ?data-on=${star <= this._stars}
                ><input
                  type="radio"
                  name="stars"
                  value=${star}
                  aria-label=${words.star(star, words.stars[star - 1] ?? '')}
                  .checked=${star === this._stars}
                  @change=${() => (this._stars = star)} /><svg viewBox="0 0 24 24" aria-hidden="true">
                  <path
                    d="m12 3 2.7 5.7 6.3.8-4.6 4.3 1.2 6.2-5.600-3.100-5.600 3.100 1.200-6.200-4.600-4.300 6.300-.8z"
                  /></svg
              ></label>`,
          )}<span class="star-word" aria-hidden="true"
            >${this._stars ? `${this._stars}, ${words.stars[this._stars - 1]}` : ''}</span
          >
        </div>
      </fieldset>
      <textarea
        class="input"
        rows="1"
        maxlength=${REPLIED.ratingWord.max}
        aria-label=${words.fewWords}
        placeholder=${words.fewWords}
        @input=${this.#onWord}
      ></textarea>
      ${this._problem ? html`<p class="error" role="alert">${this._problem}</p>` : nothing}
      <div class="foot-row">
        <button
          class=${this._stars ? 'btn btn-main' : 'btn'}
          aria-disabled=${this._stars === 0 || this._busy}
          @click=${() => this.#rate()}
        >
          ${view.rating ? words.rateAgain : words.rate}
        </button>
        ${until === null ? nothing : html`<span class="promise">${words.changeUntil(time.day(until, now, zone))}</span>`}
      </div>
    </div>`;
  }
}
