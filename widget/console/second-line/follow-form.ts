import { html, nothing } from 'lit';
import { FIELDS } from '../../../shared/submission.ts';
import type { EntryView, StaffTicketView } from '../../client/api.ts';
import { api, type Failure } from '../api.ts';
import { PageElement } from '../page-element.ts';
import { Attachments } from '../parts/attachments.ts';
import { errorLine, field, focusFirstWrong } from '../parts/field.ts';
import { RequestId } from '../request-id.ts';
import { ActClosed } from '../ticket/act-form.ts';
import type { Perform } from '../ticket/perform.ts';
import { words } from '../words.ts';
import {
  type FollowDraft,
  forgetSecondLineDraft,
  keepSecondLineDraft,
  secondLineDraft,
} from './second-line-drafts.ts';
import { secondLineWords } from './second-line-words.ts';

/** What is done about a question that has been asked. */
export type Following =
  | { is: 'ask' | 'close'; escalationId: string }
  /** Passes an answer on to the client. */
  | { is: 'quote'; seq: number };

/** Asked of the ticket page by whatever shows a question or an answer. */
export class FollowAsked extends Event {
  readonly following: Following;
  constructor(following: Following) {
    super('follow-asked', { bubbles: true });
    this.following = following;
  }
}

const aboutOf = (ticketId: string, following: Following): string =>
  `${ticketId}:${following.is}:${following.is === 'quote' ? following.seq : following.escalationId}`;

/** Asks a department again, withdraws a question, or quotes an answer to the client; nothing typed is lost. */
export class FollowForm extends PageElement {
  static override properties = {
    ticket: { attribute: false },
    staffId: {},
    following: { attribute: false },
    perform: { attribute: false },
    text: { state: true },
    chosen: { state: true },
    wrong: { state: true },
    failure: { state: true },
    busy: { state: true },
  };
  declare ticket: StaffTicketView;
  declare staffId: string;
  declare following: Following;
  declare perform: Perform;
  declare text: string;
  /** Of an answer's files those that the client gets. */
  declare chosen: readonly string[];
  declare wrong: string | null;
  declare failure: Failure | null;
  declare busy: boolean;

  #files = new Attachments(this, () => this.#keep());
  #request = new RequestId();

  constructor() {
    super();
    this.text = '';
    this.chosen = [];
    this.wrong = null;
    this.failure = null;
    this.busy = false;
  }

  get #about(): string {
    return aboutOf(this.ticket.id, this.following);
  }

  get #answer(): EntryView | null {
    const { following } = this;
    if (following.is !== 'quote') return null;
    return this.ticket.entries.find(({ seq }) => seq === following.seq) ?? null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const draft = secondLineDraft<FollowDraft>(this.staffId, this.#about);
    this.text = draft?.text || (this.#answer?.text ?? '');
    this.chosen = draft?.chosen ?? [];
    if (draft) this.#files.set(draft.files);
  }

  protected override firstUpdated(): void {
    this.querySelector('textarea')?.focus();
  }

  #keep(): void {
    const { text, chosen } = this;
    keepSecondLineDraft(this.staffId, this.#about, { text, chosen, files: this.#files.files });
  }

  #typed = (event: Event) => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.wrong = null;
    this.#keep();
  };

  #choose(id: string, event: Event): void {
    const isOn = (event.target as HTMLInputElement).checked;
    this.chosen = isOn ? [...this.chosen, id] : this.chosen.filter((each) => each !== id);
    this.wrong = null;
    this.#keep();
  }

  #problem(): string | null {
    const { form, quote } = secondLineWords();
    const { is } = this.following;
    const { max } = FIELDS[is === 'quote' ? 'reply' : 'note'];
    const text = this.text.trim();
    if (text.length > max) return form.tooLong(max);
    if (is === 'ask' && text === '') return form.missing.question;
    return is === 'quote' && text === '' && this.chosen.length === 0 ? quote.empty : null;
  }

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy || this.#files.isBusy) return;
    this.wrong = this.#problem();
    this.failure = null;
    if (this.wrong) {
      await this.updateComplete;
      focusFirstWrong(this);
      return;
    }
    this.busy = true;
    this.failure = await this.perform((seenVersion) => this.#do(seenVersion));
    this.busy = false;
    if (this.failure) return;
    this.#request.done();
    forgetSecondLineDraft(this.staffId, this.#about);
    this.dispatchEvent(new ActClosed(true));
  };

  #do(seenVersion: number): Promise<StaffTicketView> {
    const { following } = this;
    const { id } = this.ticket;
    const text = this.text.trim();
    const files = following.is === 'quote' ? [...this.chosen] : this.#files.ids;
    const requestId = this.#request.for([following, id, text, files]);
    if (following.is === 'quote')
      return api.secondLine.quote.mutate({ requestId, id, seenVersion, seq: following.seq, text, files });
    const { escalationId } = following;
    return following.is === 'ask'
      ? api.secondLine.ask.mutate({ requestId, id, escalationId, question: text, files })
      : api.secondLine.close.mutate({ requestId, id, escalationId, why: text });
  }

  #cancel = () => this.dispatchEvent(new ActClosed(false));

  #keydown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#cancel();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      this.querySelector('form')?.requestSubmit();
  };

  #answerFiles() {
    const files = this.#answer?.files ?? [];
    if (files.length === 0) return nothing;
    return html`<fieldset class="field showable">
      <legend>${secondLineWords().quote.files}</legend>
      ${files.map(
        ({ id, name }) =>
          html`<label class="choice"
            ><input
              type="checkbox"
              .checked=${this.chosen.includes(id)}
              @change=${(event: Event) => this.#choose(id, event)}
            /><span class="cut">${name}</span></label
          >`,
      )}
    </fieldset>`;
  }

  protected override render() {
    const { is } = this.following;
    const said = secondLineWords()[is];
    const takesFiles = is === 'ask';
    return html`<form
      class="act-form ${is === 'quote' ? '' : 'act-note'} second-line-form"
      novalidate
      aria-label=${said.title}
      @submit=${this.#submit}
      @keydown=${this.#keydown}
      @paste=${takesFiles ? this.#files.pasted : nothing}
      @dragover=${takesFiles ? this.#files.draggedOver : nothing}
      @drop=${takesFiles ? this.#files.dropped : nothing}
    >
      ${field(
        { id: 'follow-text', label: said.label, problem: this.wrong },
        ({ id, by, invalid }) =>
          html`<textarea
            class="input"
            id=${id}
            rows="4"
            aria-describedby=${by}
            aria-invalid=${invalid}
            .value=${this.text}
            @input=${this.#typed}
          ></textarea>`,
      )}
      ${is === 'quote' ? this.#answerFiles() : nothing} ${takesFiles ? this.#files.listTemplate() : nothing}
      <div role="alert">${errorLine(this.failure?.text)}</div>
      <div class="act-foot">
        ${takesFiles ? this.#files.chooser('follow-file') : nothing}
        <span class="grow"></span>
        <button type="button" class="btn btn-text" @click=${this.#cancel}>${words().cancel}</button>
        <button type="submit" class="btn btn-main" ?disabled=${this.busy}>${said.send}</button>
      </div>
    </form>`;
  }
}
