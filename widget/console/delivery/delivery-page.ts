import { html, nothing } from 'lit';
import type { DeliveryBoard, TestResult } from '../../client/api.ts';
import { AdminPage } from '../admin/admin-page.ts';
import { api, read } from '../api.ts';
import { now } from '../now.ts';
import { errorLine } from '../parts/field.ts';
import { pageBar } from '../shell/page-bar.ts';
import { language, time, words } from '../words.ts';
import { deliveryWords } from './delivery-words.ts';
import { givenUpTable, sentTable, waitingTable, type Shown } from './notice-rows.ts';
import { waysSection, type Test } from './ways-section.ts';

const AGAIN_MS = 10_000;

/** What waits to be sent and since when, what was given up and why, whether the channels work. */
export class DeliveryPage extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    board: { state: true },
    tested: { state: true },
  };
  declare board: DeliveryBoard | null;
  declare tested: TestResult | null;

  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.board = null;
    this.tested = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
    this.#timer = setInterval(() => void this.#read(), AGAIN_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async #read(): Promise<void> {
    const answer = await read(api.delivery.board.query());
    if (answer.ok) this.board = answer.value;
    else if (!this.board) this.failure = answer;
  }

  #again = async (id: string) => {
    await this.change(() => api.delivery.sendAgain.mutate({ id }));
    await this.#read();
  };

  #allAgain = async (code: DeliveryBoard['givenUp']['byFault'][number]['code']) => {
    await this.change(() => api.delivery.sendAllAgain.mutate({ code }));
    await this.#read();
  };

  #test = async (test: Test) => {
    this.tested = null;
    this.tested = await this.change(() => api.delivery.test.mutate({ ...test, language: language() }));
    await this.#read();
  };

  #givenUp({ givenUp }: DeliveryBoard, shown: Shown) {
    const said = deliveryWords();
    if (givenUp.count === 0) return html`<p class="quiet">${said.nothingGivenUp}</p>`;
    return html`<p>${said.givenUpHint}</p>
      <ul class="faults">
        ${givenUp.byFault.map(
          ({ code, count }) =>
            html`<li>
              <span>${said.fault[code]}</span>
              <button
                type="button"
                class="btn"
                ?disabled=${this.busy}
                @click=${() => void this.#allAgain(code)}
              >
                ${said.sendAll(count)}
              </button>
            </li>`,
        )}
      </ul>
      ${givenUpTable(givenUp.rows, shown)} ${this.#more(givenUp.rows.length, givenUp.count)}`;
  }

  #waiting({ waiting }: DeliveryBoard, shown: Shown) {
    const said = deliveryWords();
    const all = waiting.count + waiting.later;
    if (all === 0) return html`<p class="quiet">${said.nothingWaits}</p>`;
    const oldest = waiting.oldestSince;
    return html`<p class="quiet">
        ${[
          said.count(waiting.count),
          oldest === null ? '' : said.oldest(time().saidAt(oldest, now(), shown.zone)),
          waiting.later > 0 ? said.later(waiting.later) : '',
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
      ${waitingTable(waiting.rows, shown)} ${this.#more(waiting.rows.length, all)}`;
  }

  #more(rows: number, all: number) {
    return rows < all ? html`<p class="quiet">${deliveryWords().shown(rows, all)}</p>` : nothing;
  }

  protected override render() {
    const said = deliveryWords();
    const { board } = this;
    const zone = this.me.desk.timeZone;
    const shown: Shown = { zone, busy: this.busy, again: (id) => void this.#again(id) };
    return html`${pageBar({ title: said.title })}
      <div class="page-body admin delivery">
        <div role="alert">${errorLine(this.failure?.text)}</div>
        ${
          board === null
            ? this.failure
              ? nothing
              : html`<p class="quiet">${words().loading}</p>`
            : html`<section>
                  <h2>${said.givenUp}</h2>
                  ${this.#givenUp(board, shown)}
                </section>
                ${waysSection(board.ways, {
                  zone,
                  busy: this.busy,
                  result: this.tested,
                  onTest: this.mayChange ? (test) => void this.#test(test) : null,
                })}
                <section>
                  <h2>${said.waiting}</h2>
                  ${this.#waiting(board, shown)}
                </section>
                <section>
                  <h2>${said.sent}</h2>
                  ${
                    board.sent.length === 0
                      ? html`<p class="quiet">${said.nothingSent}</p>`
                      : sentTable(board.sent, zone)
                  }
                </section>`
        }
      </div>`;
  }
}
