import { html, nothing, type PropertyValues } from 'lit';
import { FIELDS } from '../../../shared/submission.ts';
import type { StaffTicketView } from '../../client/api.ts';
import { api, type Failure } from '../api.ts';
import { PageElement } from '../page-element.ts';
import { Attachments } from '../parts/attachments.ts';
import { errorLine } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { RequestId } from '../request-id.ts';
import { words } from '../words.ts';
import { type ComposeKind, draftOf, EMPTY, isEmpty, keepDraft } from './drafts.ts';
import type { Perform } from './perform.ts';

/** Sent when somebody begins to write, or has nothing written any more. */
export class WritingEvent extends Event {
  readonly isWriting: boolean;
  constructor(isWriting: boolean) {
    super('writing', { bubbles: true });
    this.isWriting = isWriting;
  }
}

/** One place to write, two papers: to the client or for colleagues, each with a draft of its own. */
export class TicketComposer extends PageElement {
  static override properties = {
    ticket: { attribute: false },
    staffId: {},
    perform: { attribute: false },
    kind: { state: true },
    text: { state: true },
    failure: { state: true },
    busy: { state: true },
    done: { state: true },
  };
  declare ticket: StaffTicketView;
  declare staffId: string;
  declare perform: Perform;
  declare kind: ComposeKind;
  declare text: string;
  declare failure: Failure | null;
  declare busy: boolean;
  declare done: string;

  #files = new Attachments(this, () => this.#keep());
  #request = new RequestId();

  constructor() {
    super();
    this.kind = 'reply';
    this.text = '';
    this.failure = null;
    this.busy = false;
    this.done = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const reply = draftOf(this.staffId, this.ticket.id, 'reply');
    const note = draftOf(this.staffId, this.ticket.id, 'note');
    this.#turn(isEmpty(reply) && !isEmpty(note) ? 'note' : 'reply');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const allowed = this.#kinds();
    const [first] = allowed;
    if (changed.has('ticket') && first && !allowed.includes(this.kind)) this.#turn(first);
  }

  #kinds(): ComposeKind[] {
    return (['reply', 'note'] as const).filter((kind) => this.ticket.allowedActs.includes(kind));
  }

  #turn(kind: ComposeKind): void {
    this.kind = kind;
    const draft = draftOf(this.staffId, this.ticket.id, kind);
    this.text = draft.text;
    this.#files.set(draft.files);
    this.failure = null;
    this.done = '';
  }

  #keep(): void {
    const draft = { text: this.text, files: this.#files.files };
    keepDraft(this.staffId, this.ticket.id, this.kind, draft);
    this.dispatchEvent(new WritingEvent(this.isWriting));
  }

  get isWriting(): boolean {
    return !isEmpty({ text: this.text, files: this.#files.files });
  }

  /** For the letters R and N, and for a link that asks for one of the papers. */
  begin(kind: ComposeKind): void {
    if (!this.#kinds().includes(kind)) return;
    if (kind !== this.kind) this.#turn(kind);
    void this.updateComplete.then(() => this.querySelector('textarea')?.focus());
  }

  #type = (event: Event) => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.done = '';
    this.#keep();
  };

  #segKey = (event: KeyboardEvent) => {
    if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].includes(event.key)) return;
    const other = this.#kinds().find((kind) => kind !== this.kind);
    if (!other) return;
    event.preventDefault();
    this.#turn(other);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('[aria-checked=true]')?.focus());
  };

  #key = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#send();
    }
  };

  #submit = (event: SubmitEvent) => {
    event.preventDefault();
    void this.#send();
  };

  async #send(): Promise<void> {
    if (this.busy) return;
    if (!this.#canSend()) return void this.querySelector('textarea')?.focus();
    const { kind } = this;
    const content = { id: this.ticket.id, text: this.text.trim(), files: this.#files.ids };
    const requestId = this.#request.for([kind, content]);
    this.busy = true;
    this.failure = await this.perform((seenVersion) =>
      kind === 'reply'
        ? api.staff.reply.mutate({ ...content, requestId, seenVersion })
        : api.staff.note.mutate({ ...content, requestId, seenVersion }),
    );
    this.busy = false;
    if (this.failure) return;
    this.#request.done();
    keepDraft(this.staffId, this.ticket.id, kind, EMPTY);
    this.#turn(kind);
    const { compose } = words().ticket;
    this.done = kind === 'reply' ? compose.sentReply : compose.sentNote;
    this.dispatchEvent(new WritingEvent(false));
    this.querySelector('textarea')?.focus();
  }

  #canSend(): boolean {
    const text = this.text.trim();
    if (this.#files.isBusy || text.length > FIELDS[this.kind].max) return false;
    return this.kind === 'note' ? text !== '' : text !== '' || this.#files.ids.length > 0;
  }

  /** What others did meanwhile is told above, in full. */
  #failureText(): string | null {
    return this.failure && this.failure.refusal?.code !== 'ticket_moved_on' ? this.failure.text : null;
  }

  #switch() {
    const { compose } = words().ticket;
    const radio = (kind: ComposeKind, label: string) =>
      html`<button
        type="button"
        role="radio"
        aria-checked=${kind === this.kind}
        tabindex=${kind === this.kind ? 0 : -1}
        @click=${() => this.begin(kind)}
      >
        ${label}
      </button>`;
    return html`<div class="seg" role="radiogroup" aria-label=${compose.to} @keydown=${this.#segKey}>
      ${this.#kinds().map((kind) => radio(kind, compose[kind]))}
    </div>`;
  }

  protected override render() {
    const { compose, staffOnly } = words().ticket;
    const isNote = this.kind === 'note';
    const { max } = FIELDS[this.kind];
    const tooLong = this.text.trim().length > max ? compose.tooLong(max) : null;
    const canSend = this.#canSend();
    return html`<form
      class="compose"
      data-is=${this.kind}
      @submit=${this.#submit}
      @keydown=${this.#key}
      @paste=${this.#files.pasted}
      @dragover=${this.#files.draggedOver}
      @drop=${this.#files.dropped}
    >
      <div class="compose-top">
        ${this.#switch()}
        ${
          isNote
            ? html`<span class="seen">${icon('lock')}${staffOnly}</span>`
            : html`<span class="to"
                >${compose.willSee(this.ticket.person.name, this.ticket.licensee.name)}</span
              >`
        }
      </div>
      <textarea
        class="text"
        rows="2"
        aria-label=${isNote ? compose.noteLabel : compose.replyLabel}
        aria-describedby="compose-problem"
        aria-invalid=${tooLong ? 'true' : 'false'}
        placeholder=${isNote ? compose.noteHint : compose.replyHint}
        .value=${this.text}
        @input=${this.#type}
      ></textarea>
      ${this.#files.listTemplate()}
      <div id="compose-problem" class="compose-problem" role="alert">
        ${errorLine(tooLong ?? this.#failureText())}
      </div>
      <div class="compose-foot">
        ${this.#files.chooser('compose-file')}
        <span class="grow quiet compose-done" role="status">${this.done || nothing}</span>
        <button
          type="submit"
          class="btn ${isNote ? 'btn-note' : canSend ? 'btn-main' : ''}"
          ?disabled=${this.busy}
          aria-disabled=${canSend ? 'false' : 'true'}
        >
          ${isNote ? compose.saveNote : compose.send}
        </button>
      </div>
    </form>`;
  }
}
