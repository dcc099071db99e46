import { define } from '../drawn-element.ts';
import { LedgerView } from './ledger-view.ts';

export const LEDGER_TAG = 'smart-support-ledger';
define(LEDGER_TAG, LedgerView);
