import { html, type TemplateResult } from 'lit';
import type { StaffMe, StaffTicketView } from '../../client/api.ts';
import { icon } from '../parts/icons.ts';
import { words } from '../words.ts';
import { clockLine } from './clock-line.ts';
import { promises } from './facts.ts';
import type { LedgerDialog } from './ledger-dialog.ts';
import { ledgerWords } from './ledger-words.ts';

const openLedger = (event: Event) => {
  const section = (event.currentTarget as Element).closest('section');
  void section?.querySelector<LedgerDialog>('ledger-dialog')?.open('completion');
};

/** The clocks stand top right because they are asked about most. */
export const clocksSection = (ticket: StaffTicketView, desk: StaffMe['desk']): TemplateResult => {
  const { ticket: said } = words();
  return html`<section aria-labelledby="facts-clocks">
    <h2 id="facts-clocks">
      ${said.clocks}
      <button type="button" class="link" aria-haspopup="dialog" @click=${openLedger}>${said.ledger}</button>
    </h2>
    <smart-support-lanes
      .ledgers=${[ticket.reaction.ledger, ticket.completion.ledger]}
      .desk=${desk}
      .words=${ledgerWords() ?? undefined}
    ></smart-support-lanes>
    ${promises(ticket.reaction, ticket.completion, desk.timeZone)}
    <ledger-dialog .ticket=${ticket} .desk=${desk}></ledger-dialog>
  </section>`;
};

/** Where there is no room for the facts: both clocks in one line that leads to them. */
export const narrowClocks = (
  ticket: StaffTicketView,
  zone: string,
  isOpen: boolean,
  onOpen: () => void,
): TemplateResult => {
  const { clock } = words();
  return html`<button type="button" class="phone-clocks" aria-expanded=${isOpen} @click=${onOpen}>
    ${[ticket.reaction, ticket.completion].map(
      (each) =>
        html`<span
          >${clock[each.clock]}<span class="phone-clock">${clockLine(each, zone).state}</span></span
        >`,
    )}
    ${icon('next')}
  </button>`;
};
