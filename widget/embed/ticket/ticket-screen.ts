import { html, nothing, type TemplateResult } from 'lit/html.js';
import { DrawnElement, type Changed } from '../../ui/drawn-element.ts';
import { dues, lead } from './head.ts';
import { talk } from './talk.ts';
import type { Telling } from './telling.ts';
import type { Unsent } from './ticket-deps.ts';
import { yourMove } from './your-move.ts';

/**
 * One ticket: what it is about, whose move it is, both promises, what is asked of the client, the conversation. Lives in
 * the panel's own shadow root, so that one sheet dresses it.
 */
export class TicketScreen extends DrawnElement {
  static override drawnBy = ['telling', 'unsent', '_writing', '_problem', '_fresh'];
  declare telling: Telling;
  declare unsent: readonly Unsent[];
  /** Which box has been opened in place. */
  declare _writing: 'not_fixed' | 'reopen' | 'withdraw' | null;
  declare _problem: string;
  /** How many messages have come while one reads above them. */
  declare _fresh: number;

  #scroll: 'top' | 'end' | null = null;
  #busy = false;

  constructor() {
    super();
    this.unsent = [];
    this._writing = null;
    this._problem = '';
    this._fresh = 0;
  }

  protected override willUpdate(changed: Changed<this>): void {
    if (!changed.has('telling')) return;
    const before = changed.get('telling');
    const { view } = this.telling;
    // The newest is in view, unless something is asked above.
    if (before?.view.id !== view.id) {
      this.#scroll = view.move === 'desk' ? 'end' : null;
      this._fresh = 0;
      return;
    }
    if (before.view.status !== view.status) {
      this._writing = null;
      this._problem = '';
    }
    // What is asked now, or the stars, stand above: whoever was reading below would not see them.
    if (before.view.status !== view.status && view.move !== 'desk') {
      this.#scroll = 'top';
      this._fresh = 0;
      return;
    }
    const last = before.view.entries.at(-1)?.seq ?? 0;
    const come = view.entries.filter(({ seq, is }) => seq > last && is === 'message');
    if (come.length === 0) return;
    // Who reads above stays there.
    const goesToEnd = this.#atEnd || come.some(({ by }) => by.me);
    this.#scroll = goesToEnd ? 'end' : null;
    this._fresh = goesToEnd ? 0 : this._fresh + come.length;
  }

  protected override updated(): void {
    if (this.#scroll === null) return;
    this.#body?.scrollTo(0, this.#scroll === 'top' ? 0 : this.#body.scrollHeight);
    this.#scroll = null;
  }

  get #body(): Element | null {
    return this.querySelector('.body');
  }

  get #atEnd(): boolean {
    const body = this.#body;
    return body !== null && body.scrollHeight - body.scrollTop - body.clientHeight < 80;
  }

  #onScroll = (): void => {
    if (this._fresh > 0 && this.#atEnd) this._fresh = 0;
  };

  #goToEnd = (): void => {
    this._fresh = 0;
    const last = [...this.querySelectorAll<HTMLElement>('.say')].at(-1);
    if (!last) return;
    last.tabIndex = -1;
    last.focus({ preventScroll: true });
    this.#body?.scrollTo(0, this.#body.scrollHeight);
  };

  #open(box: TicketScreen['_writing']): void {
    this._writing = box;
    if (box)
      void this.updateComplete.then(() =>
        this.querySelector<HTMLElement>('[autofocus], smart-support-write textarea')?.focus(),
      );
  }

  /** An act that needs no words. Pressed twice it is one; what became of it is said where it was pressed. */
  async #act(act: 'confirm' | 'withdraw'): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const outcome = await this.telling.deps.act(act, undefined, []);
      this._problem =
        outcome.is === 'refused' ? outcome.text : outcome.is === 'waiting' ? this.telling.words.waiting : '';
      this._writing = null;
    } finally {
      this.#busy = false;
    }
  }

  override render(): TemplateResult {
    const { telling } = this;
    const { view } = telling;
    const closed = view.status === 'closed';
    return html`<div class="body" id="scroll" @scroll=${this.#onScroll}>
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
          confirm: () => this.#act('confirm'),
          problem: view.status === 'verification' ? this._problem : '',
        })}
        ${talk(telling, this.unsent)} ${this.#end()}
        ${
          this._fresh > 0
            ? html`<button class="btn fresh" @click=${this.#goToEnd}>
                ${telling.words.fresh(this._fresh)}
              </button>`
            : nothing
        }
      </div>
      ${this.#foot()}`;
  }

  /** Giving up is possible and not in the way. */
  #end(): TemplateResult | typeof nothing {
    const { view, words } = this.telling;
    const problem =
      this._problem && view.status !== 'verification'
        ? html`<p class="error" role="alert">${this._problem}</p>`
        : nothing;
    if (!view.allowedActs.includes('withdraw')) return html`${problem}`;
    if (this._writing !== 'withdraw') {
      return html`${problem}<button class="btn btn-text quiet" @click=${() => this.#open('withdraw')}>
          ${words.withdraw}
        </button>`;
    }
    return html`<div class="card">
      <p>${words.reallyWithdraw}</p>
      <div class="foot-row">
        <button class="btn" autofocus @click=${() => this.#act('withdraw')}>${words.yesWithdraw}</button>
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
            .box=${`reopen:${view.id}`}
            .label=${words.whyReopen}
            .submit=${words.reopen}
            .main=${true}
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
        .box=${`reply:${view.id}`}
        .label=${words.message}
        .hint=${words.write}
        .submit=${words.send}
        .filesSuffice=${true}
        .send=${(text: string, files: readonly string[]) => deps.reply(text, files)}
      ></smart-support-write>
    </div>`;
  }
}
