import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EffectView, RulesView, StaffMe } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { glyph } from '../parts/icons.ts';
import { address } from '../router.ts';
import { time, words } from '../words.ts';
import type { ApplyDialog } from './apply-dialog.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { rulesWords } from './rules-words.ts';
import type { TwoLedgers } from './two-ledgers.ts';

type Row = EffectView['rows'][number];
const PAGE = 200;

/** R13: which open tickets the draft would move and by how much; from here it is applied. */
export class RulesEffect extends PageElement {
  static override properties = {
    me: { attribute: false },
    view: { attribute: false },
    keeper: { attribute: false },
    onApplied: { attribute: false },
    effect: { state: true },
    failure: { state: true },
    counting: { state: true },
    applied: { state: true },
  };
  declare me: StaffMe;
  declare view: RulesView;
  declare keeper: DraftKeeper;
  declare onApplied: (view: RulesView) => void;
  declare effect: EffectView | null;
  declare failure: Failure | null;
  declare counting: boolean;
  declare applied: string | null;

  constructor() {
    super();
    this.effect = null;
    this.failure = null;
    this.counting = false;
    this.applied = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#count(0);
  }

  async #count(offset: number): Promise<void> {
    if (!this.view.draft && !this.keeper.content) return;
    this.counting = true;
    // What was typed a moment ago belongs to the draft too.
    await this.keeper.settled();
    const answer = await read(api.rules.effect.query({ offset }));
    this.counting = false;
    this.failure = answer.ok ? null : answer;
    this.effect = answer.ok ? answer.value : null;
  }

  #change(clock: Row['reaction']): TemplateResult {
    const { effect: said } = rulesWords();
    const zone = this.me.desk.timeZone;
    const say = (at: number | null) => (at === null ? said.noDue : time().shortDue(at, now(), zone));
    if (clock.old === clock.new) return html`<span class="quiet nums">${say(clock.old)}</span>`;
    return html`<span class="nums soft">${say(clock.old)}</span> <span aria-hidden="true">→</span
      ><b class="nums"><span class="vh">→</span> ${say(clock.new)}</b>`;
  }

  #move({ moves }: Row): string {
    const { effect: said } = rulesWords();
    if (moves === null || moves === 0) return '';
    const length = time().leftOf(Math.abs(moves));
    return moves > 0 ? said.byLater(length) : said.byEarlier(length);
  }

  #outcome({ reaction, completion }: Row): TemplateResult | typeof nothing {
    const { effect: said } = rulesWords();
    const both = [reaction.becomes, completion.becomes];
    const becomes = both.includes('breached') ? 'breached' : both.includes('saved') ? 'saved' : null;
    if (!becomes) return nothing;
    return html`<span class="state" data-is=${becomes === 'breached' ? 'breached' : 'met'}
      >${glyph(becomes === 'breached' ? 'alert' : 'met')}${said.becomes[becomes]}</span
    >`;
  }

  #row(row: Row): TemplateResult {
    const { effect: said } = rulesWords();
    return html`<tr>
      <th scope="row">
        <a class="nums" href=${address.ticket(row.id)}>№ ${row.number}</a> ${row.title}<small
          >${row.licensee}</small
        >
      </th>
      <td data-label=${said.reaction}><span>${this.#change(row.reaction)}</span></td>
      <td data-label=${said.completion}><span>${this.#change(row.completion)}</span></td>
      <td data-label=${said.move} class="nums">${this.#move(row)}</td>
      <td data-label=${said.mark}>${this.#outcome(row)}</td>
      <td>
        <button
          type="button"
          class="btn btn-text"
          aria-haspopup="dialog"
          aria-label="${said.ledgers}: № ${row.number}"
          @click=${() => void this.querySelector<TwoLedgers>('two-ledgers')?.open(row.id, row.number)}
        >
          ${said.ledgers}
        </button>
      </td>
    </tr>`;
  }

  #table({ rows, offset, touched }: EffectView): TemplateResult | typeof nothing {
    const { effect: said } = rulesWords();
    if (rows.length === 0) return nothing;
    const heads = [said.ticket, said.reaction, said.completion, said.move, said.mark];
    const end = offset + rows.length;
    return html`<div class="table-in" tabindex="0" role="region" aria-label=${said.ticket}>
        <table class="t t-cards t-read">
          <thead>
            <tr>
              ${heads.map((head) => html`<th scope="col">${head}</th>`)}
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              rows,
              ({ id }) => id,
              (row) => this.#row(row),
            )}
          </tbody>
        </table>
      </div>
      ${
        touched > PAGE
          ? html`<p class="rules-buttons">
              <span class="soft nums">${said.more(offset + 1, end, touched)}</span>
              <button
                type="button"
                class="btn"
                ?disabled=${offset === 0}
                @click=${() => void this.#count(offset - PAGE)}
              >
                ${said.back}
              </button>
              <button
                type="button"
                class="btn"
                ?disabled=${end >= touched}
                @click=${() => void this.#count(end)}
              >
                ${said.next}
              </button>
            </p>`
          : nothing
      }`;
  }

  #counts(effect: EffectView): TemplateResult {
    const { effect: said, apply } = rulesWords();
    const { touched, open, later, earlier, breached, saved, asOf } = effect;
    const parts = [
      later ? said.later(later) : '',
      earlier ? said.earlier(earlier) : '',
      breached ? said.breached(breached) : '',
      saved ? said.saved(saved) : '',
    ].filter(Boolean);
    const may = this.me.role === 'administrator' && !this.view.underWay;
    return html`<div class="rules-state" role="status">
        <p>
          <b>${said.moves(touched, open)}</b
          >${parts.length > 0 ? html`<span class="soft">: ${parts.join(', ')}</span>` : nothing}
        </p>
        <p class="quiet">${said.asOf(time().dayAndTime(asOf, now(), this.me.desk.timeZone))}</p>
      </div>
      <p class="rules-buttons">
        ${
          may
            ? html`<button
                type="button"
                class="btn btn-main"
                aria-haspopup="dialog"
                @click=${() => this.querySelector<ApplyDialog>('apply-rules')?.open()}
              >
                ${apply.open}
              </button>`
            : nothing
        }
        <button type="button" class="btn" @click=${() => void this.#count(0)}>${said.again}</button>
      </p>`;
  }

  #applied = (view: RulesView, version: string) => {
    this.applied = version;
    this.effect = null;
    this.keeper.takeTheirs(null);
    this.onApplied(view);
  };

  protected override render() {
    const { effect: said, apply } = rulesWords();
    if (this.applied !== null) {
      return html`<p class="state" data-is="met" role="status">
        ${glyph('met')}${apply.applied(this.applied)}
      </p>`;
    }
    if (!this.view.draft && !this.keeper.content) return html`<p>${said.none}</p>`;
    const isWrong = this.failure?.refusal?.code === 'draft_wrong';
    return html`<div role="alert">${errorLine(isWrong ? said.wrong : this.failure?.text)}</div>
      ${this.counting ? html`<p class="quiet" aria-busy="true">${said.counting}</p>` : nothing}
      ${this.effect ? html`${this.#counts(this.effect)}${this.#table(this.effect)}` : nothing}
      <two-ledgers .me=${this.me}></two-ledgers>
      <apply-rules
        .me=${this.me}
        .view=${this.view}
        .keeper=${this.keeper}
        .onApplied=${this.#applied}
      ></apply-rules>
      <span class="vh">${this.counting ? words().loading : ''}</span>`;
  }
}
