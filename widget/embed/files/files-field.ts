import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import { DrawnElement, type Changed } from '../../ui/drawn-element.ts';
import { FILES_PER_MESSAGE } from '../../../shared/submission.ts';
import type { FileView } from '../../client/api.ts';
import { drawn, icon } from '../../ui/icons.ts';
import type { WidgetDeskWords } from '../../wording/widget-desk.ru.ts';
import { adopt } from '../../ui/adopt.ts';
import { errorLine } from '../form/error-line.ts';
import type { Uploaded } from '../ticket/ticket-deps.ts';
import { AttachedFiles, type Attached } from './attached-files.ts';
import css from './files.css?inline';

/** Files of a form: chosen here, dropped on the form or pasted into it. Comes with the way to the desk. */
export class FilesField extends DrawnElement {
  static override drawnBy = ['words', 'upload', 'kept', 'changed', '_wrong'];
  declare words: WidgetDeskWords['attach'];
  declare upload: (file: File) => Promise<Uploaded>;
  /** What a draft brings along: the desk has them already. */
  declare kept: readonly FileView[];
  declare changed: (files: readonly FileView[]) => void;
  declare _wrong: string;

  #files = new AttachedFiles({
    upload: (file) => this.upload(file),
    changed: () => {
      this.requestUpdate();
      this.changed(this.#files.there);
    },
  });
  #form: HTMLFormElement | null = null;
  #stop = new AbortController();

  constructor() {
    super();
    this._wrong = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), css);
    this.#form = this.closest('form');
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#form?.addEventListener('paste', this.#onPaste, { signal });
    this.#form?.addEventListener('dragover', this.#onDragOver, { signal });
    this.#form?.addEventListener('dragleave', this.#onDragLeave, { signal });
    this.#form?.addEventListener('drop', this.#onDrop, { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop.abort();
  }

  protected override willUpdate(changed: Changed<this>): void {
    if (!changed.has('kept')) return;
    const mine = new Set(this.#files.there.map(({ id }) => id));
    // What comes back from the form is what went there.
    if (this.kept.length === mine.size && this.kept.every(({ id }) => mine.has(id))) return;
    this.#files.take(this.kept);
  }

  protected override updated(): void {
    for (const canvas of this.querySelectorAll('canvas')) {
      const { key, drawn } = canvas.dataset;
      const bitmap = this.#files.all.find((one) => `${one.key}` === key)?.bitmap;
      // Where one before it has been taken away, a canvas goes to the next.
      if (!bitmap || drawn === key) continue;
      canvas.dataset.drawn = key;
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    }
  }

  #onPaste = (event: ClipboardEvent): void => {
    const files = event.clipboardData?.files;
    if (!files?.length) return;
    event.preventDefault();
    this.#add(files);
  };

  #onDragOver = (event: Event): void => {
    event.preventDefault();
    this.#form?.toggleAttribute('data-over', true);
  };

  #onDragLeave = (): void => {
    this.#form?.toggleAttribute('data-over', false);
  };

  #onDrop = (event: DragEvent): void => {
    event.preventDefault();
    this.#onDragLeave();
    this.#add(event.dataTransfer?.files);
  };

  #onChoose = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.#add([...(input.files ?? [])]);
    input.value = '';
  };

  #add(files: Iterable<File> | null | undefined): void {
    const tooMany = this.#files.add([...(files ?? [])]) > 0;
    this._wrong = tooMany ? this.words.tooMany(FILES_PER_MESSAGE) : '';
  }

  /** Whether nothing of them stands in the way of sending; if something does, it is told here. */
  async check(): Promise<boolean> {
    const { uploading, failed } = this.#files;
    this._wrong = uploading ? this.words.unfinished : failed ? this.words.failed : '';
    await this.updateComplete;
    return !this._wrong;
  }

  clear(): void {
    this.#files.take([]);
    this._wrong = '';
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const { words, _wrong: wrong } = this;
    return html`<div class="field" role="group" aria-labelledby="files" ?data-wrong=${wrong}>
      <span class="label" id="files">${words.label}<span class="hint">${words.hint}</span></span>
      <div class="files">
        ${this.#files.all.map((one) => this.#shot(one))}
        <label class="add"
          >${drawn(svg`<path d="M8 3v10M3 8h10"/>`)}${words.add}<input
            class="vh"
            type="file"
            multiple
            aria-describedby=${wrong ? 'files-wrong' : nothing}
            @change=${this.#onChoose}
        /></label>
      </div>
      ${this.#files.all.map((one) =>
        one.why
          ? html`<p class="error" role="alert">
              ${errorLine(`${one.name}: ${one.why}`)}
              ${
                one.forGood
                  ? html`<button type="button" class="link" @click=${() => this.#files.remove(one)}>
                      ${words.remove(one.name)}
                    </button>`
                  : html`<button type="button" class="link" @click=${() => this.#files.again(one)}>
                      ${words.again}
                    </button>`
              }
            </p>`
          : nothing,
      )}
      ${wrong ? html`<p class="error" id="files-wrong">${errorLine(wrong)}</p>` : nothing}
    </div>`;
  }

  #shot(one: Attached): TemplateResult {
    const { words } = this;
    const state = one.there?.bytes
      ? words.size(one.there.bytes)
      : one.there || one.why
        ? ''
        : words.uploading;
    return html`<div class="shot" ?data-failed=${one.why}>
      ${
        one.bitmap
          ? html`<canvas data-key=${one.key} role="img" aria-label=${one.name}></canvas>`
          : html`<span class="cut" title=${one.name}>${one.name}</span> <span class="quiet">${state}</span>`
      }
      <button type="button" aria-label=${words.remove(one.name)} @click=${() => this.#files.remove(one)}>
        ${icon('close')}
      </button>
    </div>`;
  }
}
