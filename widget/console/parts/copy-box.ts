import { html } from 'lit';
import { PageElement } from '../page-element.ts';
import { words } from '../words.ts';
import { icon } from './icons.ts';

/** A text to carry elsewhere: shown whole, copied by one press, selected for hands where copying is forbidden. */
export class CopyBox extends PageElement {
  static override properties = { text: {}, label: {}, copied: { state: true } };
  declare text: string;
  declare label: string;
  declare copied: boolean;

  constructor() {
    super();
    this.text = '';
    this.label = '';
    this.copied = false;
  }

  #copy = async () => {
    try {
      await navigator.clipboard.writeText(this.text);
      this.copied = true;
    } catch (cause) {
      console.debug('the browser keeps its clipboard', cause);
      const code = this.querySelector('code');
      if (code) getSelection()?.selectAllChildren(code);
    }
  };

  protected override render() {
    const { copy, copied } = words();
    return html`<div class="copy-box">
      <span class="label">${this.label}</span>
      <div class="copy-line">
        <code tabindex="0" aria-label=${this.label}>${this.text}</code>
        <button type="button" class="btn" @click=${this.#copy}>${icon('copy')}${copy}</button>
      </div>
      <span class="quiet" role="status">${this.copied ? copied : ''}</span>
    </div>`;
  }
}
