import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FIELDS } from '../../../shared/submission.ts';
import { STAFF_ROLES, type StaffRole } from '../../../shared/ticket.ts';
import type { InvitationMade, Outputs } from '../../client/api.ts';
import { api, read } from '../api.ts';
import { now } from '../now.ts';
import { errorLine, fieldValue } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { presenceWord } from '../parts/marks.ts';
import { pageBar } from '../shell/page-bar.ts';
import { time, words } from '../words.ts';
import { AdminPage } from './admin-page.ts';
import { adminWords } from './admin-words.ts';

type Row = Outputs['admin']['staff'][number];
type Change = { role?: StaffRole; technicalSpecialist?: boolean; disabled?: boolean };

/** Who works here, in which role, with which skill. */
export class StaffPage extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    rows: { state: true },
    invited: { state: true },
    disabling: { state: true },
    ended: { state: true },
  };
  declare rows: readonly Row[] | null;
  declare invited: InvitationMade | null;
  declare disabling: string | null;
  /** Whose sessions have just been ended. */
  declare ended: string | null;

  constructor() {
    super();
    this.rows = null;
    this.invited = null;
    this.disabling = null;
    this.ended = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.admin.staff.query());
    if (answer.ok) this.rows = answer.value;
    else this.failure = answer;
  }

  async #update(id: string, change: Change): Promise<void> {
    const row = await this.change(() => api.admin.updateStaff.mutate({ id, ...change }));
    this.disabling = null;
    if (row) this.rows = (this.rows ?? []).map((each) => (each.id === row.id ? row : each));
    else await this.#read();
  }

  #invite = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const made = await this.change(() =>
      api.admin.inviteStaff.mutate({
        name: fieldValue(form, 'name'),
        email: fieldValue(form, 'email'),
        role: fieldValue(form, 'role') as StaffRole,
        technicalSpecialist: form.querySelector<HTMLInputElement>('[name=technical]')?.checked ?? false,
      }),
    );
    if (!made) return;
    form.reset();
    this.invited = made;
    this.rows = [...(this.rows ?? []).filter((each) => each.id !== made.staff.id), made.staff];
  };

  async #endSessions(row: Row): Promise<void> {
    const ended = await this.change(() => api.admin.endSessions.mutate({ id: row.id }));
    this.ended = ended ? row.name : null;
  }

  async #renew(id: string): Promise<void> {
    const made = await this.change(() => api.admin.renewAccess.mutate({ id }));
    if (made) this.invited = made;
  }

  #access(row: Row) {
    const { staff: said } = adminWords();
    const state = html`<span class="soft">${said.state[row.state]}</span>`;
    if (!this.mayChange || row.id === this.me.id) return state;
    if (row.state === 'disabled') {
      return html`${state}
        <button
          type="button"
          class="btn btn-text"
          aria-label="${said.enable}: ${row.name}"
          ?disabled=${this.busy}
          @click=${() => void this.#update(row.id, { disabled: false })}
        >
          ${said.enable}
        </button>`;
    }
    return this.disabling === row.id
      ? html`<span>${said.reallyDisable(row.name)}</span>
          <button
            type="button"
            class="btn"
            ?disabled=${this.busy}
            @click=${() => void this.#update(row.id, { disabled: true })}
          >
            ${said.disable}
          </button>
          <button type="button" class="btn btn-text" @click=${() => (this.disabling = null)}>
            ${words().cancel}
          </button>`
      : html`${state}
          ${
            row.state === 'active'
              ? html`<button
                    type="button"
                    class="btn btn-text"
                    aria-label="${said.renew}: ${row.name}"
                    ?disabled=${this.busy}
                    @click=${() => void this.#renew(row.id)}
                  >
                    ${said.renew}
                  </button>
                  <button
                    type="button"
                    class="btn btn-text"
                    aria-label="${said.endSessions}: ${row.name}"
                    ?disabled=${this.busy}
                    @click=${() => void this.#endSessions(row)}
                  >
                    ${said.endSessions}
                  </button>`
              : nothing
          }
          <button
            type="button"
            class="btn btn-text"
            aria-label="${said.disable}: ${row.name}"
            @click=${() => (this.disabling = row.id)}
          >
            ${said.disable}
          </button>`;
  }

  #row(row: Row) {
    const { staff: said } = adminWords();
    const { role } = words();
    const isFixed = !this.mayChange || this.busy;
    return html`<tr ?data-off=${row.state === 'disabled'}>
      <th scope="row">${row.name}<small>${row.email}</small></th>
      <td data-label=${said.role}>
        ${
          this.mayChange
            ? html`<span class="select select-dense"
                ><select
                  class="input"
                  aria-label="${said.role}: ${row.name}"
                  ?disabled=${isFixed}
                  @change=${(event: Event) =>
                    void this.#update(row.id, {
                      role: (event.target as HTMLSelectElement).value as StaffRole,
                    })}
                >
                  ${STAFF_ROLES.map((each) => html`<option value=${each} .selected=${each === row.role}>${role[each]}</option>`)}</select
                >${icon('down')}</span
              >`
            : role[row.role]
        }
      </td>
      <td data-label=${said.technical}>
        ${
          this.mayChange
            ? html`<input
                type="checkbox"
                aria-label="${said.technical}: ${row.name}"
                .checked=${row.technicalSpecialist}
                ?disabled=${isFixed}
                @change=${(event: Event) =>
                  void this.#update(row.id, {
                    technicalSpecialist: (event.target as HTMLInputElement).checked,
                  })}
              />`
            : row.technicalSpecialist
              ? words().yes
              : words().no
        }
      </td>
      <td data-label=${said.presence}>${row.state === 'active' ? presenceWord(row.presence) : nothing}</td>
      <td class="r nums" data-label=${said.open}>${row.openTickets}</td>
      <td class="access" data-label=${said.stateTitle}>${this.#access(row)}</td>
    </tr>`;
  }

  #inviteForm() {
    const { staff: said } = adminWords();
    const { role } = words();
    return html`<form class="line-form" @submit=${this.#invite}>
      <h2>${said.invite}</h2>
      <div class="field">
        <label for="invite-name">${said.name}</label>
        <input
          class="input"
          id="invite-name"
          name="name"
          required
          maxlength=${FIELDS.personName.max}
          autocomplete="off"
        />
      </div>
      <div class="field">
        <label for="invite-email">${said.email}</label>
        <input
          class="input"
          id="invite-email"
          name="email"
          type="email"
          required
          maxlength=${FIELDS.email.max}
          autocomplete="off"
        />
      </div>
      <div class="field">
        <label for="invite-role">${said.role}</label>
        <span class="select"
          ><select class="input" id="invite-role" name="role">
            ${STAFF_ROLES.map((each) => html`<option value=${each}>${role[each]}</option>`)}</select
          >${icon('down')}</span
        >
      </div>
      <label class="choice"><input type="checkbox" name="technical" />${said.technical}</label>
      <button class="btn" ?disabled=${this.busy}>${said.send}</button>
    </form>`;
  }

  protected override render() {
    const { staff: said, readOnly } = adminWords();
    const { rows, invited } = this;
    const zone = this.me.desk.timeZone;
    return html`${pageBar({ title: said.title, tail: rows ? said.count(rows.length) : undefined })}
      <div class="page-body">
        <div role="alert">${errorLine(this.failure?.text)}</div>
        ${
          rows === null
            ? this.failure
              ? nothing
              : html`<p class="quiet">${words().loading}</p>`
            : html`<div class="table-in" tabindex="0" role="region" aria-label=${said.title}>
                <table class="t t-cards">
                  <thead>
                    <tr>
                      <th scope="col">${said.name}</th>
                      <th scope="col">${said.role}</th>
                      <th scope="col">${said.technical}</th>
                      <th scope="col">${said.presence}</th>
                      <th scope="col" class="r">${said.open}</th>
                      <th scope="col">${said.stateTitle}</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${repeat(
                      rows,
                      (row) => row.id,
                      (row) => this.#row(row),
                    )}
                  </tbody>
                </table>
              </div>`
        }
        ${
          invited
            ? html`<div class="once" role="status">
                <copy-box
                  .label=${said.linkOnce(invited.staff.name, time().dayAndTime(invited.expiresAt, now(), zone))}
                  .text=${invited.link}
                ></copy-box>
                <button type="button" class="btn" @click=${() => (this.invited = null)}>${said.done}</button>
              </div>`
            : nothing
        }
        <p role="status" class="quiet">${this.ended === null ? nothing : said.sessionsEnded(this.ended)}</p>
        ${this.mayChange ? this.#inviteForm() : html`<p class="quiet">${readOnly}</p>`}
      </div>`;
  }
}
