import { html, nothing, svg } from 'lit/html.js';
import { DrawnElement } from '../drawn-element.ts';
import type { TemplateResult } from 'lit/html.js';
import type { Ledger } from '../../../server/domain/sla/ledger.ts';
import type { LedgerWords } from '../../wording/ledger.ts';
import { hatch } from './draw.ts';
import css from './lanes.css?inline';
import { lanesOf } from './lanes.ts';
import type { Column, Lane, LaneSpan } from './lanes.ts';
import type { DeskHours } from './rows.ts';

type Told = { ledger: Ledger; span: LaneSpan };

const isSame = (a: Told, b: Told) =>
  a.ledger.clock === b.ledger.clock && a.span.entry.from === b.span.entry.from;

const percent = (fraction: number) => `${+(fraction * 100).toFixed(2)}%`;

/**
 * The clocks of one ticket as lanes over one row of days. A span under the pointer or the focus is told below: what it is,
 * how long, from when to when. The arrow keys go from span to span.
 */
export class LanesView extends DrawnElement {
  static override sheets = [css];
  static override drawnBy = ['ledgers', 'desk', 'words', 'told'];

  declare ledgers: readonly Ledger[] | undefined;
  declare desk: DeskHours | undefined;
  declare words: LedgerWords | undefined;
  declare protected told: Told | undefined;

  #step = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const spans = [...this.renderRoot.querySelectorAll<SVGGElement>('g')];
    const next = spans[spans.indexOf(event.target as SVGGElement) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  protected override render(): TemplateResult | typeof nothing {
    const { ledgers = [], desk, words, told } = this;
    const lanes = desk && lanesOf(ledgers, desk.timeZone);
    if (!lanes || !words) return nothing;
    let first = true;
    return html`<svg class="defs" aria-hidden="true">${hatch}</svg>
      <div role="group" aria-label=${words.lanes} @keydown=${this.#step}>
        <svg class="head" aria-hidden="true">
          ${lanes.columns.map((column) => drawOff(column, 28))}
          ${lanes.columns.filter(({ labelled }) => labelled).map((column) => drawDay(column, words))}
        </svg>
        ${lanes.lanes.map((lane) => {
          return html`<span>${words.clock[lane.ledger.clock]}</span>
            <svg>
              ${lanes.columns.map((column) => drawOff(column, 25))}
              <line class="lane" x2="100%" y1="12.5" y2="12.5" />
              ${lane.spans.map((span) => {
                const stop = told ? isSame(told, { ledger: lane.ledger, span }) : first;
                first = false;
                return this.#span(lane, span, stop);
              })}
              ${lane.due === null ? nothing : drawDue(lane.due)}
              ${lanes.now === null ? nothing : drawNow(lanes.now)}
            </svg>`;
        })}
      </div>
      <p>${told ? this.#say(told.ledger, told.span) : nothing}</p>`;
  }

  #span(lane: Lane, span: LaneSpan, stop: boolean) {
    const { ledger } = lane;
    const tell = () => (this.told = { ledger, span });
    const { is } = span.entry;
    return svg`<g tabindex=${stop ? 0 : -1} role="img" aria-label=${this.#sentence(ledger, span)} @pointerenter=${tell} @focus=${tell}>${span.bars.map(
      ({ from, to }) =>
        svg`<rect class=${is} fill=${is === 'moved' ? 'url(#hatch)' : nothing} x=${percent(from)} y="7.5" width=${percent(Math.max(to - from, 0.006))} height="10" rx="2" />`,
    )}</g>`;
  }

  #parts(ledger: Ledger, { entry }: LaneSpan): [string, string] {
    const { words, desk } = this;
    if (!words || !desk) return ['', ''];
    const what = `${words.clock[ledger.clock]}: ${words.entry(entry, ledger, desk.timeZone)}, ${words.time.lengthOf(entry.length)}`;
    return [what, words.range(entry, ledger, desk.timeZone)];
  }

  #say(ledger: Ledger, span: LaneSpan) {
    const [what, when] = this.#parts(ledger, span);
    return html`<b>${what}</b><br />${when}`;
  }

  #sentence(ledger: Ledger, span: LaneSpan): string {
    return this.#parts(ledger, span).join('. ');
  }
}

const drawOff = ({ from, to, off }: Column, height: number) =>
  off
    ? svg`<rect class="offday" x=${percent(from)} width=${percent(to - from)} height=${height} />`
    : nothing;

const drawDay = ({ day, from, to, today }: Column, { time }: LedgerWords) => {
  const [weekday, date] = time.shortDay(day).split('\u00a0');
  const middle = percent((from + to) / 2);
  return svg`<text class=${today ? 'today' : ''} x=${middle} y="11" text-anchor="middle">${weekday}</text><text class=${today ? 'today' : ''} x=${middle} y="24" text-anchor="middle">${date}</text>`;
};

const drawNow = (at: number) => svg`<line class="now" x1=${percent(at)} x2=${percent(at)} y2="25" />`;

const drawDue = (at: number) =>
  svg`<line class="due" x1=${percent(at)} x2=${percent(at)} y1="3.5" y2="20.5" /><svg x=${percent(at)} y="3.5" width="6" height="5"><path class="flag" d="M0 0h6l-2 2.5 2 2.5H0z" /></svg>`;
