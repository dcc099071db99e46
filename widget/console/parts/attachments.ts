import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { Refusal } from '../../../shared/refusal.ts';
import { FILES_PER_MESSAGE } from '../../../shared/submission.ts';
import type { FileView } from '../../client/api.ts';
import { OUR_HEADER, refused } from '../api.ts';
import { language, words } from '../words.ts';
import { errorLine } from './field.ts';
import { icon } from './icons.ts';

type Going = { key: number; name: string; file: FileView | null; problem: string | null };

/** A name in a header: percent-encoded, because headers carry Latin letters only. */
const upload = async (file: File): Promise<FileView | string> => {
  const answer = await fetch('/files', {
    method: 'POST',
    headers: {
      ...OUR_HEADER,
      'x-file-name': encodeURIComponent(file.name),
      'content-type': 'application/octet-stream',
    },
    body: file,
  });
  const told = (await answer.json()) as FileView | { refusal: Refusal } | { requestId: string };
  if ('refusal' in told) return refused(told.refusal).text;
  return 'requestId' in told ? words().failure.fault(told.requestId) : told;
};

export const sizeOf = (bytes: number): string => {
  const unit = bytes < 1_048_576 ? 'kilobyte' : 'megabyte';
  const size = bytes < 1_048_576 ? Math.max(1, Math.round(bytes / 1024)) : bytes / 1_048_576;
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: size < 10 && unit === 'megabyte' ? 1 : 0,
  }).format(size);
};

/** Files of a message on their way: chosen, dropped or pasted, sent at once, named by id when the message goes. */
export class Attachments implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;
  #onChange: () => void;
  #list: Going[] = [];
  #key = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, onChange: () => void = () => {}) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {}

  get files(): FileView[] {
    return this.#list.flatMap((each) => (each.file ? [each.file] : []));
  }

  get ids(): string[] {
    return this.files.map((file) => file.id);
  }

  get isBusy(): boolean {
    return this.#list.some((each) => !each.file && !each.problem);
  }

  set(files: readonly FileView[]): void {
    this.#list = files.map((file) => ({ key: ++this.#key, name: file.name, file, problem: null }));
    this.#changed();
  }

  #changed(): void {
    this.#host.requestUpdate();
    this.#onChange();
  }

  add(files: Iterable<File>): void {
    for (const file of files) void this.#send(file);
  }

  async #send(file: File): Promise<void> {
    const going: Going = { key: ++this.#key, name: file.name, file: null, problem: null };
    const full = this.#list.filter((each) => !each.problem).length >= FILES_PER_MESSAGE;
    this.#list = [...this.#list, going];
    if (full) going.problem = words().refusal({ code: 'too_many_files', max: FILES_PER_MESSAGE });
    this.#changed();
    if (full) return;
    try {
      const told = await upload(file);
      if (typeof told === 'string') going.problem = told;
      else going.file = told;
    } catch (cause) {
      console.debug('a file did not arrive', cause);
      going.problem = words().failure.network;
    }
    this.#changed();
  }

  #remove(key: number): void {
    this.#list = this.#list.filter((each) => each.key !== key);
    this.#changed();
  }

  readonly pasted = (event: ClipboardEvent): void => {
    const files = event.clipboardData?.files;
    if (!files?.length) return;
    event.preventDefault();
    this.add(files);
  };

  readonly draggedOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };

  readonly dropped = (event: DragEvent): void => {
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    event.preventDefault();
    this.add(files);
  };

  readonly #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.add([...(input.files ?? [])]);
    input.value = '';
  };

  /** A button that opens the browser's own chooser. */
  chooser(id: string, label?: string): TemplateResult {
    const { attach } = words().ticket.compose;
    return html`<label class="btn ${label ? '' : 'btn-icon'} chooser" title=${attach}
      >${icon('clip')}<span class=${label ? '' : 'vh'}>${label ?? attach}</span
      ><input class="vh" type="file" multiple id=${id} @change=${this.#chosen}
    /></label>`;
  }

  listTemplate(): TemplateResult | typeof nothing {
    const { compose } = words().ticket;
    if (this.#list.length === 0) return nothing;
    return html`<ul class="going" aria-label=${compose.attached}>
      ${this.#list.map(
        ({ key, name, file, problem }) =>
          html`<li ?data-wrong=${Boolean(problem)}>
            ${icon('doc')}<span class="file-name">${file || problem ? name : compose.uploading(name)}</span>
            ${file ? html`<span class="quiet nums">${sizeOf(file.bytes)}</span>` : nothing}
            <button
              type="button"
              class="btn btn-icon"
              aria-label=${compose.remove(name)}
              @click=${() => this.#remove(key)}
            >
              ${icon('close')}
            </button>
            ${problem ? errorLine(problem) : nothing}
          </li>`,
      )}
    </ul>`;
  }
}
