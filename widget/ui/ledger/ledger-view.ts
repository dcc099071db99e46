import { html, nothing } from 'lit/html.js';
import { DrawnElement } from '../drawn-element.ts';
import type { TemplateResult } from 'lit/html.js';
import { DAY } from '../../../shared/duration.ts';
import type { Ledger } from '../../../server/domain/sla/ledger.ts';
import type { LedgerWords } from '../../wording/ledger.ts';
import { drawMark, drawRow, drawTick, hatch } from './draw.ts';
import { entriesOf } from './entries.ts';
import type { Entry } from './entries.ts';
import css from './ledger.css?inline';
import { pictureOf } from './rows.ts';
import type { DeskHours, Row } from './rows.ts';

/** Where nothing can be measured. */
const WIDE_LETTER_PX = 8;

/**
 * Why a due time is what it is: when, why in one sentence, the picture, the proof. `compact` leaves the proof out.
 *
 * It shows what the server has computed; `ledger` comes with every clock of a view, `desk` from the desk's own view.
 */
export class LedgerView extends DrawnElement {
  static override sheets = [css];
  static override drawnBy = ['ledger', 'desk', 'words', 'compact'];

  declare ledger: Ledger | undefined;
  declare desk: DeskHours | undefined;
  declare words: LedgerWords | undefined;
  declare compact: boolean;

  /** Known once it stands there: before that no words are in it. */
  #stripPx = 0;
  #resized = new ResizeObserver(([axis]) => {
    const px = axis?.contentRect.width ?? 0;
    if (Math.abs(px - this.#stripPx) < 1) return;
    this.#stripPx = px;
    this.requestUpdate();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override updated(): void {
    this.#watch();
  }

  #watch(): void {
    const axis = this.renderRoot.querySelector('.axis');
    if (axis) this.#resized.observe(axis);
  }

  /** Puts the focus on the due time, as a screen does that has just been opened for it. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('h2')?.focus(options);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { ledger, desk, words } = this;
    if (!ledger || !desk || !words) return nothing;
    return html`<h2 tabindex="-1">${words.heading(ledger, desk)}</h2>
      <p>${words.why(ledger, desk)}</p>
      ${this.#picture(ledger, desk, words)}${this.compact ? nothing : this.#list(ledger, desk, words)}
      ${ledger.unofficialYear === null ? nothing : html`<p>${words.unofficial(ledger.unofficialYear)}</p>`}`;
  }

  #picture(ledger: Ledger, desk: DeskHours, words: LedgerWords) {
    const room = { px: this.#stripPx, widthOf: this.#ruler() };
    const { rows, ticks } = pictureOf(ledger, { ...desk, room }, words);
    const { time } = words;
    const [first] = ledger.spans;
    const last = ledger.spans.at(-1);
    if (!first || !last) return nothing;
    const say = (at: number) => time.dayAndTime(at, ledger.asOf, desk.timeZone);
    const months = new Set(rows.flatMap(({ first, last }) => [monthOf(first), monthOf(last)])).size > 1;
    return html`<svg class="defs" aria-hidden="true">${hatch}</svg>
      <div class="days" role="img" aria-label=${words.picture(say(first.from), say(last.to))}>
        <svg class="axis" aria-hidden="true">${ticks.map(drawTick)}</svg>
        ${rows.map((row, i) => {
          const named = months && monthOf(row.first) !== monthOf(rows[i - 1]?.last ?? -1);
          return html`<div class="day" ?data-today=${row.today} ?data-off=${row.is === 'off'}>
            <span class="d">${daysOf(row, words, named)}</span>
            <svg aria-hidden="true">${drawRow(row)}</svg>
            <span class="sum ${row.adds ? '' : row.over ? 'late' : 'none'}"
              >${row.adds ? words.cell(row.adds) : row.over ? `+${words.cell(row.over)}` : '—'}</span
            >
          </div>`;
        })}
      </div>`;
  }

  /** Fonts differ by a third in width, and which one there is, is the machine's to say. */
  #ruler(): (text: string) => number {
    const canvas = document.createElement('canvas').getContext('2d');
    if (!canvas) return (text) => text.length * WIDE_LETTER_PX;
    canvas.font = `600 11px ${getComputedStyle(this).getPropertyValue('--font')}`;
    return (text) => canvas.measureText(text).width;
  }

  #list(ledger: Ledger, desk: DeskHours, words: LedgerWords) {
    const { upToDue, late } = entriesOf(ledger, desk.timeZone);
    const row = (entry: Entry) => {
      const length = words.time.lengthOf(entry.length);
      const counts = entry.is !== 'not_counted' && entry.is !== 'moved';
      const is = entry.is === 'left' ? 'to_count' : entry.is;
      return html`<li>
        <svg aria-hidden="true">${drawMark(isNight(entry) ? 'off' : is)}</svg>
        <span
          >${words.entry(entry, ledger, desk.timeZone)}<span class="range"
            >${words.range(entry, ledger, desk.timeZone)}</span
          ></span
        >
        ${
          counts
            ? html`<span class="sum ${is === 'over' ? 'late' : ''}">${length}</span>`
            : html`<span class="sum none"
                ><span class="aloud">${words.notCounted} </span><s>${length}</s></span
              >`
        }
      </li>`;
    };
    return html`<ol>
      ${upToDue.map(row)}
      ${
        ledger.unit === 'none'
          ? nothing
          : html`<li class="total">
              <span></span><span>${words.total(ledger)}<span class="range">${words.under(ledger)}</span></span
              ><span class="sum"
                >${ledger.allowance === null ? nothing : words.time.lengthOf(ledger.allowance)}</span
              >
            </li>`
      }
      ${late.map(row)}
    </ol>`;
  }
}

const monthOf = (day: number) => new Date(day * DAY).getUTCMonth();

const isNight = ({ is, reasons }: Entry) => is === 'not_counted' && !reasons[0]?.code.startsWith('awaiting');

const daysOf = ({ first, last }: Row, { time }: LedgerWords, month: boolean): string => {
  const from = time.shortDay(first, month);
  if (first === last) return from;
  return `${from}${last - first === 1 ? ', ' : '\u00a0– '}${time.shortDay(last, month && monthOf(first) !== monthOf(last))}`;
};
