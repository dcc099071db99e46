import { html, nothing, type TemplateResult } from 'lit/html.js';
import { DrawnElement, type Changed } from '../ui/drawn-element.ts';
import type { CustomerTicketView, SiteConfig } from '../client/api.ts';
import tokens from '../ui/tokens.css?inline';
import selectCss from '../ui/select.css?inline';
import ui from '../ui/ui.css?inline';
import type { WidgetWords } from '../wording/widget.ru.ts';
import type { Desk } from './desk/desk.ts';
import { SupportSentEvent } from './events.ts';
import css from './feedback.css?inline';
import formCss from './form/form.css?inline';
import { formDoors, type FormDoors } from './form/form-doors.ts';
import type { Filled } from './form/form-draft.ts';
import type { TicketForm } from './form/ticket-form.ts';
import { hearIdentity, type TokenGiver } from './identity.ts';
import { siteOf, type Site } from './site.ts';
import type { SupportElement } from './support-element.ts';

const KIND = 'feature';
const DRAFT = 'feedback';

/**
 * `<smart-feedback>`: the form for wishes, set into a licensee's page: no frame, no title, the page's font and accent. Asks
 * what is missing and what for, and which product and part where the tag does not say.
 *
 * @attribute data-site-key - the site's public key
 * @attribute data-product - what it is about; without it the form asks, where the site has products
 * @attribute data-part - the part of the product; without it the form asks, where the product has parts
 * @attribute data-lang - `ru` or `en`; otherwise the page's language
 * @attribute data-theme - `light`, `dark` or `auto` (the system's); otherwise the page's `color-scheme`
 * @attribute data-server - the desk's address, where the script does not come from there
 * @csspart form - all of it
 * @fires support-sent
 */
export class FeedbackElement extends DrawnElement {
  /** The desk's address, with a slash at its end. Set by the file that registers the element. */
  static base = '';
  static override sheets = [tokens, ui, selectCss, formCss, css];
  static override drawnBy = ['_words', '_desk', '_products', '_sent', '_waiting', '_cameBack'];
  declare _words: WidgetWords | null;
  declare _desk: Desk | null;
  declare _products: SiteConfig['products'];
  declare _sent: { view: CustomerTicketView; told: TemplateResult } | null;
  declare _waiting: boolean;
  /** Why what was sent off stands in the form again. */
  declare _cameBack: string;

  #site: Site | null = null;
  #doors: FormDoors | null = null;
  #coming: Promise<Desk> | null = null;
  #stops: (() => void)[] = [];
  #heard = (): void => this.requestUpdate();

  constructor() {
    super();
    this._words = null;
    this._desk = null;
    this._products = [];
    this._sent = null;
    this._waiting = false;
    this._cameBack = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const site = siteOf(this, FeedbackElement.base);
    if (this.#site !== site) {
      this.#site = site;
      // A launcher on the same page has been told who is there, and tells it on.
      const launcher = customElements.get('smart-support') as typeof SupportElement | undefined;
      (launcher?.hear ?? hearIdentity)((identity) => site.attend(identity));
      void this.#begin(site);
    }
    this.#stops = [site.onSwitch(() => this.#forget())];
    if (this._desk) this.#stops.push(this._desk.watch(this.#heard));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
  }

  /** Says who is signed in, on a page without `<smart-support>`. */
  identify(getToken: TokenGiver): void {
    this.#site?.attend({ getToken });
  }

  /** Forgets the person and what they have written here. */
  logout(): void {
    this.#site?.attend({});
  }

  async #begin(site: Site): Promise<void> {
    this._words =
      site.language === 'ru'
        ? (await import('../wording/widget.ru.ts')).widgetRu
        : (await import('../wording/widget.en.ts')).widgetEn;
    await this.#bringDesk();
  }

  #bringDesk(): Promise<Desk> {
    const site = this.#site;
    if (!site) return Promise.reject(new Error('the form is on no page'));
    this.#coming ??= import('./desk/feedback-desk.ts').then(async ({ cameBack, deskOf }) => {
      const desk = await deskOf(site);
      this._desk = desk;
      const heard = () => {
        const why = this._sent ? '' : cameBack(desk, site.kept.draft(DRAFT));
        if (why) {
          this._cameBack = why;
          this._waiting = false;
          this.#form?.recall();
        }
        this.requestUpdate();
      };
      this.#heard = heard;
      this.#stops.push(desk.watch(heard));
      void desk.read();
      if (!this.dataset.product || !this.dataset.part) this._products = await desk.products();
      return desk;
    });
    this.#coming.catch((cause) => {
      this.#coming = null;
      console.warn('smart-support: the form could not reach its desk', cause);
    });
    return this.#coming;
  }

  get #form(): TicketForm | null {
    return this.renderRoot.querySelector<TicketForm>('smart-support-form');
  }

  #forget(): void {
    this.#form?.clear();
    this.#doors = null;
    this._sent = null;
    this._waiting = false;
    this._cameBack = '';
    void this._desk?.read();
  }

  #doorsFor(site: Site): FormDoors {
    if (this.#doors?.owner === site.kept.owner) return this.#doors;
    this.#doors = formDoors({
      site,
      name: DRAFT,
      bring: () => this.#bringDesk(),
      send: (desk, filled) =>
        desk.submit(filled, { kind: KIND, channel: 'feedback_form', dataset: this.dataset }),
      noDesk: () => this._words?.noDesk ?? '',
      went: async (sent) => {
        this._cameBack = '';
        this._waiting = sent.is === 'waiting';
        if (sent.is !== 'sent') return;
        const { told } = await import('./desk/feedback-desk.ts');
        this._sent = {
          view: sent.view,
          told: await told(sent.view, await this.#bringDesk(), this.renderRoot),
        };
        this.dispatchEvent(new SupportSentEvent(sent.view));
        await this.updateComplete;
        this.renderRoot.querySelector<HTMLElement>('[data-focus]')?.focus();
      },
    });
    return this.#doors;
  }

  /** Asked only for what the tag does not say and the site has a choice of. */
  #above = (filled: Filled, change: (part: Partial<Filled>) => void): unknown => {
    const words = this._desk?.words;
    const { product, part } = this.dataset;
    if (!words || this._products.length === 0) return nothing;
    const chosen = product
      ? this._products.find(({ name }) => name === product)
      : (this._products.find(({ id }) => id === filled.product) ??
        (this._products.length === 1 ? this._products[0] : undefined));
    const parts = part ? [] : (chosen?.parts ?? []);
    const asksProduct = !product && this._products.length > 1;
    if (!asksProduct && parts.length === 0) return nothing;
    return html`<div class="two">
      ${
        asksProduct
          ? select({
              id: 'product',
              label: words.product,
              value: filled.product,
              none: words.anyPart,
              options: this._products.map(({ id, name }) => [id, name] as const),
              choose: (id) => change({ product: id, part: '' }),
            })
          : nothing
      }
      ${
        parts.length > 0
          ? select({
              id: 'part',
              label: words.part,
              value: filled.part,
              none: words.anyPart,
              options: parts.map((name) => [name, name] as const),
              choose: (name) => change({ part: name }),
            })
          : nothing
      }
    </div>`;
  };

  override render(): TemplateResult | typeof nothing {
    const words = this._words;
    const site = this.#site;
    if (!words || !site) return nothing;
    const desk = this._desk;
    return html`<div class="feedback" part="form">
      ${desk?.problem ? html`<p class="error" role="alert">${desk.problem}</p>` : nothing}
      ${this._cameBack ? html`<p class="error" role="alert">${this._cameBack}</p>` : nothing}
      ${this._sent ? this.#told(this._sent.told) : this.#asking(words, site)}
      <p class=${this._waiting ? 'soft' : 'vh'} role="status">
        ${
          this._sent
            ? desk?.words.accepted(this._sent.view.number)
            : this._waiting
              ? html`<b>${desk?.words.notSent}.</b>
                  ${site.kept.lasts ? desk?.words.keptHere : desk?.words.keptInPage}`
              : nothing
        }
      </p>
    </div>`;
  }

  #asking(words: WidgetWords, site: Site): TemplateResult {
    return html`<smart-support-form
      .kind=${KIND}
      .inPage=${true}
      .words=${{ ...words, send: this._desk?.words.sendWish ?? words.send }}
      .doors=${this.#doorsFor(site)}
      .desk=${this._desk}
      .above=${this.#above}
    ></smart-support-form>`;
  }

  #told(told: TemplateResult): TemplateResult {
    return html`<div class="sent">
      ${told}
      <button class="btn" @click=${() => (this._sent = null)}>${this._desk?.words.oneMore}</button>
    </div>`;
  }

  protected override willUpdate(changed: Changed<this>): void {
    if (changed.has('_sent') && this._sent) this._waiting = false;
  }
}

type Choice = {
  id: string;
  label: string;
  value: string;
  none: string;
  options: readonly (readonly [string, string])[];
  choose(value: string): void;
};

const select = ({ id, label, value, none, options, choose }: Choice): TemplateResult =>
  html`<div class="field">
    <label for=${id}>${label}</label>
    <span class="select"
      ><select
        class="input"
        id=${id}
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
      >
        <option value="" ?selected=${value === ''}>${none}</option>
        ${options.map(([key, name]) => html`<option value=${key} ?selected=${key === value}>${name}</option>`)}</select
      ><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="m4 6 4 4 4-4" /></svg
    ></span>
  </div>`;
