import { html, nothing, type TemplateResult } from 'lit/html.js';
import { DrawnElement, type Changed } from '../../ui/drawn-element.ts';
import { FORM_FIELDS, WRITTEN, type WrittenField } from '../../../shared/form-fields.ts';
import { CRITICALITIES, type TicketKind } from '../../../shared/ticket.ts';
import type { WidgetWords } from '../../wording/widget.ru.ts';
import type { FilesField } from '../files/files-field.ts';
import type { FormDesk, FormDoors } from './form-doors.ts';
import { EMPTY, readDraft, writeDraft, type Filled } from './form-draft.ts';
import { errorLine } from './error-line.ts';

/** One kind's form: what it needs and no more. Lives in the shadow root of its holder, whose sheets dress it. */
export class TicketForm extends DrawnElement {
  static override drawnBy = [
    'kind',
    'words',
    'desk',
    'doors',
    'above',
    'inPage',
    '_filled',
    '_wrong',
    '_problem',
    '_busy',
  ];
  declare kind: TicketKind;
  declare words: WidgetWords;
  /** Comes later: without it no file could go up, and nobody knows what is promised and what is asked. */
  declare desk: FormDesk | undefined;
  declare doors: FormDoors;
  /** Fields that stand above the kind's own. */
  declare above: ((filled: Filled, change: (part: Partial<Filled>) => void) => unknown) | undefined;
  /** Part of a page: the button stands under the fields, not at the foot of a panel. */
  declare inPage: boolean;
  declare _filled: Filled;
  declare _wrong: Record<string, string | undefined>;
  declare _problem: string;
  declare _busy: boolean;

  constructor() {
    super();
    this._busy = false;
    this.#fill(EMPTY);
  }

  get #files(): Partial<FilesField> | null {
    return this.querySelector<FilesField>('smart-support-files');
  }

  #onFiles = (files: Filled['files']): void => this.#change({ files });

  protected override willUpdate(changed: Changed<this>): void {
    if (changed.get('kind')) this.clear();
    if (changed.has('kind') || changed.has('doors')) this.recall();
  }

  /** Shows what is kept, unless something is being written. */
  recall(): void {
    const kept = readDraft(this.doors.draft);
    if (kept === EMPTY && this._filled !== EMPTY && this.hasUpdated) return;
    this.#fill(kept);
  }

  /** Somebody else's words must not stay on the screen. */
  clear(): void {
    this.#fill(EMPTY);
    this.#files?.clear?.();
  }

  #fill(filled: Filled): void {
    this._filled = filled;
    this._wrong = {};
    this._problem = '';
  }

  #change(part: Partial<Filled>): void {
    this._filled = { ...this._filled, ...part };
    writeDraft(this.doors.draft, this._filled);
  }

  #problemOf(field: WrittenField): string {
    const text = (this._filled.fields[field] ?? '').trim();
    const { min, max } = WRITTEN[field];
    if (text.length < min) return this.words.missing;
    return text.length > max ? this.words.tooLong(max, text.length) : '';
  }

  #onInput(field: WrittenField, event: Event): void {
    const { value } = event.target as HTMLTextAreaElement;
    this.#change({ fields: { ...this._filled.fields, [field]: value } });
    if (this._wrong[field]) this._wrong = { ...this._wrong, [field]: this.#problemOf(field) };
  }

  /** Told on going on to another field; who goes to look at something else is left in peace. */
  #onLeave(field: WrittenField, event: FocusEvent): void {
    const next = event.relatedTarget;
    if (!(next instanceof Element) || !this.contains(next) || next instanceof HTMLButtonElement) return;
    this._wrong = { ...this._wrong, [field]: this.#problemOf(field) };
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#onSubmit(event);
  };

  #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#submit();
  };

  async #submit(): Promise<void> {
    if (this._busy) return;
    const { words } = this;
    const wrong: typeof this._wrong = {};
    for (const field of FORM_FIELDS[this.kind]) wrong[field] = this.#problemOf(field);
    if (this.kind === 'bug' && !this._filled.impact) wrong.impact = words.chooseOne;
    wrong.consent = this.desk?.consentLack(this._filled);
    this._problem = '';
    // From the press on: a second one in the same moment would be a second ticket.
    this._busy = true;
    try {
      // Their part may still be on its way: then there are none.
      await this.#files?.check?.();
      if (await this.#show(wrong)) return;
      const outcome = await this.doors.submit(this._filled);
      if (outcome.is === 'done') return this.clear();
      // What was typed is kept as it was.
      writeDraft(this.doors.draft, this._filled);
      const { field, text } = outcome;
      if (!(await this.#show({ [`${field}`]: text }))) this._problem = text;
    } finally {
      this._busy = false;
    }
  }

  /** Whether something is wrong; then the first of it has the focus, once its error is in the page. */
  async #show(wrong: typeof this._wrong): Promise<boolean> {
    this._wrong = wrong;
    await this.updateComplete;
    const first = this.querySelector<HTMLElement>('[data-wrong] :is(textarea, input)');
    first?.focus();
    return first !== null;
  }

  override render(): TemplateResult {
    const { words, desk, _busy: busy, _filled: filled } = this;
    const set = (part: Partial<Filled>) => this.#change(part);
    const foot = html`${
        this._problem ? html`<p class="error" role="alert">${errorLine(this._problem)}</p>` : nothing
      }
      ${desk?.consentLine({ of: filled, set, wrong: this._wrong.consent })}
      <div class="foot-row">
        <button class="btn btn-main" aria-disabled=${busy}>${busy ? words.sending : words.send}</button>
        <p class="promise">${desk?.promise(this.kind)}</p>
      </div>
      ${this.doors.lasts() ? nothing : html`<p class="hint">${words.notKept}</p>`}`;
    const fields = html`${this.above?.(filled, set)}
    ${FORM_FIELDS[this.kind].map((field, index) => this.#field(field, index))}
    ${this.kind === 'bug' ? this.#impact() : nothing}
    ${
      desk
        ? html`<smart-support-files
            .words=${desk.words.attach}
            .upload=${this.doors.upload}
            .kept=${filled.files}
            .changed=${this.#onFiles}
          ></smart-support-files>`
        : nothing
    }`;
    return html`<form
      class=${this.inPage ? 'form' : 'sheet'}
      novalidate
      @submit=${this.#onSubmit}
      @keydown=${this.#onKey}
    >
      ${
        this.inPage
          ? html`${fields}${foot}`
          : html`<div class="body"><div class="form">${fields}</div></div>
              <div class="foot">${foot}</div>`
      }
    </form>`;
  }

  #field(field: keyof WidgetWords['field'], index: number): TemplateResult {
    const wrong = this._wrong[field];
    return html`<div class="field" ?data-wrong=${wrong}>
      <label for=${field}>${this.words.field[field]}</label>
      <textarea
        class="input"
        id=${field}
        rows=${index === 0 ? 3 : 2}
        placeholder=${this.words.placeholder[field] ?? nothing}
        aria-required="true"
        aria-invalid=${Boolean(wrong)}
        aria-describedby=${wrong ? `${field}-wrong` : nothing}
        .value=${this._filled.fields[field] ?? ''}
        @input=${(event: Event) => this.#onInput(field, event)}
        @focusout=${(event: FocusEvent) => this.#onLeave(field, event)}
      ></textarea>
      ${wrong ? html`<p class="error" id="${field}-wrong">${errorLine(wrong)}</p>` : nothing}
    </div>`;
  }

  #impact(): TemplateResult {
    const wrong = this._wrong.impact;
    return html`<fieldset
      class="field"
      role="radiogroup"
      ?data-wrong=${wrong}
      aria-required="true"
      aria-invalid=${Boolean(wrong)}
      aria-describedby=${wrong ? 'impact-wrong' : nothing}
    >
      <legend class="label">${this.words.impactAsked}</legend>
      <div class="choices">
        ${CRITICALITIES.map(
          (impact) =>
            html`<label
              ><input
                type="radio"
                name="impact"
                value=${impact}
                .checked=${this._filled.impact === impact}
                @change=${() => {
                  this.#change({ impact });
                  this._wrong = { ...this._wrong, impact: '' };
                }}
              />${this.words.impact[impact]}</label
            >`,
        )}
      </div>
      ${wrong ? html`<p class="error" id="impact-wrong">${errorLine(wrong)}</p>` : nothing}
    </fieldset>`;
  }
}
