import { html, nothing, type TemplateResult } from 'lit';
import { FORM_FIELDS } from '../../../shared/form-fields.ts';
import {
  CRITICALITIES,
  type Criticality,
  STAFF_CHANNELS,
  type StaffChannel,
  TICKET_KINDS,
  type TicketKind,
} from '../../../shared/ticket.ts';
import type { LicenseeName, StaffMe } from '../../client/api.ts';
import { api, type Failure, read, send } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { Attachments } from '../parts/attachments.ts';
import { errorLine, field, fieldValue, focusFirstWrong } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { dateTimeValue, instantIn } from '../parts/local-date.ts';
import { RequestId } from '../request-id.ts';
import { address, go } from '../router.ts';
import { somethingChanged } from '../shell/live-ticket-event.ts';
import { pageBar } from '../shell/page-bar.ts';
import { words } from '../words.ts';
import type { PersonField } from './person-field.ts';
import { radios } from './radios.ts';
import { registrationWrong, type Wrong } from './registration-wrong.ts';

/** A ticket on a client's behalf: who called, wrote or came, when, and what they said. */
export class RegisterPage extends PageElement {
  static override properties = {
    me: { attribute: false },
    licensees: { state: true },
    licenseeId: { state: true },
    productId: { state: true },
    kind: { state: true },
    channel: { state: true },
    wrong: { state: true },
    failure: { state: true },
    busy: { state: true },
  };
  declare me: StaffMe;
  declare licensees: readonly LicenseeName[];
  declare licenseeId: string;
  declare productId: string;
  declare kind: TicketKind;
  declare channel: StaffChannel;
  declare wrong: Wrong;
  declare failure: Failure | null;
  declare busy: boolean;

  #files = new Attachments(this);
  #request = new RequestId();
  #opened = now();

  constructor() {
    super();
    this.licensees = [];
    this.licenseeId = '';
    this.productId = '';
    this.kind = 'consultation';
    this.channel = 'telephone';
    this.wrong = {};
    this.failure = null;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.staff.licenseeNames.query());
    if (answer.ok) this.licensees = answer.value;
    else this.failure = answer;
  }

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy || this.#files.isBusy) return;
    const form = event.currentTarget as HTMLFormElement;
    const value = (name: string) => fieldValue(form, name);
    const who = this.querySelector<PersonField>('person-field')?.who ?? null;
    const turnedAt = instantIn(value('turnedAt'), this.me.desk.timeZone);
    this.wrong = registrationWrong(form, {
      kind: this.kind,
      hasLicensee: this.licenseeId !== '',
      hasPerson: who !== null,
      turnedAt,
    });
    this.failure = null;
    if (!who || turnedAt === null || Object.keys(this.wrong).length > 0) {
      await this.updateComplete;
      return focusFirstWrong(this);
    }
    const impact = value('impact') as Criticality | '';
    const content = {
      licenseeId: this.licenseeId,
      ...who,
      kind: this.kind,
      channel: this.channel,
      turnedAt,
      fields: Object.fromEntries(FORM_FIELDS[this.kind].map((name) => [name, value(name)])),
      files: this.#files.ids,
      ...(this.kind === 'bug' && impact ? { impact } : {}),
      ...(this.productId ? { productId: this.productId } : {}),
      ...(value('part') ? { part: value('part') } : {}),
    };
    this.busy = true;
    const answer = await send(
      api.staff.register.mutate({ ...content, requestId: this.#request.for(content) }),
    );
    this.busy = false;
    if (!answer.ok) return void (this.failure = answer);
    somethingChanged(answer.value.id, answer.value.version);
    go(address.ticket(answer.value.id));
  };

  /** What was wrong is taken back as soon as somebody begins to mend it. */
  #mended = (event: Event) => {
    const { id, name } = event.target as HTMLInputElement;
    const mended = new Set([
      id,
      name,
      id.startsWith('person') ? 'person' : '',
      name === 'personEmail' ? 'email' : '',
    ]);
    if (![...mended].some((key) => key in this.wrong)) return;
    this.wrong = Object.fromEntries(Object.entries(this.wrong).filter(([key]) => !mended.has(key)));
  };

  #licensee(): TemplateResult {
    const { register } = words().ticket;
    return field(
      { id: 'licensee', label: register.licensee, problem: this.wrong['licensee'] },
      ({ id, by, invalid }) =>
        html`<span class="select"
          ><select
            class="input"
            id=${id}
            aria-describedby=${by}
            aria-invalid=${invalid}
            @change=${(event: Event) => {
              this.licenseeId = (event.target as HTMLSelectElement).value;
              this.productId = '';
            }}
          >
            <option value="">${register.chooseLicensee}</option>
            ${this.licensees.map(({ id: value, name }) => html`<option value=${value} ?selected=${value === this.licenseeId}>${name}</option>`)}</select
          >${icon('down')}</span
        >`,
    );
  }

  #product(): TemplateResult | typeof nothing {
    const { register, need } = words().ticket;
    const products = this.licensees.find(({ id }) => id === this.licenseeId)?.products ?? [];
    if (products.length === 0) return nothing;
    const parts = products.find(({ id }) => id === this.productId)?.parts ?? [];
    return html`<div class="two-fields">
      ${field(
        { id: 'product', label: register.product, hint: need.optional },
        ({ id }) =>
          html`<span class="select"
            ><select
              class="input"
              id=${id}
              @change=${(event: Event) => (this.productId = (event.target as HTMLSelectElement).value)}
            >
              <option value="">${register.anyProduct}</option>
              ${products.map(({ id: value, name }) => html`<option value=${value} ?selected=${value === this.productId}>${name}</option>`)}</select
            >${icon('down')}</span
          >`,
      )}
      ${
        parts.length === 0
          ? nothing
          : field(
              { id: 'part', label: register.part, hint: need.optional },
              ({ id }) =>
                html`<span class="select"
                  ><select class="input" id=${id} name="part">
                    <option value="">${register.anyProduct}</option>
                    ${parts.map((part) => html`<option value=${part}>${part}</option>`)}</select
                  >${icon('down')}</span
                >`,
            )
      }
    </div>`;
  }

  #when(): TemplateResult {
    const { register } = words().ticket;
    const zone = this.me.desk.timeZone;
    return field(
      { id: 'turned', label: register.turnedAt, problem: this.wrong['turnedAt'] },
      ({ id, by, invalid }) =>
        html`<input
            class="input input-when"
            type="datetime-local"
            id=${id}
            name="turnedAt"
            max=${dateTimeValue(now(), zone)}
            value=${dateTimeValue(this.#opened, zone)}
            aria-describedby="turned-hint ${by}"
            aria-invalid=${invalid}
          />
          <p class="hint" id="turned-hint">
            ${register.turnedHint(zone)}.
            ${this.channel === 'letter' ? register.reactionRuns : register.reactionIs}.
          </p>`,
    );
  }

  #words(): TemplateResult {
    const { labels } = words().ticket.register;
    return html`${FORM_FIELDS[this.kind].map((name) =>
      field(
        { id: `f-${name}`, label: labels[name], problem: this.wrong[name] },
        ({ id, by, invalid }) =>
          html`<textarea
            class="input"
            id=${id}
            name=${name}
            rows="3"
            aria-describedby=${by}
            aria-invalid=${invalid}
          ></textarea>`,
      ),
    )}`;
  }

  protected override render() {
    const said = words();
    const { register } = said.ticket;
    return html`${pageBar({ title: register.title })}
      <div class="page-body">
        <form
          class="register"
          novalidate
          @submit=${this.#submit}
          @input=${this.#mended}
          @change=${this.#mended}
          @paste=${this.#files.pasted}
          @dragover=${this.#files.draggedOver}
          @drop=${this.#files.dropped}
        >
          <p class="soft">${register.lead}</p>
          ${this.#licensee()}
          <person-field
            .licenseeId=${this.licenseeId}
            .problem=${this.wrong['person'] ?? this.wrong['email'] ?? ''}
            .emailWrong=${Boolean(this.wrong['email'])}
          ></person-field>
          ${radios('channel', register.channel, STAFF_CHANNELS, (each) => register.channels[each], {
            chosen: this.channel,
            onChoose: (each) => (this.channel = each),
          })}
          ${this.#when()}
          ${radios('kind', register.kind, TICKET_KINDS, (each) => said.kind[each], {
            chosen: this.kind,
            onChoose: (each) => (this.kind = each),
          })}
          ${this.#words()}
          ${
            this.kind === 'bug'
              ? radios('impact', register.impact, CRITICALITIES, (each) => said.impact[each], {
                  problem: this.wrong['impact'],
                })
              : nothing
          }
          ${this.#product()}
          <div class="field">
            <span class="label">${register.files}</span>
            <div>${this.#files.chooser('register-file', said.ticket.compose.attach)}</div>
            ${this.#files.listTemplate()}
          </div>
          <div role="alert">${errorLine(this.failure?.text)}</div>
          <div>
            <button type="submit" class="btn btn-main" ?disabled=${this.busy}>${register.send}</button>
          </div>
        </form>
      </div>`;
  }
}
