import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { OpenEscalationRow, StaffMe } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { glyph, icon } from '../parts/icons.ts';
import { Reread } from '../reread.ts';
import { address } from '../router.ts';
import { secondLineWords } from '../second-line/second-line-words.ts';
import { LiveTicketEvent } from '../shell/live-ticket-event.ts';
import { pageBar } from '../shell/page-bar.ts';
import { language, time, words } from '../words.ts';
import { departmentsWords } from './departments-words.ts';

const GAP_MS = 400;
const TICK_MS = 30_000;

const namesOf = ({ departments }: OpenEscalationRow): string[] => departments.map((name) => name[language()]);

/** Every open question to a department: what is due first comes first, what was answered and not closed last. */
export class OpenQuestionsPage extends PageElement {
  static override properties = {
    me: { attribute: false },
    rows: { state: true },
    failure: { state: true },
    department: { state: true },
  };
  declare me: StaffMe;
  declare rows: readonly OpenEscalationRow[] | null;
  declare failure: Failure | null;
  /** Empty: all of them. */
  declare department: string;

  #reread = new Reread(() => this.#read(), GAP_MS);
  #tick: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.rows = null;
    this.failure = null;
    this.department = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
    addEventListener(LiveTicketEvent.NAME, this.#changed);
    // What was due a moment ago is late now.
    this.#tick = setInterval(() => this.#reread.soon(), TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener(LiveTicketEvent.NAME, this.#changed);
    clearInterval(this.#tick);
    this.#reread.stop();
  }

  #changed = () => this.#reread.soon();

  async #read(): Promise<void> {
    const answer = await read(api.secondLine.open.query());
    this.failure = answer.ok ? null : answer;
    if (answer.ok) this.rows = answer.value;
  }

  #due({ clock }: OpenEscalationRow): TemplateResult {
    const { open: said } = departmentsWords();
    const at = time().shortDue(clock.dueAt, now(), this.me.desk.timeZone);
    const mark =
      clock.state === 'overdue' || clock.state === 'missed'
        ? html`<span class="state" data-is="missed">${glyph('alert')}${said.overdue}</span>`
        : clock.state === 'running' && clock.halfAt <= now()
          ? html`<span class="state" data-is="soon">${glyph('clock')}${said.half}</span>`
          : nothing;
    return html`<span class="nums">${at}</span> ${mark}`;
  }

  #row = (row: OpenEscalationRow): TemplateResult => {
    const { open: said } = departmentsWords();
    const { section } = secondLineWords();
    return html`<tr>
      <th scope="row">
        <a href=${address.ticket(row.ticketId)}>${said.number(row.number)} ${row.title}</a
        ><small>${row.licensee}</small>
      </th>
      <td data-label=${said.due}><div class="marks">${this.#due(row)}</div></td>
      <td data-label=${said.topic}>
        <div>${row.topicName[language()]}<small>${namesOf(row).join(', ')}</small></div>
      </td>
      <td data-label=${said.question}><span class="question-cut">${row.question}</span></td>
      <td data-label=${said.state}>
        <div>
          ${section.state[row.state]}${row.takenBy ? html`<small>${section.takenBy(row.takenBy)}</small>` : nothing}
        </div>
      </td>
    </tr>`;
  };

  #table(title: string, rows: readonly OpenEscalationRow[]) {
    const { open: said } = departmentsWords();
    if (rows.length === 0) return nothing;
    return html`<section>
      <h2>${title}</h2>
      <div class="table-in" tabindex="0" role="region" aria-label=${title}>
        <table class="t t-cards t-read">
          <thead>
            <tr>
              ${[said.ticket, said.due, said.topic, said.question, said.state].map(
                (each) => html`<th scope="col">${each}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${repeat(rows, (row) => row.id, this.#row)}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #filter(rows: readonly OpenEscalationRow[]) {
    const { open: said } = departmentsWords();
    const names = [...new Set(rows.flatMap(namesOf))].toSorted((a, b) => a.localeCompare(b, language()));
    if (names.length < 2) return nothing;
    return html`<span class="select select-dense"
      ><select
        class="input"
        aria-label=${said.department}
        @change=${(event: Event) => (this.department = (event.target as HTMLSelectElement).value)}
      >
        <option value="" .selected=${this.department === ''}>${said.allDepartments}</option>
        ${names.map(
          (name) => html`<option value=${name} .selected=${name === this.department}>${name}</option>`,
        )}</select
      >${icon('down')}</span
    >`;
  }

  protected override render() {
    const { open: said } = departmentsWords();
    const { rows, failure, department } = this;
    const shown = (rows ?? []).filter((row) => department === '' || namesOf(row).includes(department));
    const waits = shown.filter(({ clock }) => clock.endedAt === null);
    const answered = shown.filter(({ clock }) => clock.endedAt !== null);
    return html`${pageBar({
        title: said.title,
        tail: rows ? said.count(shown.length) : undefined,
      })}
      <div class="page-body admin second-line-pages">
        <div role="alert">${errorLine(failure?.text)}</div>
        ${rows ? this.#filter(rows) : nothing}
        ${
          rows === null
            ? failure
              ? html`<button type="button" class="btn" @click=${() => void this.#read()}>
                  ${words().retry}
                </button>`
              : html`<p class="quiet" aria-busy="true">${words().loading}</p>`
            : shown.length === 0
              ? html`<p class="quiet">${department === '' ? said.none : said.noneOf}</p>`
              : html`${this.#table(said.waits, waits)}${this.#table(said.answered, answered)}`
        }
      </div>`;
  }
}
