import type { ClockName, CustomerTicketView } from '../../client/api.ts';
import type { WidgetWords } from '../../wording/widget.ru.ts';
import type { TicketKind } from '../../../shared/ticket.ts';

/** What its rooms ask of the panel. */
export type Frame = {
  readonly renderRoot: Node;
  readonly words: WidgetWords | null;
  requestUpdate(): void;
  go(screen: Screen): void;
  home(): void;
};

/** Where in the panel one is; going back takes the last of them away. */
export type Screen =
  | { is: 'home' }
  | { is: 'form'; kind: TicketKind }
  | { is: 'sent'; view: CustomerTicketView }
  | { is: 'unsent' }
  | { is: 'telling' }
  | { is: 'ticket'; id: string }
  | { is: 'ledger'; id: string; clock: ClockName };
