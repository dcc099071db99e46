import { html, nothing } from 'lit';
import type { TicketKind } from '../../../shared/ticket.ts';
import type { DueEffect, Inputs, StaffTicketView } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { PageElement } from '../page-element.ts';
import { Attachments } from '../parts/attachments.ts';
import { errorLine, fieldValue, focusFirstWrong } from '../parts/field.ts';
import { RequestId } from '../request-id.ts';
import { words } from '../words.ts';
import { actFields } from './act-fields.ts';
import { type FormAct, needsOf, type StaffAct } from './act-needs.ts';
import { effectLine } from './effect-line.ts';
import type { Perform } from './perform.ts';
import { type Filled, filledIn, type Wrong } from './read-act.ts';

type Change = Inputs['staff']['effect']['change'];
const ASK_AFTER_MS = 250;

export class ActClosed extends Event {
  readonly isDone: boolean;
  constructor(isDone: boolean) {
    super('act-closed', { bubbles: true });
    this.isDone = isDone;
  }
}

/** Opens in place under the title and asks for what one act needs; nothing typed is lost by a refusal. */
export class ActForm extends PageElement {
  static override properties = {
    ticket: { attribute: false },
    act: {},
    zone: {},
    perform: { attribute: false },
    wrong: { state: true },
    failure: { state: true },
    busy: { state: true },
    kind: { state: true },
    effect: { state: true },
    asking: { state: true },
  };
  declare ticket: StaffTicketView;
  declare act: FormAct;
  declare zone: string;
  declare perform: Perform;
  declare wrong: Wrong;
  declare failure: Failure | null;
  declare busy: boolean;
  declare kind: TicketKind;
  declare effect: DueEffect | null;
  declare asking: boolean;

  #files = new Attachments(this);
  #request = new RequestId();
  #ask: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor() {
    super();
    this.wrong = {};
    this.failure = null;
    this.busy = false;
    this.effect = null;
    this.asking = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.kind = this.ticket.kind;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#ask);
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>('input, select, textarea, button[type=submit]')?.focus();
  }

  #fill(): { filled: Filled; wrong: Wrong } {
    const form = this.querySelector('form');
    if (!form) throw new Error('the form is not on the page');
    return filledIn(form, needsOf(this.act), this.#files.ids);
  }

  /** What the due time would become, asked of the server as soon as the answer can be known. */
  #changed = () => {
    const form = this.querySelector('form');
    if (form && this.act === 'correct') this.kind = fieldValue(form, 'kind') as TicketKind;
    clearTimeout(this.#ask);
    void this.updateComplete.then(() => {
      const change = this.#change();
      if (!change) {
        this.effect = null;
        return;
      }
      this.#ask = setTimeout(() => void this.#readEffect(change), ASK_AFTER_MS);
    });
  };

  #change(): Change | null {
    const { filled } = this.#fill();
    if (this.act === 'estimate') return filled.hours === null ? null : { hours: filled.hours };
    if (this.act === 'promise') {
      return filled.date ? { date: filled.date, ...(filled.time ? { time: filled.time } : {}) } : null;
    }
    return this.act === 'correct' ? { kind: filled.kind, criticality: filled.criticality } : null;
  }

  async #readEffect(change: Change): Promise<void> {
    const asked = ++this.#asked;
    this.asking = true;
    const answer = await read(api.staff.effect.query({ id: this.ticket.id, change }));
    if (asked !== this.#asked) return;
    this.asking = false;
    this.effect = answer.ok ? answer.value : null;
  }

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy || this.#files.isBusy) return;
    const { filled, wrong } = this.#fill();
    this.wrong = wrong;
    this.failure = null;
    if (Object.keys(wrong).length > 0) {
      await this.updateComplete;
      focusFirstWrong(this);
      return;
    }
    this.busy = true;
    this.failure = await this.perform((seenVersion) => this.#do(filled, seenVersion));
    this.busy = false;
    if (!this.failure) this.dispatchEvent(new ActClosed(true));
  };

  #do(filled: Filled, seenVersion: number): Promise<StaffTicketView> {
    const { act } = this;
    const { id } = this.ticket;
    const text = filled.text ? { text: filled.text } : {};
    const base = { id, seenVersion, requestId: this.#request.for([act, id, filled]) };
    if (act === 'estimate') return api.staff.estimate.mutate({ ...base, ...text, hours: filled.hours ?? 0 });
    if (act === 'promise') {
      const at = filled.time ? { time: filled.time } : {};
      return api.staff.promise.mutate({ ...base, ...text, ...at, date: filled.date });
    }
    if (act === 'correct') {
      return api.staff.correct.mutate({ ...base, kind: filled.kind, criticality: filled.criticality });
    }
    return api.staff.act.mutate({
      ...base,
      ...text,
      act: act satisfies StaffAct as Inputs['staff']['act']['act'],
      ...(needsOf(act).files ? { files: filled.files } : {}),
      ...(filled.invoice ? { invoice: filled.invoice } : {}),
      ...(filled.paidOn ? { paidOn: filled.paidOn } : {}),
      ...(filled.resolution ? { resolution: filled.resolution } : {}),
    });
  }

  #cancel = () => this.dispatchEvent(new ActClosed(false));

  #keydown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#cancel();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      this.querySelector('form')?.requestSubmit();
  };

  /** What was wrong is taken back as soon as somebody begins to mend it. */
  #mended = (event: Event) => {
    const { name } = event.target as HTMLInputElement;
    if (name in this.wrong) {
      this.wrong = Object.fromEntries(Object.entries(this.wrong).filter(([key]) => key !== name));
    }
    if (this.#hasEffect) this.#changed();
  };

  get #hasEffect(): boolean {
    const { estimate, promise, correct } = needsOf(this.act);
    return Boolean(estimate || promise || correct);
  }

  protected override render() {
    const { ticket, cancel } = words();
    const needs = needsOf(this.act);
    const isNote = needs.words === 'note';
    return html`<form
      class="act-form ${isNote ? 'act-note' : ''}"
      novalidate
      aria-label=${ticket.act[this.act]}
      @submit=${this.#submit}
      @input=${this.#mended}
      @keydown=${this.#keydown}
      @paste=${needs.files || needs.invoice ? this.#files.pasted : nothing}
      @dragover=${needs.files || needs.invoice ? this.#files.draggedOver : nothing}
      @drop=${needs.files || needs.invoice ? this.#files.dropped : nothing}
    >
      <div class="act-fields">
        ${actFields({
          act: this.act,
          ticket: this.ticket,
          kind: this.kind,
          zone: this.zone,
          wrong: this.wrong,
          files: this.#files,
        })}
      </div>
      ${this.#hasEffect ? effectLine(this.effect, this.asking, this.zone) : nothing}
      ${needs.files ? this.#files.listTemplate() : nothing}
      <div role="alert">${errorLine(this.failure?.text)}</div>
      <div class="act-foot">
        ${needs.files ? this.#files.chooser('act-file') : nothing}
        <span class="grow"></span>
        <button type="button" class="btn btn-text" @click=${this.#cancel}>${cancel}</button>
        <button type="submit" class="btn btn-main" ?disabled=${this.busy}>${ticket.doAct[this.act]}</button>
      </div>
    </form>`;
  }
}
