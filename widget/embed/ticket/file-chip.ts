import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import { DrawnElement, type Changed } from '../../ui/drawn-element.ts';
import { drawn } from '../../ui/icons.ts';
import type { FileView } from '../../client/api.ts';
import type { Telling } from './telling.ts';

/** Drawn to a canvas: a host's policy may forbid pictures from anywhere else. */
export class TicketPicture extends DrawnElement {
  static override drawnBy = ['file', 'telling'];
  declare file: FileView;
  declare telling: Telling;

  protected override async updated(changed: Changed<this>): Promise<void> {
    if (!changed.has('file') || changed.get('file')?.id === this.file.id) return;
    const bitmap = await this.telling.deps.picture(this.file);
    const canvas = this.querySelector('canvas');
    if (!bitmap || !canvas) return;
    const scale = Math.min(1, 240 / bitmap.width, 160 / bitmap.height);
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    canvas.hidden = false;
    bitmap.close();
  }

  override render(): TemplateResult {
    return html`<canvas hidden role="img" aria-label=${this.file.name}></canvas>`;
  }
}

export function fileChips(files: readonly FileView[], telling: Telling): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  const { deps, words } = telling;
  return html`<div class="chips">
    ${files.map(
      (file) =>
        html`<button class="file" @click=${() => deps.openFile(file)}>
          ${
            file.picture
              ? html`<smart-support-picture .file=${file} .telling=${telling}></smart-support-picture>`
              : drawn(svg`<path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3"/>`)
          }<span>${file.name}<small>${words.attach.size(file.bytes)}</small></span>
        </button>`,
    )}
  </div>`;
}
