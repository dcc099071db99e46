import { html, nothing, type TemplateResult } from 'lit/html.js';
import { DrawnElement } from '../../ui/drawn-element.ts';
import type { TicketKind } from '../../../shared/ticket.ts';
import { icon } from '../../ui/icons.ts';
import tokens from '../../ui/tokens.css?inline';
import ui from '../../ui/ui.css?inline';
import type { WidgetWords } from '../../wording/widget.ru.ts';
import type { Desk } from '../desk/desk.ts';
import type { Rooms } from '../desk/rooms.ts';
import { SupportCloseEvent, SupportOpenEvent, SupportSentEvent } from '../events.ts';
import formCss from '../form/form.css?inline';
import { formDoors, type FormDoors } from '../form/form-doors.ts';
import type { TicketForm } from '../form/ticket-form.ts';
import type { Site } from '../site.ts';
import panelCss from './panel.css?inline';
import type { Screen } from './screen.ts';
import { ways } from './ways.ts';

const SHEET = matchMedia('(max-width: 480px)');
const CALM = matchMedia('(prefers-reduced-motion: reduce)');
const HOME: Screen = { is: 'home' };

/** The panel: a frame with a way back and a way out, and one screen at a time in it. */
export class SupportPanel extends DrawnElement {
  static override sheets = [tokens, ui, formCss, panelCss];
  static override drawnBy = ['site', 'words', '_way'];
  declare site: Site;
  declare words: WidgetWords | null;
  declare _way: readonly Screen[];

  /** Comes by its own way, beside the first form. */
  #rooms: Rooms | null = null;
  #coming: Promise<Desk> | null = null;
  #isOpen = false;
  #opener: Element | null = null;
  #deeper = true;
  #owesFocus = false;
  #doors = new Map<TicketKind, FormDoors>();
  #stops: (() => void)[] = [];
  #minute: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.words = null;
    this._way = [HOME];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stops = [
      this.site.onSwitch(() => this.#forget()),
      ...(this.#desk ? [this.#desk.watch(() => this.#heard())] : []),
    ];
    const turn = () => this.#isOpen && this.#show();
    SHEET.addEventListener('change', turn);
    this.#stops.push(() => SHEET.removeEventListener('change', turn));
    if (this.#isOpen) void this.updateComplete.then(() => this.#begin());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
    for (const stop of this.#stops) stop();
  }

  get screen(): Screen {
    return this._way.at(-1) ?? HOME;
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    const { activeElement } = document;
    this.#opener = activeElement === this.#host ? (this.#launcher ?? null) : activeElement;
    if (this.#launcher) this.#launcher.hidden = true;
    this.requestUpdate();
    void this.#ready();
    this.dispatchEvent(new SupportOpenEvent());
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#end();
    this.#dialog?.close();
    if (this.#launcher) this.#launcher.hidden = false;
    if (this.#opener instanceof HTMLElement) this.#opener.focus();
    this.requestUpdate();
    this.dispatchEvent(new SupportCloseEvent());
  }

  go(screen: Screen): void {
    // Only one ticket, and one explanation of it, is open at a time.
    const before = this._way.findIndex(({ is }) => is === screen.is);
    this.#deeper = true;
    this._way = [...(before > 0 ? this._way.slice(0, before) : this._way), screen];
    this.#entered();
  }

  home(): void {
    this.#deeper = false;
    this._way = [HOME];
    this.#entered();
  }

  get #desk(): Desk | undefined {
    return this.#rooms?.desk;
  }

  get #host(): Element | null {
    const root = this.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  }

  get #launcher(): HTMLElement | null {
    return this.#host?.shadowRoot?.querySelector('button') ?? null;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  #back(): void {
    if (this._way.length < 2) return this.close();
    this.#deeper = false;
    this._way = this._way.slice(0, -1);
    this.#entered();
  }

  async #ready(): Promise<void> {
    void this.#bringDesk().catch(() => {});
    const { language } = this.site;
    this.words ??=
      language === 'ru'
        ? (await import('../../wording/widget.ru.ts')).widgetRu
        : (await import('../../wording/widget.en.ts')).widgetEn;
    await this.updateComplete;
    this.#begin();
  }

  /** The way to the desk: its client, its words, and all screens that need them. */
  #bringDesk(): Promise<Desk> {
    this.#coming ??= import('../desk/rooms.ts').then(async ({ roomsFor }) => {
      this.#rooms = await roomsFor(this.site, this);
      const { desk } = this.#rooms;
      this.#stops.push(desk.watch(() => this.#heard()));
      if (this.#isOpen) desk.start();
      if (this.screen.is === 'form') this.#rooms.bring();
      this.#heard();
      return desk;
    });
    this.#coming.catch((cause) => {
      this.#coming = null;
      console.warn('smart-support: the way to the desk did not load', cause);
    });
    return this.#coming;
  }

  #begin(): void {
    if (!this.#isOpen || !this.isConnected) return;
    this.#show();
    this.#desk?.start();
    clearInterval(this.#minute);
    // What is left of a time is told anew each minute, without a word to a screen reader.
    this.#minute = setInterval(() => {
      if (this.screen.is === 'form') void this.#desk?.refreshPromise();
      this.#heard();
    }, 60_000);
    this.#focusIn();
  }

  #end(): void {
    clearInterval(this.#minute);
    this.#desk?.stop();
  }

  /** A sheet on a phone keeps everything else out; in a corner it is a guest among others. */
  #show(): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    const modal = dialog.matches(':modal');
    if (dialog.open && modal === SHEET.matches) return;
    if (dialog.open) dialog.close();
    if (SHEET.matches) dialog.showModal();
    else dialog.show();
  }

  #entered(): void {
    const { screen } = this;
    void this.#desk?.want('id' in screen ? screen.id : null);
    if (screen.is === 'form') this.#rooms?.bring();
    void this.updateComplete.then(() => {
      // A ticket is entered where it is newest, and left for its ledger at the top.
      if (screen.is !== 'ticket' || !this.#deeper) this.renderRoot.querySelector('.body')?.scrollTo(0, 0);
      this.#slide();
      this.#focusIn();
    });
  }

  /** Deeper comes from the right, back from the left. */
  #slide(): void {
    if (CALM.matches) return;
    const translate = `${this.#deeper ? 16 : -16}px 0`;
    this.renderRoot.querySelector('.room')?.animate([{ opacity: 0, translate }, {}], {
      duration: 190,
      easing: 'cubic-bezier(0.2, 0.75, 0.25, 1)',
    });
  }

  get #first(): HTMLElement | null {
    return this.renderRoot.querySelector(
      this.screen.is === 'form' ? '.form :is(textarea, select)' : '[data-focus], h2[tabindex]',
    );
  }

  #focusIn(): void {
    const first = this.#first;
    // While it is being read, the way back has the focus: Escape is heard in here alone.
    this.#owesFocus = !first;
    (first ?? this.renderRoot.querySelector<HTMLElement>('.top button'))?.focus({
      preventScroll: this.screen.is !== 'form',
    });
  }

  protected override updated(): void {
    if (this.#owesFocus) void this.updateComplete.then(() => this.#first && this.#focusIn());
  }

  #heard(): void {
    if (this.screen.is === 'form')
      this.renderRoot.querySelector<TicketForm>('smart-support-form')?.requestUpdate();
    this.requestUpdate();
  }

  /** Another person: nothing of the one before stays, on the screen or in memory. */
  #forget(): void {
    this.renderRoot.querySelector<TicketForm>('smart-support-form')?.clear();
    this.#doors.clear();
    this._way = [HOME];
  }

  #doorsOf(kind: TicketKind): FormDoors {
    const known = this.#doors.get(kind);
    const { site } = this;
    // Kept anew when it becomes known whose they are: the form then looks for what that person had begun.
    if (known && known.owner === site.kept.owner) return known;
    const doors = formDoors({
      site,
      name: kind,
      bring: () => this.#bringDesk(),
      send: (desk, filled) =>
        desk.submit(filled, { kind, channel: 'widget', dataset: (this.#host as HTMLElement).dataset }),
      noDesk: () => this.words?.noDesk ?? '',
      went: (sent) => {
        if (sent.is === 'gone') return;
        this._way = [HOME];
        this.go(sent.is === 'sent' ? sent : { is: 'unsent' });
        if (sent.is === 'sent') this.dispatchEvent(new SupportSentEvent(sent.view));
      },
    });
    this.#doors.set(kind, doors);
    return doors;
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.#back();
  };

  #onCancel = (event: Event): void => event.preventDefault();

  override render(): TemplateResult | typeof nothing {
    const { screen, words } = this;
    if (!words) return nothing;
    return html`<dialog
      class="panel"
      part="panel"
      aria-labelledby="title-of-panel"
      @keydown=${this.#onKey}
      @cancel=${this.#onCancel}
    >
      ${screen.is === 'home' ? this.#homeTop(words) : this.#top(words)}
      ${this.#rooms?.strap(screen) ?? nothing}
      <div class="room" id=${screen.is}>${this.#room(words, screen)}</div>
      <p class="vh" role="status">${this.#rooms?.said(screen)}</p>
    </dialog>`;
  }

  #homeTop(words: WidgetWords): TemplateResult {
    return html`<div class="top top-home">
      <div class="grow">
        <h1 id="title-of-panel" tabindex="-1" data-focus>${words.support}</h1>
        <p class="desk">${this.#rooms?.hours() ?? '\u00a0'}</p>
      </div>
      ${this.#closer(words)}
    </div>`;
  }

  #top(words: WidgetWords): TemplateResult {
    const { screen } = this;
    const title =
      screen.is === 'form' ? words.ways[screen.kind][0] : (this.#rooms?.title(screen) ?? words.support);
    return html`<div class="top">
      ${
        screen.is === 'sent'
          ? nothing
          : html`<button class="btn btn-icon" aria-label=${words.back} @click=${() => this.#back()}>
              ${icon('back')}
            </button>`
      }
      <h1 class="grow cut" id="title-of-panel">${title}</h1>
      ${this.#closer(words)}
    </div>`;
  }

  #closer(words: WidgetWords): TemplateResult {
    return html`<button class="btn btn-icon" aria-label=${words.close} @click=${() => this.close()}>
      ${icon('close')}
    </button>`;
  }

  #room(words: WidgetWords, screen: Screen): unknown {
    if (screen.is === 'home')
      return html`<div class="body">
        ${ways(words, (kind) => this.go({ is: 'form', kind }))} ${this.#rooms?.home() ?? nothing}
      </div>`;
    if (screen.is === 'form')
      return html`<smart-support-form
        .kind=${screen.kind}
        .words=${words}
        .doors=${this.#doorsOf(screen.kind)}
        .desk=${this.#desk}
      ></smart-support-form>`;
    return this.#rooms?.room(screen);
  }
}
