import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Frame } from '../panel/screen.ts';
import { canNotify, isDenied, setNotices, wantsNotices } from './browser-notices.ts';
import type { Desk } from './desk.ts';
import type { FarWords } from './far-words.ts';

/** How the person hears of an answer: by mail, where there is an address that we may write to; by the browser. */
export function tellingRoom(desk: Desk, panel: Frame, { telling: words }: FarWords): TemplateResult {
  const mail = desk.person?.wantsMail ?? null;
  const denied = isDenied();
  type Line = {
    label: string;
    means: string;
    on: boolean;
    off?: boolean;
    set(on: boolean): Promise<boolean>;
  };
  const line = ({ label, means, on, off = false, set }: Line) =>
    html`<label class="telling"
      ><input
        type="checkbox"
        data-focus
        .checked=${on}
        ?disabled=${off}
        @change=${async ({ target }: Event) => {
          const box = target as HTMLInputElement;
          // What was not taken does not stay ticked.
          if (!(await set(box.checked))) box.checked = !box.checked;
          panel.requestUpdate();
        }}
      /><span>${label}<span class="quiet">${means}</span></span></label
    >`;
  return html`<div class="body">
    ${
      mail === null
        ? nothing
        : line({
            label: words.mail,
            means: words.mailMeans,
            on: mail,
            set: (on) => desk.setMail(on),
          })
    }
    ${
      canNotify()
        ? line({
            label: words.browser,
            means: denied ? words.denied : words.browserMeans,
            on: wantsNotices(desk),
            off: denied,
            set: (on) => setNotices(desk, on),
          })
        : nothing
    }
  </div>`;
}
