import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../ui/icons.ts';
import type { WidgetWords } from '../../wording/widget.ru.ts';
import type { Attached, AttachedFiles } from './attached-files.ts';
import { errorLine } from './error-line.ts';

type Showing = {
  words: WidgetWords;
  files: AttachedFiles;
  wrong: string;
  add(files: Iterable<File> | null): void;
};

/** By choosing here; dropping and pasting work over the whole form. */
export function filesField({ words, files, wrong, add }: Showing): TemplateResult {
  const choose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    add([...(input.files ?? [])]);
    input.value = '';
  };
  return html`<div class="field" role="group" aria-labelledby="files" ?data-wrong=${wrong}>
    <span class="label" id="files">${words.files}<span class="hint">${words.filesHint}</span></span>
    <div class="files">
      ${repeat(
        files.all,
        ({ key }) => key,
        (one) => shot(one, { words, files }),
      )}
      <label class="add"
        >${icon('plus')}${words.add}<input
          class="vh"
          type="file"
          multiple
          aria-describedby=${wrong ? 'files-wrong' : nothing}
          @change=${choose}
      /></label>
    </div>
    ${files.all.map((one) =>
      one.why
        ? html`<p class="error" role="alert">
            ${errorLine(`${one.name}: ${one.why}`)}
            <button type="button" class="link" @click=${() => files.again(one)}>${words.again}</button>
          </p>`
        : nothing,
    )}
    ${wrong ? html`<p class="error" id="files-wrong">${errorLine(wrong)}</p>` : nothing}
  </div>`;
}

function shot(one: Attached, { words, files }: Pick<Showing, 'words' | 'files'>): TemplateResult {
  return html`<div class="shot" ?data-failed=${one.why}>
    ${
      one.bitmap
        ? html`<canvas data-key=${one.key} role="img" aria-label=${one.name}></canvas>`
        : html`<span class="cut" title=${one.name}>${one.name}</span>
            <span class="quiet"
              >${one.there ? words.size(one.there.bytes) : one.why ? '' : words.uploading}</span
            >`
    }
    <button type="button" aria-label=${words.remove(one.name)} @click=${() => files.remove(one)}>
      ${icon('close')}
    </button>
  </div>`;
}
