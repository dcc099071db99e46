import { html } from 'lit';
import type { ClockName, StaffMe, StaffTicketView } from '../../client/api.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icons.ts';
import { words } from '../words.ts';
import { bringLedgerWords, ledgerWords } from './ledger-words.ts';

const CLOCKS: readonly ClockName[] = ['reaction', 'completion'];

/** The client's own view of a due time, which staff open when they are asked about it. */
export class LedgerDialog extends PageElement {
  static override properties = {
    ticket: { attribute: false },
    desk: { attribute: false },
    which: { state: true },
  };
  declare ticket: StaffTicketView;
  declare desk: StaffMe['desk'];
  declare which: ClockName;

  constructor() {
    super();
    this.which = 'completion';
  }

  async open(which: ClockName): Promise<void> {
    this.which = which;
    this.querySelector('dialog')?.showModal();
    await Promise.all([bringLedgerWords(), import('../../ui/ledger/register-elements.ts')]);
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  }

  #close = () => this.querySelector('dialog')?.close();

  /** A press beside the box closes it, as every sheet of paper is put aside. */
  #beside = (event: MouseEvent) => {
    if (event.target === event.currentTarget) this.#close();
  };

  #key = async (event: KeyboardEvent) => {
    if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    this.which = this.which === 'reaction' ? 'completion' : 'reaction';
    await this.updateComplete;
    this.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  };

  protected override render() {
    const { ticket: said, clock, close, loading } = words();
    const tab = (name: ClockName) =>
      html`<button
        type="button"
        role="tab"
        id="ledger-tab-${name}"
        aria-controls="ledger-panel"
        aria-selected=${name === this.which}
        tabindex=${name === this.which ? 0 : -1}
        @click=${() => (this.which = name)}
      >
        ${clock[name]}
      </button>`;
    return html`<dialog class="box ledger-box" aria-label=${said.ledgerTitle} @click=${this.#beside}>
      <div class="ledger-in">
        <header class="box-top">
          <div class="seg" role="tablist" aria-label=${said.ledgerTitle} @keydown=${this.#key}>
            ${CLOCKS.map(tab)}
          </div>
          <button type="button" class="btn btn-icon" aria-label=${close} @click=${this.#close}>
            ${icon('close')}
          </button>
        </header>
        <div id="ledger-panel" role="tabpanel" aria-labelledby="ledger-tab-${this.which}">
          ${
            ledgerWords()
              ? html`<smart-support-ledger
                  .ledger=${this.ticket[this.which].ledger}
                  .desk=${this.desk}
                  .words=${ledgerWords()}
                ></smart-support-ledger>`
              : html`<p class="quiet">${loading}</p>`
          }
        </div>
      </div>
    </dialog>`;
  }
}
