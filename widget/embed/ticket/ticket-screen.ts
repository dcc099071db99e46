import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { dues, lead } from './head.ts';
import { talk } from './talk.ts';
import type { Telling } from './telling.ts';
import type { Unsent } from './ticket-deps.ts';
import { yourMove } from './your-move.ts';

/**
 * One ticket: what it is about, whose move it is, both promises, what is asked of the client, the conversation. Lives in
 * the panel's own shadow root, so that one sheet dresses it.
 */
export class TicketScreen extends LitElement {
  static override properties = {
    telling: { attribute: false },
    unsent: { attribute: false },
    _writing: { state: true },
    _problem: { state: true },
  };
  declare telling: Telling;
  declare unsent: readonly Unsent[];
  /** Which box has been opened in place. */
  declare _writing: 'not_fixed' | 'reopen' | 'withdraw' | null;
  declare _problem: string;

  constructor() {
    super();
    this.unsent = [];
    this._writing = null;
    this._problem = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('telling');
    if (before && before.view.status !== this.telling.view.status) this._writing = null;
  }

  #open(box: TicketScreen['_writing']): void {
    this._writing = box;
    if (box)
      void this.updateComplete.then(() =>
        this.querySelector<HTMLElement>('[autofocus], smart-support-write textarea')?.focus(),
      );
  }

  async #withdraw(): Promise<void> {
    const outcome = await this.telling.deps.act('withdraw', undefined, []);
    this._problem = outcome.is === 'refused' ? outcome.text : '';
    this._writing = null;
  }

  override render(): TemplateResult {
    const { telling } = this;
    const { view } = telling;
    const closed = view.status === 'closed';
    return html`<div class="body" id="scroll">
        ${lead(telling)}
        ${
          closed && (view.allowedActs.includes('rate') || view.rating)
            ? html`<smart-support-stars .telling=${telling}></smart-support-stars>`
            : nothing
        }
        ${dues(telling)}
        ${yourMove({
          telling,
          sendingBack: this._writing === 'not_fixed',
          sendBack: (open) => this.#open(open ? 'not_fixed' : null),
        })}
        ${talk(telling, this.unsent)} ${this.#end()}
      </div>
      ${this.#foot()}`;
  }

  /** Giving up is possible and not in the way. */
  #end(): TemplateResult | typeof nothing {
    const { view, words } = this.telling;
    const problem = this._problem ? html`<p class="error" role="alert">${this._problem}</p>` : nothing;
    if (!view.allowedActs.includes('withdraw')) return html`${problem}`;
    if (this._writing !== 'withdraw') {
      return html`${problem}<button class="btn btn-text quiet" @click=${() => this.#open('withdraw')}>
          ${words.withdraw}
        </button>`;
    }
    return html`<div class="card">
      <p>${words.reallyWithdraw}</p>
      <div class="foot-row">
        <button class="btn" autofocus @click=${() => this.#withdraw()}>${words.yesWithdraw}</button>
        <button class="btn btn-text" @click=${() => this.#open(null)}>${words.cancel}</button>
      </div>
    </div>`;
  }

  #foot(): TemplateResult | typeof nothing {
    const { view, words, time, now, zone, deps } = this.telling;
    const acts = view.allowedActs;
    if (view.status === 'closed') {
      if (!acts.includes('reopen')) return nothing;
      if (this._writing === 'reopen') {
        return html`<div class="foot">
          <smart-support-write
            .telling=${this.telling}
            box=${`reopen:${view.id}`}
            label=${words.whyReopen}
            submit=${words.reopen}
            main
            .send=${(text: string, files: readonly string[]) => deps.act('reopen', text, files)}
            .cancel=${() => this.#open(null)}
          ></smart-support-write>
        </div>`;
      }
      return html`<div class="foot">
        <div class="foot-row">
          <p class="promise grow">
            ${view.reopenUntil === null ? nothing : words.reopenUntil(time.day(view.reopenUntil, now, zone))}
          </p>
          <button class="btn" @click=${() => this.#open('reopen')}>${words.reopen}</button>
        </div>
      </div>`;
    }
    // In `info_required` the answer's own box is the place to write: two would compete.
    if (view.status === 'info_required' || !acts.includes('reply')) return nothing;
    return html`<div class="foot">
      <smart-support-write
        .telling=${this.telling}
        box=${`reply:${view.id}`}
        label=${words.message}
        hint=${words.write}
        submit=${words.send}
        filesSuffice
        .send=${(text: string, files: readonly string[]) => deps.reply(text, files)}
      ></smart-support-write>
    </div>`;
  }
}
