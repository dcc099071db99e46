import { html, nothing, type TemplateResult } from 'lit/html.js';
import { DrawnElement } from '../../ui/drawn-element.ts';
import { REPLIED } from '../../../shared/reply-fields.ts';
import { FILES_PER_MESSAGE } from '../../../shared/submission.ts';
import type { FileView } from '../../client/api.ts';
import { icon } from '../../ui/icons.ts';
import type { Outcome } from './ticket-deps.ts';
import type { Telling } from './telling.ts';

/**
 * A box to write in, with files by choosing, dropping and pasting. What was typed stays until it has been sent, and comes
 * back after a reload.
 */
export class TicketWriteBox extends DrawnElement {
  static override drawnBy = [
    'telling',
    'box',
    'label',
    'hint',
    'submit',
    'main',
    'filesSuffice',
    'send',
    'cancel',
    '_files',
    '_problem',
    '_busy',
    '_notice',
  ];
  declare telling: Telling;
  /** Under which name its draft is kept. */
  declare box: string;
  declare label: string;
  declare hint: string;
  declare submit: string;
  /** The label stands above, the button takes the accent: the thing that is asked of the client now. */
  declare main: boolean;
  declare filesSuffice: boolean;
  declare send: (text: string, files: readonly string[]) => Promise<Outcome>;
  declare cancel: (() => void) | undefined;
  declare _files: readonly FileView[];
  declare _problem: string;
  declare _busy: boolean;
  declare _notice: string;
  /** Null while nothing goes up. */
  #goingUp: Promise<boolean> | null = null;

  constructor() {
    super();
    this.hint = '';
    this._files = [];
    this._problem = '';
    this._busy = false;
    this._notice = '';
  }

  protected override firstUpdated(): void {
    this.#area.value = this.telling.deps.draft(this.box).read();
    this.requestUpdate();
  }

  get #area(): HTMLTextAreaElement {
    return this.querySelector('textarea') as HTMLTextAreaElement;
  }

  get #written(): string {
    return this.querySelector('textarea')?.value.trim() ?? '';
  }

  #onInput = (): void => {
    this.telling.deps.draft(this.box).write(this.#area.value);
    this._problem = '';
    this.requestUpdate();
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void this.#send();
  };

  #add(list: Iterable<File>): void {
    const files = [...list];
    const before = this.#goingUp;
    const mine = (async () => {
      const areUp = (await before) ?? true;
      return (await this.#upload(files)) && areUp;
    })();
    this.#goingUp = mine;
    void mine.finally(() => {
      if (this.#goingUp === mine) this.#goingUp = null;
    });
  }

  /** False where one was refused. */
  async #upload(files: readonly File[]): Promise<boolean> {
    const { words, deps } = this.telling;
    let areUp = true;
    for (const file of files.slice(0, FILES_PER_MESSAGE - this._files.length)) {
      this._notice = words.uploading(file.name);
      const uploaded = await deps.upload(file);
      if ('refused' in uploaded) {
        this._problem = uploaded.refused;
        areUp = false;
      } else this._files = [...this._files, uploaded.file];
    }
    this._notice = '';
    return areUp;
  }

  #onPaste = (event: ClipboardEvent): void => {
    const files = event.clipboardData?.files;
    if (!files || files.length === 0) return;
    event.preventDefault();
    this.#add(files);
  };

  #onDrop = (event: DragEvent): void => {
    event.preventDefault();
    this.#add(event.dataTransfer?.files ?? []);
  };

  async #send(): Promise<void> {
    if (this._busy) return;
    this._busy = true;
    // What was chosen goes along, however long its way up is; what was refused meanwhile is seen first.
    const areUp = await (this.#goingUp ?? true);
    this._busy = false;
    if (areUp) await this.#sendNow();
  }

  async #sendNow(): Promise<void> {
    const { words, deps } = this.telling;
    const text = this.#written;
    if (text === '' && !(this.filesSuffice && this._files.length > 0)) return this.#refuse(words.needWords);
    if (text.length > REPLIED.reply.max) return this.#refuse(words.tooLong(REPLIED.reply.max));
    this._busy = true;
    try {
      const outcome = await this.send(
        text,
        this._files.map(({ id }) => id),
      );
      if (outcome.is === 'refused') return this.#refuse(outcome.text);
      this.#area.value = '';
      deps.draft(this.box).write('');
      this._files = [];
      this._problem = '';
      this._notice = outcome.is === 'waiting' ? words.waiting : '';
    } finally {
      this._busy = false;
    }
  }

  #refuse(problem: string): void {
    this._problem = problem;
    this.#area.focus();
  }

  override render(): TemplateResult {
    const { words } = this.telling;
    const ready = this.#written !== '' || (this.filesSuffice && this._files.length > 0);
    const id = `write-${this.box}`;
    return html`<div
      class=${this.main ? 'field' : 'compose'}
      ?data-wrong=${this._problem !== ''}
      @dragover=${(event: DragEvent) => event.preventDefault()}
      @drop=${this.#onDrop}
    >
      <label for=${id} class=${this.main ? 'label' : 'vh'}>${this.label}</label>
      <div class=${this.main ? 'field' : 'write'}>
        ${this.main ? nothing : this.#attach()}
        <textarea
          id=${id}
          class="input"
          rows=${this.main ? 3 : 1}
          placeholder=${this.main ? '' : this.hint}
          aria-invalid=${this._problem !== ''}
          aria-describedby=${this._problem ? `${id}-problem` : nothing}
          @input=${this.#onInput}
          @keydown=${this.#onKey}
          @paste=${this.#onPaste}
        ></textarea>
        ${this.main ? nothing : this.#button(ready)}
      </div>
      ${this._files.map(
        (file) =>
          html`<div class="file">
            <span class="grow cut">${file.name}<small>${words.attach.size(file.bytes)}</small></span>
            <button
              class="btn btn-icon"
              aria-label=${words.attach.remove(file.name)}
              @click=${() => (this._files = this._files.filter((each) => each !== file))}
            >
              ${icon('close')}
            </button>
          </div>`,
      )}
      ${this._problem ? html`<p class="error" id="${id}-problem" role="alert">${this._problem}</p>` : nothing}
      ${this._notice ? html`<p class="hint" role="status">${this._notice}</p>` : nothing}
      ${
        this.main
          ? html`<div class="foot-row">
              ${this.#button(true)} ${this.#attach()}
              ${
                this.cancel
                  ? html`<button class="btn btn-text" @click=${this.cancel}>${words.cancel}</button>`
                  : nothing
              }
            </div>`
          : nothing
      }
    </div>`;
  }

  #button(ready: boolean): TemplateResult {
    return html`<button
      class=${ready ? 'btn btn-main' : 'btn'}
      aria-disabled=${this._busy}
      @click=${() => this.#send()}
    >
      ${this.submit}
    </button>`;
  }

  #attach(): TemplateResult {
    const { words } = this.telling;
    const choose = (event: Event) => {
      const input = event.target as HTMLInputElement;
      this.#add([...(input.files ?? [])]);
      input.value = '';
    };
    return html`<label class=${this.main ? 'btn btn-text attach' : 'btn btn-icon attach'}>
      <svg class="i i-20" viewBox="0 0 16 16" aria-hidden="true">
        <path
          d="M10.8 4.6 5.9 9.5a1.3 1.3 0 0 0 1.9 1.9l5-5a2.9 2.9 0 0 0-4.1-4.1L3.5 7.5a4.3 4.3 0 0 0 6.1 6.1l3.6-3.6"
        /></svg
      >${this.main ? words.file : html`<span class="vh">${words.addFile}</span>`}
      <input class="vh" type="file" multiple @change=${choose} />
    </label>`;
  }
}
