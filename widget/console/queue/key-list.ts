import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../parts/icons.ts';
import { settings } from '../settings.ts';
import { words } from '../words.ts';

const close = (event: Event) => (event.currentTarget as Element).closest('dialog')?.close();

/** What the keyboard does, in one dialog. */
export const keyList = (): TemplateResult => {
  const { queue, close: closeWord } = words();
  const { keys } = queue;
  const lines: readonly (readonly [readonly string[], string])[] = [
    [['J', 'K'], keys.rows],
    [['Enter'], keys.open],
    [['A'], keys.take],
    [['R'], keys.reply],
    [['N'], keys.note],
    [['C'], keys.register],
    [['/'], keys.find],
    [['Ctrl Enter'], keys.send],
  ];
  return html`<dialog class="box" id="key-list" aria-labelledby="key-list-title">
    <header class="box-top">
      <h2 id="key-list-title">${keys.title}</h2>
      <button type="button" class="btn btn-icon" aria-label=${closeWord} @click=${close}>
        ${icon('close')}
      </button>
    </header>
    <dl class="key-lines">
      ${lines.map(
        ([names, what]) =>
          html`<dt>${names.map((name) => html`<kbd>${name}</kbd>`)}</dt>
            <dd>${what}</dd>`,
      )}
    </dl>
    ${settings().keys ? nothing : html`<p class="soft">${keys.off}</p>`}
  </dialog>`;
};

/** At the foot of the queue: the few that are used all day, and the way to the rest. */
export const keysLine = (onAll: () => void): TemplateResult => {
  const { keys } = words().queue;
  return html`<div class="keys">
    ${
      settings().keys
        ? html`<span><kbd>J</kbd><kbd>K</kbd>${keys.rows}</span> <span><kbd>Enter</kbd>${keys.open}</span>
            <span><kbd>A</kbd>${keys.take}</span> <span><kbd>R</kbd>${keys.reply}</span>
            <span><kbd>/</kbd>${keys.find}</span>`
        : nothing
    }
    <button type="button" class="keys-all" @click=${onAll}><kbd>?</kbd>${keys.all}</button>
  </div>`;
};
