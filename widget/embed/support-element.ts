import { hearIdentity, tellIdentity, type TokenGiver } from './identity.ts';
import { languageOf } from './language.ts';
import css from './launcher.css?inline';

export type Parts = {
  /** The desk's address, with a slash at its end. */
  base: string;
  panel(): Promise<Pick<typeof import('./panel.ts'), 'openPanel'>>;
  unread(): Promise<Pick<typeof import('./unread.ts'), 'showUnread'>>;
};

const SVG = 'http://www.w3.org/2000/svg';
const TALK = 'M4 5h16v12h-8l-4 4v-4H4z';

/**
 * `<smart-support>`: the launcher in a corner of a licensee's page. Everything else comes when somebody reaches for it.
 *
 * @attribute data-site-key - the site's public key
 * @attribute data-lang - `ru` or `en`; otherwise the page's language
 * @attribute data-theme - `light`, `dark` or `auto` (the system's); otherwise the page's `color-scheme`
 * @attribute data-launcher - `none`: no button, the page calls `open()`
 * @attribute data-server - the desk's address, where the script does not come from there
 * @attribute data-product - what a ticket is about; told to the desk with it
 * @attribute data-part - the part of the product
 * @slot icon - the picture in the button
 * @csspart launcher - the button
 * @csspart unread - the number at the button
 * @csspart peek - the line that tells of a new answer
 * @csspart panel - the open panel
 * @fires support-open @fires support-close @fires support-sent @fires support-unread
 */
export class SupportElement extends HTMLElement {
  /** Set by the file that registers the element. */
  static parts: Parts;
  /** Tells who the page's user is, now and whenever it changes. */
  static hear = hearIdentity;

  #button = document.createElement('button');
  #panel: { close(): void } | undefined;
  #asked = false;

  constructor() {
    super();
    const { parts } = SupportElement;
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    const svg = document.createElementNS(SVG, 'svg');
    const path = document.createElementNS(SVG, 'path');
    const slot = document.createElement('slot');
    const button = this.#button;
    svg.setAttribute('viewBox', '0 0 24 24');
    path.setAttribute('d', TALK);
    svg.append(path);
    slot.name = 'icon';
    slot.append(svg);
    button.part.value = 'launcher';
    button.ariaHasPopup = 'dialog';
    button.append(slot);
    button.onclick = () => void this.open();
    // Whoever reaches for it has it ready. A failure is told by the press that follows.
    for (const reach of ['pointerenter', 'focusin', 'pointerdown'])
      button.addEventListener(reach, () => parts.panel().catch(() => {}), { once: true });
    root.append(button);
  }

  connectedCallback(): void {
    this.#button.ariaLabel = languageOf(this) === 'ru' ? 'Поддержка' : 'Support';
    if (this.#asked || !hasWritten(this.dataset)) return;
    this.#asked = true;
    // Offline at load: the panel tells, once it is opened.
    (window.requestIdleCallback ?? setTimeout)(() =>
      SupportElement.parts
        .unread()
        .then(({ showUnread }) => showUnread(this))
        .catch(() => {}),
    );
  }

  /** Opens the panel, where it was left. */
  async open(): Promise<void> {
    try {
      const { openPanel } = await SupportElement.parts.panel();
      this.#panel = openPanel(this);
    } catch (cause) {
      this.#button.title = languageOf(this) === 'ru' ? 'Нет связи' : 'No connection';
      console.warn('smart-support', cause);
    }
  }

  /** Closes the panel; what was typed stays. */
  close(): void {
    this.#panel?.close();
  }

  /** Says who is signed in: `getToken` is asked for an identity token now and whenever the session has to be renewed. */
  identify(getToken: TokenGiver): void {
    tellIdentity({ getToken });
  }

  /** Forgets the person and everything of theirs on the screen. */
  logout(): void {
    tellIdentity({});
  }
}

/** Somebody has written from here before. Where storage is denied, nothing of anybody can be waiting in it. */
function hasWritten({ siteKey }: DOMStringMap): boolean {
  try {
    return `smart-support:${siteKey}:wrote` in localStorage;
  } catch {
    return false;
  }
}
