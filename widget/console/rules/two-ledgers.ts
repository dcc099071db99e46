import { html, nothing } from 'lit';
import type { BothLedgers, ClockName, StaffMe } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { bringLedgerWords, ledgerWords } from '../ticket/ledger-words.ts';
import { words } from '../words.ts';
import { rulesWords } from './rules-words.ts';

const CLOCKS: readonly ClockName[] = ['reaction', 'completion'];

/** Both ledgers of a ticket, as it stands and as it would: side by side where there is room. */
export class TwoLedgers extends PageElement {
  static override properties = {
    me: { attribute: false },
    number: { state: true },
    ledgers: { state: true },
    failure: { state: true },
  };
  declare me: StaffMe;
  declare number: number;
  declare ledgers: BothLedgers | null;
  declare failure: Failure | null;

  constructor() {
    super();
    this.number = 0;
    this.ledgers = null;
    this.failure = null;
  }

  async open(id: string, number: number): Promise<void> {
    this.number = number;
    this.ledgers = null;
    this.querySelector('dialog')?.showModal();
    const [answer] = await Promise.all([
      read(api.rules.ledgers.query({ id })),
      bringLedgerWords(),
      import('../../ui/ledger/register-elements.ts'),
    ]);
    this.failure = answer.ok ? null : answer;
    if (answer.ok) this.ledgers = answer.value;
  }

  #close = () => this.querySelector('dialog')?.close();

  #side(of: 'old' | 'new') {
    const { effect: said } = rulesWords();
    const { clock } = words();
    const side = this.ledgers?.[of];
    if (!side) return nothing;
    return html`<section>
      <h3>${of === 'old' ? said.old(side.completion.regulationVersion) : said.new}</h3>
      ${CLOCKS.map(
        (name) =>
          html`<h4>${clock[name]}</h4>
            <smart-support-ledger
              .ledger=${side[name]}
              .desk=${this.me.desk}
              .words=${ledgerWords()}
            ></smart-support-ledger>`,
      )}
    </section>`;
  }

  protected override render() {
    const { effect: said } = rulesWords();
    const { close, loading } = words();
    return html`<dialog class="box two-ledgers" aria-label=${said.ledgersOf(this.number)}>
      <header class="box-top">
        <h2>${said.ledgersOf(this.number)}</h2>
        <button type="button" class="btn btn-icon" aria-label=${close} @click=${this.#close}>
          ${icon('close')}
        </button>
      </header>
      <div role="alert">${errorLine(this.failure?.text)}</div>
      ${
        this.ledgers && ledgerWords()
          ? html`<div class="two-sides">${this.#side('old')}${this.#side('new')}</div>`
          : this.failure
            ? nothing
            : html`<p class="quiet">${loading}</p>`
      }
    </dialog>`;
  }
}
