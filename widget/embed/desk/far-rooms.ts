import { html, nothing, type TemplateResult } from 'lit/html.js';
import '../../ui/ledger/register-elements.ts';
import type { ClockName } from '../../client/api.ts';
import { adopt } from '../../ui/adopt.ts';
import type { Frame, Screen } from '../panel/screen.ts';
import { defineTicketScreen } from '../ticket/define.ts';
import talkCss from '../ticket/talk.css?inline';
import ticketCss from '../ticket/ticket.css?inline';
import type { Desk } from './desk.ts';
import type { FarWords } from './far-words.ts';
import farCss from './far-rooms.css?inline';
import { sentRoom } from './sent-room.ts';
import { tellingRoom } from './telling-room.ts';
import { ticketDeps } from './ticket-deps.ts';
import { unsentRoom } from './unsent-room.ts';

/** The rooms that are entered after the first ones: a ticket, its ledgers, what was sent, what was not. */
type Around = { desk: Desk; panel: Frame; words: FarWords };
export type FarRooms = (screen: Screen) => unknown;

export function farRooms({ desk, panel, words }: Around): FarRooms {
  defineTicketScreen();
  adopt(panel.renderRoot, ticketCss, talkCss, farCss);
  const deps = ticketDeps(desk, panel);
  const said = { ...desk.words, ...words.ticket };
  return (screen) => {
    switch (screen.is) {
      case 'sent':
        return sentRoom(screen.view, { desk, panel, words });
      case 'unsent':
        return unsentRoom(desk, panel);
      case 'telling':
        return tellingRoom(desk, panel, words);
      case 'ticket':
        return ticketRoom();
      case 'ledger':
        return ledgerRoom(screen);
      default:
        return nothing;
    }
  };

  function ticketRoom(): TemplateResult {
    const { ticket: view, now, view: hours, waiting } = desk;
    if (!view) return html`<div class="body"><p class="quiet">${desk.words.reading}</p></div>`;
    const telling = {
      view,
      words: said,
      time: desk.words.time,
      now,
      zone: hours?.timeZone ?? 'UTC',
      deps,
    };
    const unsent = waiting.flatMap((entry) =>
      entry.is === 'submit' || entry.about.id !== view.id
        ? []
        : [{ at: entry.at, text: ('text' in entry && entry.text) || desk.words.goesItself }],
    );
    return html`<smart-support-ticket .telling=${telling} .unsent=${unsent}></smart-support-ticket>`;
  }

  function ledgerRoom({ id, clock }: Extract<Screen, { is: 'ledger' }>): TemplateResult {
    const { ticket, view } = desk;
    if (!ticket || !view || ticket.id !== id)
      return html`<div class="body"><p class="quiet">${desk.words.reading}</p></div>`;
    const clocks: readonly ClockName[] = ['reaction', 'completion'];
    const choose = (next: ClockName) => panel.go({ is: 'ledger', id, clock: next });
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      choose(clock === 'reaction' ? 'completion' : 'reaction');
    };
    return html`<div class="body">
      <div class="seg" role="tablist" aria-label=${desk.words.whichClock} @keydown=${onKey}>
        ${clocks.map(
          (each) =>
            html`<button
              role="tab"
              id="tab-${each}"
              aria-selected=${each === clock}
              aria-controls="ledger-of-clock"
              tabindex=${each === clock ? 0 : -1}
              ?data-focus=${each === clock}
              @click=${() => choose(each)}
            >
              ${words.ledger.clock[each]}
            </button>`,
        )}
      </div>
      <div role="tabpanel" id="ledger-of-clock" aria-labelledby="tab-${clock}">
        <smart-support-ledger
          .ledger=${ticket[clock].ledger}
          .desk=${view}
          .words=${words.ledger}
        ></smart-support-ledger>
      </div>
    </div>`;
  }
}
