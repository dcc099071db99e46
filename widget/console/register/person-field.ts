import { html, nothing } from 'lit';
import { FIELDS } from '../../../shared/submission.ts';
import type { Inputs, Outputs } from '../../client/api.ts';
import { api, read } from '../api.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { words } from '../words.ts';

export type PersonChoice = Outputs['staff']['people'][number];
export type Who =
  { personId: string } | { person: NonNullable<Inputs['staff']['register']['person']> } | null;
const TYPING_MS = 250;

/** Who turned to us: somebody the licensee's desk knows, or a new person. */
export class PersonField extends PageElement {
  static override properties = {
    licenseeId: {},
    problem: {},
    emailWrong: { type: Boolean },
    found: { state: true },
    chosen: { state: true },
    isNew: { state: true },
    search: { state: true },
  };
  declare licenseeId: string;
  declare problem: string;
  /** The problem is with the email of a new person, not with the choice. */
  declare emailWrong: boolean;
  declare found: readonly PersonChoice[] | null;
  declare chosen: PersonChoice | null;
  declare isNew: boolean;
  declare search: string;

  #typing: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor() {
    super();
    this.licenseeId = '';
    this.problem = '';
    this.emailWrong = false;
    this.found = null;
    this.chosen = null;
    this.isNew = false;
    this.search = '';
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('licenseeId')) return;
    this.chosen = null;
    this.found = null;
    if (this.licenseeId) void this.#find();
  }

  get who(): Who {
    if (this.chosen) return { personId: this.chosen.id };
    if (!this.isNew) return null;
    const value = (name: string) =>
      this.querySelector<HTMLInputElement>(`[name=${name}]`)?.value.trim() ?? '';
    const email = value('personEmail');
    return value('personName')
      ? { person: { name: value('personName'), ...(email ? { email } : {}) } }
      : null;
  }

  async #find(): Promise<void> {
    const asked = ++this.#asked;
    const answer = await read(api.staff.people.query({ licenseeId: this.licenseeId, search: this.search }));
    if (asked === this.#asked && answer.ok) this.found = answer.value;
  }

  #type = (event: Event) => {
    this.search = (event.target as HTMLInputElement).value.trim().slice(0, FIELDS.search.max);
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#find(), TYPING_MS);
  };

  async #choose(person: PersonChoice | null): Promise<void> {
    this.chosen = person;
    await this.updateComplete;
    this.querySelector<HTMLElement>('button, input')?.focus();
  }

  async #turn(isNew: boolean): Promise<void> {
    this.isNew = isNew;
    await this.updateComplete;
    this.querySelector<HTMLElement>('input')?.focus();
  }

  #new() {
    const { register } = words().ticket;
    const isNameWrong = Boolean(this.problem) && !this.emailWrong;
    return html`<div class="two-fields">
        <div class="field" ?data-wrong=${isNameWrong}>
          <label for="person-name">${register.personName}</label>
          <input
            class="input"
            id="person-name"
            name="personName"
            maxlength=${FIELDS.personName.max}
            value=${this.search}
            autocomplete="off"
            aria-describedby="person-problem"
            aria-invalid=${isNameWrong ? 'true' : 'false'}
          />
        </div>
        <div class="field" ?data-wrong=${this.emailWrong}>
          <label for="person-email"
            >${register.personEmail} <span class="hint">${words().ticket.need.optional}</span></label
          >
          <input
            class="input"
            id="person-email"
            name="personEmail"
            type="email"
            maxlength=${FIELDS.email.max}
            autocomplete="off"
            aria-describedby="person-problem"
            aria-invalid=${this.emailWrong ? 'true' : 'false'}
          />
        </div>
      </div>
      <button type="button" class="link" @click=${() => void this.#turn(false)}>
        ${register.knownPerson}
      </button>`;
  }

  #known() {
    const { register } = words().ticket;
    return html`<input
        class="input"
        id="person-search"
        type="search"
        placeholder=${register.findPerson}
        aria-labelledby="person-label"
        aria-describedby="person-problem"
        aria-invalid=${this.problem ? 'true' : 'false'}
        autocomplete="off"
        ?disabled=${!this.licenseeId}
        .value=${this.search}
        @input=${this.#type}
      />
      ${
        this.found === null
          ? nothing
          : html`<ul class="people-found">
              ${this.found.slice(0, 8).map(
                (person) =>
                  html`<li>
                    <button type="button" class="colleague" @click=${() => void this.#choose(person)}>
                      <span class="grow">${person.name}</span><span class="quiet">${person.email}</span>
                    </button>
                  </li>`,
              )}
            </ul>`
      }
      <p>
        ${this.found?.length === 0 ? html`<span class="quiet">${register.nobodyFound}.</span>` : nothing}
        <button
          type="button"
          class="link"
          ?disabled=${!this.licenseeId}
          @click=${() => void this.#turn(true)}
        >
          ${register.newPerson}
        </button>
      </p>`;
  }

  protected override render() {
    const { register, unverified } = words().ticket;
    return html`<div class="field" ?data-wrong=${Boolean(this.problem) && !this.isNew}>
      <span class="label" id="person-label">${register.person}</span>
      ${
        this.chosen
          ? html`<p class="chosen">
              <span class="grow"
                >${this.chosen.name}
                <span class="quiet"
                  >${this.chosen.email} ${this.chosen.verified ? nothing : unverified}</span
                ></span
              >
              <button type="button" class="link" @click=${() => void this.#choose(null)}>
                ${register.chooseAnother}
              </button>
            </p>`
          : this.isNew
            ? this.#new()
            : this.#known()
      }
      <div id="person-problem">${errorLine(this.problem)}</div>
    </div>`;
  }
}
