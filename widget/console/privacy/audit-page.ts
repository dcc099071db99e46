import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AuditRow, Outputs } from '../../client/api.ts';
import { AdminPage } from '../admin/admin-page.ts';
import { api, read } from '../api.ts';
import { now } from '../now.ts';
import { errorLine } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { address } from '../router.ts';
import { pageBar } from '../shell/page-bar.ts';
import { time, words } from '../words.ts';
import { privacyWords } from './privacy-words.ts';

type Member = Outputs['admin']['staff'][number];

/** Who of the staff did and read what, the newest first. */
export class AuditPage extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    rows: { state: true },
    next: { state: true },
    staff: { state: true },
    who: { state: true },
  };
  declare rows: readonly AuditRow[] | null;
  declare next: number | null;
  declare staff: readonly Member[];
  /** Empty: everybody. */
  declare who: string;

  constructor() {
    super();
    this.rows = null;
    this.next = null;
    this.staff = [];
    this.who = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read(null);
    void read(api.admin.staff.query()).then((answer) => {
      if (answer.ok) this.staff = answer.value.filter(({ state }) => state !== 'invited');
    });
  }

  async #read(below: number | null): Promise<void> {
    const { who } = this;
    const answer = await read(
      api.privacy.audit.query({ ...(who ? { staffId: who } : {}), ...(below === null ? {} : { below }) }),
    );
    // Somebody else was chosen meanwhile.
    if (who !== this.who) return;
    this.failure = answer.ok ? null : answer;
    if (!answer.ok) return;
    this.rows = [...(below === null ? [] : (this.rows ?? [])), ...answer.value.rows];
    this.next = answer.value.next;
  }

  #choose = (event: Event) => {
    this.who = (event.target as HTMLSelectElement).value;
    this.rows = null;
    void this.#read(null);
  };

  #about({ about, act, ticketNumber }: AuditRow): TemplateResult | string {
    const { audit: said, person } = privacyWords();
    if (about === null) return '';
    if (ticketNumber !== null) return html`<a href=${address.ticket(about)}>${said.ticket(ticketNumber)}</a>`;
    const isPerson = act === 'privacy.person' || act === 'privacy.erase' || act === 'people.export';
    return isPerson
      ? html`<a href=${address.person(about)}>${person.open}</a>`
      : html`<span class="audit-id">${about}</span>`;
  }

  #row = (row: AuditRow): TemplateResult => {
    const { audit: said, acts } = privacyWords();
    return html`<tr>
      <th scope="row" class="nums">${time().saidAt(row.at, now(), this.me.desk.timeZone)}</th>
      <td data-label=${said.who}>${row.who?.name ?? said.nobody}</td>
      <td data-label=${said.act}>
        <div>
          ${acts[row.act] ?? row.act}${row.outcome === 'refused' ? html`<small>${said.refused}</small>` : nothing}
        </div>
      </td>
      <td data-label=${said.about}>${this.#about(row)}</td>
      <td data-label=${said.from} class="nums">${row.address ?? ''}</td>
    </tr>`;
  };

  #table(rows: readonly AuditRow[]): TemplateResult {
    const { audit: said } = privacyWords();
    if (rows.length === 0) return html`<p class="quiet">${said.none}</p>`;
    return html`<div class="table-in" tabindex="0" role="region" aria-label=${said.title}>
        <table class="t t-cards t-read">
          <thead>
            <tr>
              ${[said.at, said.who, said.act, said.about, said.from].map(
                (each) => html`<th scope="col">${each}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${repeat(rows, (row) => row.position, this.#row)}
          </tbody>
        </table>
      </div>
      ${
        this.next === null
          ? nothing
          : html`<button type="button" class="btn" @click=${() => void this.#read(this.next)}>
              ${said.more}
            </button>`
      }`;
  }

  protected override render() {
    const { audit: said } = privacyWords();
    const { rows } = this;
    return html`${pageBar({
        title: said.title,
        end: html`<a class="btn" href="/audit.csv" download>${said.export}</a>`,
      })}
      <div class="page-body admin privacy">
        <p class="quiet">${said.lead}</p>
        <div role="alert">${errorLine(this.failure?.text)}</div>
        <span class="select select-dense"
          ><select class="input" aria-label=${said.who} @change=${this.#choose}>
            <option value="">${said.everybody}</option>
            ${this.staff.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select
          >${icon('down')}</span
        >
        ${
          rows === null
            ? this.failure
              ? html`<button type="button" class="btn" @click=${() => void this.#read(null)}>
                  ${words().retry}
                </button>`
              : html`<p class="quiet" aria-busy="true">${words().loading}</p>`
            : this.#table(rows)
        }
      </div>`;
  }
}
