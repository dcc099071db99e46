import type { ClockName, CustomerTicketView } from '../../client/api.ts';
import type { TicketKind } from '../../../shared/ticket.ts';

/** Where in the panel one is; going back takes the last of them away. */
export type Screen =
  | { is: 'home' }
  | { is: 'form'; kind: TicketKind }
  | { is: 'sent'; view: CustomerTicketView }
  | { is: 'unsent' }
  | { is: 'telling' }
  | { is: 'ticket'; id: string }
  | { is: 'ledger'; id: string; clock: ClockName };
