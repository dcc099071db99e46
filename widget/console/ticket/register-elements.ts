import '../../ui/ledger/register-lanes.ts';
import { UndeliveredLine } from '../delivery/undelivered-line.ts';
import { define } from '../page-element.ts';
import { ActForm } from './act-form.ts';
import { AssignPanel } from './assign-panel.ts';
import { LedgerDialog } from './ledger-dialog.ts';
import { TicketComposer } from './ticket-composer.ts';
import { TicketPage } from './ticket-page.ts';

define('act-form', ActForm);
define('assign-panel', AssignPanel);
define('ledger-dialog', LedgerDialog);
define('ticket-composer', TicketComposer);
define('ticket-page', TicketPage);
define('undelivered-line', UndeliveredLine);
