import { define } from '../page-element.ts';
import { LedgerDialog } from '../ticket/ledger-dialog.ts';
import { BoardPage } from './board-page.ts';

define('ledger-dialog', LedgerDialog);
define('board-page', BoardPage);
