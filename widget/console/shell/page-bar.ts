import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../parts/icons.ts';
import { words } from '../words.ts';

class OpenMenu extends Event {
  constructor() {
    super('open-menu', { bubbles: true });
  }
}

const openMenu = (event: Event) => event.currentTarget?.dispatchEvent(new OpenMenu());

type Bar = {
  title: string;
  /** Beside the title, quieter. */
  tail?: string | TemplateResult | undefined;
  end?: TemplateResult | typeof nothing;
};

export const menuButton = (): TemplateResult =>
  html`<button type="button" class="btn btn-icon menu" aria-label=${words().nav.menu} @click=${openMenu}>
    ${icon('menu')}
  </button>`;

/** The head of every page. Its title takes the focus when one has gone there. */
export const pageBar = ({ title, tail, end }: Bar): TemplateResult => {
  document.title = `${title} · ${words().desk}`;
  return html`<div class="bar">
    ${menuButton()}
    <h1 tabindex="-1">${title}</h1>
    ${tail ? html`<span class="quiet tail">${tail}</span>` : nothing}
    <span class="grow"></span>
    ${end ?? nothing}
  </div>`;
};
