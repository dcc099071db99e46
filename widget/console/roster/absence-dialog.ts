import { html } from 'lit';
import { ABSENCE_KINDS, type AbsenceKind } from '../../../shared/roster.ts';
import type { RosterView } from '../../client/api.ts';
import { api, send } from '../api.ts';
import { PageElement } from '../page-element.ts';
import { errorLine, field, fieldValue, focusFirstWrong } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { RequestId } from '../request-id.ts';
import { words } from '../words.ts';
import { dateAfter } from './period.ts';
import { rosterWords } from './roster-words.ts';

/** An absence is recorded; `tickets`: how many went back into the queue, null where none were to go now. */
export class AbsenceRecorded extends Event {
  static readonly NAME = 'absence-recorded';
  readonly tickets: number | null;

  constructor(tickets: number | null) {
    super(AbsenceRecorded.NAME, { bubbles: true });
    this.tickets = tickets;
  }
}

type Wrong = Partial<Record<'staffId' | 'until' | 'form', string>>;

/** Who is absent, from when to when, and whether their open tickets go to the others. */
export class AbsenceDialog extends PageElement {
  static override properties = {
    view: { attribute: false },
    staffId: { state: true },
    from: { state: true },
    last: { state: true },
    handBack: { state: true },
    wrong: { state: true },
    busy: { state: true },
  };
  declare view: RosterView;
  declare staffId: string;
  declare from: string;
  /** The last day, included: as people say it. */
  declare last: string;
  declare handBack: boolean;
  declare wrong: Wrong;
  declare busy: boolean;

  #request = new RequestId();

  constructor() {
    super();
    this.staffId = '';
    this.from = '';
    this.last = '';
    this.handBack = true;
    this.wrong = {};
    this.busy = false;
  }

  open(): void {
    this.from ||= this.view.today;
    this.last ||= this.view.today;
    this.querySelector('dialog')?.showModal();
  }

  #close = () => this.querySelector('dialog')?.close();

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const said = rosterWords();
    const { staffId, from, last, handBack } = this;
    this.wrong = {
      ...(staffId === '' && { staffId: said.chooseWho }),
      ...((!from || !last || last < from || last < this.view.today) && { until: said.wrongDates }),
    };
    if (Object.keys(this.wrong).length === 0) {
      const kind = fieldValue(form, 'absence-kind') as AbsenceKind;
      const absence = { staffId, from, until: dateAfter(last, 1), kind, handBack };
      this.busy = true;
      const answer = await send(
        api.roster.recordAbsence.mutate({ ...absence, requestId: this.#request.for(absence) }),
      );
      this.busy = false;
      if (answer.ok) {
        this.#request.done();
        this.staffId = this.from = this.last = '';
        this.#close();
        return void this.dispatchEvent(new AbsenceRecorded(answer.value.tickets));
      }
      const atDates = answer.refusal?.code === 'field_wrong';
      this.wrong = atDates ? { until: said.wrongDates } : { form: answer.text };
    }
    await this.updateComplete;
    focusFirstWrong(this);
  };

  #date(name: 'from' | 'last', label: string) {
    return field(
      { id: `absence-${name}`, label, problem: name === 'last' ? this.wrong.until : null },
      ({ id, by, invalid }) =>
        html`<input
          class="input"
          type="date"
          id=${id}
          .value=${this[name]}
          aria-describedby=${by}
          aria-invalid=${invalid}
          @change=${(event: Event) => (this[name] = (event.target as HTMLInputElement).value)}
        />`,
    );
  }

  protected override render() {
    const said = rosterWords();
    const { close, cancel } = words();
    const person = this.view.people.find(({ id }) => id === this.staffId);
    const begins = this.from <= this.view.today;
    return html`<dialog class="box absence-box" aria-labelledby="absence-title">
      <header class="box-top">
        <h2 id="absence-title">${said.absent}</h2>
        <button type="button" class="btn btn-icon" aria-label=${close} @click=${this.#close}>
          ${icon('close')}
        </button>
      </header>
      <form class="absence-form" novalidate @submit=${this.#submit}>
        ${field(
          { id: 'absence-who', label: said.who, problem: this.wrong.staffId },
          ({ id, by, invalid }) =>
            html`<span class="select"
              ><select
                class="input"
                id=${id}
                aria-describedby=${by}
                aria-invalid=${invalid}
                @change=${(event: Event) => (this.staffId = (event.target as HTMLSelectElement).value)}
              >
                <option value="" .selected=${this.staffId === ''}>${said.choose}</option>
                ${this.view.people.map(
                  (each) =>
                    html`<option value=${each.id} .selected=${each.id === this.staffId}>
                      ${each.name}
                    </option>`,
                )}</select
              >${icon('down')}</span
            >`,
        )}
        <div class="two-fields">${this.#date('from', said.from)} ${this.#date('last', said.to)}</div>
        <fieldset class="field">
          <legend>${said.why}</legend>
          <div class="choices">
            ${ABSENCE_KINDS.map(
              (kind, i) =>
                html`<label class="choice"
                  ><input
                    type="radio"
                    name="absence-kind"
                    value=${kind}
                    ?checked=${i === 0}
                  />${said.kind[kind]}</label
                >`,
            )}
          </div>
        </fieldset>
        <label class="choice"
          ><input
            type="checkbox"
            .checked=${this.handBack}
            @change=${(event: Event) => (this.handBack = (event.target as HTMLInputElement).checked)}
          /><span
            >${said.handBack(person?.openTickets ?? 0)}<br /><span class="quiet"
              >${begins ? said.handBackNow : said.handBackLater}</span
            ></span
          ></label
        >
        <div role="alert">${errorLine(this.wrong.form)}</div>
        <div class="act-foot">
          <button class="btn btn-main" ?disabled=${this.busy}>${said.record}</button>
          <button type="button" class="btn btn-text" @click=${this.#close}>${cancel}</button>
        </div>
      </form>
    </dialog>`;
  }
}
