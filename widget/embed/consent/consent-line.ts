import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Language } from '../../../shared/ticket.ts';
import { adopt } from '../../ui/adopt.ts';
import { define, DrawnElement } from '../../ui/drawn-element.ts';
import type { ConsentWords } from '../../wording/consent.ru.ts';
import { errorLine } from '../form/error-line.ts';
import css from './consent.css?inline';

export type AskedText = { version: number; language: Language; text: string; words: ConsentWords };

/** A tick that nobody has set beforehand, and in place the text that it is about: plain, line by line as it was written. */
export class ConsentLine extends DrawnElement {
  static override drawnBy = ['asked', 'ticked', 'wrong', 'key', 'tick'];
  declare asked: AskedText;
  declare ticked: boolean;
  declare wrong: string;
  /** Where more than one stand in a page. */
  declare key: string;
  declare tick: (ticked: boolean) => void;

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), css);
  }

  override render(): TemplateResult {
    const { words, text, language } = this.asked;
    const wrong = this.ticked ? '' : this.wrong;
    const id = `consent${this.key}`;
    return html`<div class="consent" ?data-wrong=${wrong}>
      <label
        ><input
          type="checkbox"
          id=${id}
          aria-required="true"
          aria-invalid=${Boolean(wrong)}
          aria-describedby=${wrong ? `${id}-wrong` : nothing}
          .checked=${this.ticked}
          @change=${(event: Event) => this.tick((event.target as HTMLInputElement).checked)}
        /><span>${words.agree}</span></label
      >
      <details>
        <summary>${words.read}</summary>
        <div
          class="consent-text"
          role="region"
          aria-label=${words.read}
          tabindex="0"
          lang=${language}
          .textContent=${text}
        ></div>
      </details>
      ${wrong ? html`<p class="error" id="${id}-wrong">${errorLine(wrong)}</p>` : nothing}
    </div>`;
  }
}

define('smart-support-consent', ConsentLine);
