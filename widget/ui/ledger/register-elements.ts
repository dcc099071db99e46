import { LedgerView } from './ledger-view.ts';

/** A second widget on the page may have been first. */
export const LEDGER_TAG = 'smart-support-ledger';
if (!customElements.get(LEDGER_TAG)) customElements.define(LEDGER_TAG, LedgerView);
