import { html, nothing } from 'lit';
import type { ClockName, Outputs, StaffMe, StaffTicketView } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { Reread } from '../reread.ts';
import { LiveTicketEvent } from '../shell/live-ticket-event.ts';
import { pageBar } from '../shell/page-bar.ts';
import type { LedgerDialog } from '../ticket/ledger-dialog.ts';
import { time, words } from '../words.ts';
import { peopleSections } from './board-people.ts';
import { breachSection, ticketSection, type Showing } from './board-tickets.ts';
import { boardWords } from './board-words.ts';

/** However much happens at once, a wall is read again no more often than this. */
const GAP_MS = 1500;
/** What no ticket says goes by too: time, shifts that begin and end, who is away. */
const TICK_MS = 30_000;

/** The desk at this moment, for a wall and for a pocket: follows the desk's stream and needs no hand. */
export class BoardPage extends PageElement {
  static override properties = {
    me: { attribute: false },
    board: { state: true },
    failure: { state: true },
    ticket: { state: true },
  };
  declare me: StaffMe;
  declare board: Outputs['board']['now'] | null;
  declare failure: Failure | null;
  /** Whose due time is being explained. */
  declare ticket: StaffTicketView | null;

  #reread = new Reread(() => this.#read(), GAP_MS);
  #tick: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.board = null;
    this.failure = null;
    this.ticket = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
    addEventListener(LiveTicketEvent.NAME, this.#changed);
    this.#tick = setInterval(this.#changed, TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener(LiveTicketEvent.NAME, this.#changed);
    clearInterval(this.#tick);
    this.#reread.stop();
  }

  #changed = () => this.#reread.soon();

  async #read(): Promise<void> {
    const answer = await read(api.board.now.query({}));
    // What was known stays in sight; that it may be old is said beside it.
    this.failure = answer.ok ? null : answer;
    if (answer.ok) this.board = answer.value;
  }

  #why = async (id: string, clock: ClockName): Promise<void> => {
    const answer = await read(api.staff.ticket.query({ id }));
    if (!answer.ok) return void (this.failure = answer);
    this.ticket = answer.value;
    await this.updateComplete;
    await this.querySelector<LedgerDialog>('ledger-dialog')?.open(clock);
  };

  #lists(board: NonNullable<typeof this.board>, showing: Showing) {
    const said = boardWords();
    return html`<div class="board-tickets">
        ${ticketSection(board.dueWithinHour, { title: said.hour, none: said.hourNone, queue: '?due=hour', showing })}
        ${ticketSection(board.overdue, { title: said.overdue, none: said.overdueNone, queue: '?due=overdue', showing })}
      </div>
      <div class="board-tickets">
        ${ticketSection(board.nobody, { title: said.nobody, none: said.nobodyNone, queue: '?assignee=nobody', showing })}
        ${breachSection(board.breachesToday, showing)}
      </div>
      <div class="board-side">${peopleSections(board)}</div>`;
  }

  protected override render() {
    const said = boardWords();
    const { board, failure, ticket } = this;
    const zone = this.me.desk.timeZone;
    const showing: Showing = {
      at: now(),
      zone,
      why: (id, clock) => void this.#why(id, clock),
    };
    return html`${pageBar({
        title: said.title,
        tail: board ? said.asOf(time().time(board.at, zone)) : undefined,
      })}
      <div class="page-body board" aria-busy=${board === null && failure === null}>
        <div role="alert">${errorLine(failure?.text)}</div>
        ${
          board?.opensAt
            ? html`<p class="soft board-closed">
                ${said.closed(time().opensAt(board.opensAt, now(), zone))}
              </p>`
            : nothing
        }
        ${
          board
            ? html`<div class="board-columns">${this.#lists(board, showing)}</div>`
            : failure
              ? html`<button type="button" class="btn" @click=${() => void this.#read()}>
                  ${words().retry}
                </button>`
              : html`<p class="quiet">${words().loading}</p>`
        }
      </div>
      ${ticket ? html`<ledger-dialog .ticket=${ticket} .desk=${this.me.desk}></ledger-dialog>` : nothing}`;
  }
}
