import { html, nothing } from 'lit';
import type { EscalationLedger } from '../../client/api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icons.ts';
import { language, time, words } from '../words.ts';
import { secondLineWords } from './second-line-words.ts';

type Span = EscalationLedger['spans'][number];

const reasonOf = ({ reason }: Span): string => {
  const say = secondLineWords().ledger.reason;
  if (!reason) return '';
  if ('name' in reason) return reason.name[language()];
  return reason.code === 'day_zero' || reason.code === 'weekend' ? say[reason.code] : say.other;
};

/** A department's term counts days, not hours: each day of it, and whether it counted. */
export class EscalationLedgerDialog extends PageElement {
  static override properties = { ledger: { attribute: false }, zone: {} };
  declare ledger: EscalationLedger;
  declare zone: string;

  open(): void {
    this.querySelector('dialog')?.showModal();
    this.querySelector('h2')?.focus();
  }

  #close = () => this.querySelector('dialog')?.close();

  #beside = (event: MouseEvent) => {
    if (event.target === event.currentTarget) this.#close();
  };

  #row(span: Span) {
    const said = secondLineWords().ledger;
    const reason = reasonOf(span);
    return html`<li ?data-none=${span.adds === 0} ?data-late=${span.is === 'over'}>
      <span class="nums">${time().weekdayAndDay(span.from, now(), this.zone)}</span>
      <span>${said.is[span.is]}${reason ? `: ${reason}` : nothing}</span>
      <span class="nums">${span.adds === 0 ? '—' : span.adds}</span>
    </li>`;
  }

  protected override render() {
    const { ledger, zone } = this;
    const { ledger: said, section } = secondLineWords();
    return html`<dialog class="box ledger-box" aria-label=${said.title} @click=${this.#beside}>
      <div class="ledger-in">
        <header class="box-top">
          <h2 tabindex="-1">${said.due(time().shortDue(ledger.dueAt, now(), zone))}</h2>
          <button type="button" class="btn btn-icon" aria-label=${words().close} @click=${this.#close}>
            ${icon('close')}
          </button>
        </header>
        <p>${said.why(ledger.allowance)}</p>
        <ol class="term-days">
          ${ledger.spans.map((span) => this.#row(span))}
        </ol>
        <p>
          <b>${said.total(ledger.allowance)}</b><br /><span class="soft"
            >${said.under(ledger.paragraph, ledger.regulationVersion)}</span
          >
        </p>
        ${ledger.unofficialYear === null ? nothing : html`<p>${section.unofficial(ledger.unofficialYear)}</p>`}
      </div>
    </dialog>`;
  }
}
