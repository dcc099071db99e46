import { html, nothing, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Language, Presence } from '../../../shared/ticket.ts';
import type { QueueCounts, StaffMe } from '../../client/api.ts';
import { api, type Failure, read, send, SIGNED_OUT } from '../api.ts';
import { type LiveTicket, listen } from '../live.ts';
import { setServerNow } from '../now.ts';
import { define, PageElement } from '../page-element.ts';
import { DeskQueue } from '../queue/desk-queue.ts';
import { filterOf } from '../queue/filter.ts';
import { type QueueRead, readQueue } from '../queue/read-queue.ts';
import { Reread } from '../reread.ts';
import { address, go, MOVED, type Place, placeOf, takeLinkClick } from '../router.ts';
import { applyTheme, setSettings, settings } from '../settings.ts';
import { language, speak, words } from '../words.ts';
import { JoinPage } from './join-page.ts';
import { LiveTicketEvent } from './live-ticket-event.ts';
import { pageOf } from './page-of.ts';
import { bringPage, isHere } from './pages.ts';
import { signOut } from './session.ts';
import { sideBar, type SettingsChange } from './side-bar.ts';
import { SignInForm } from './sign-in.ts';

/** The console itself: who is signed in, where we are, and the one live stream that all pages hear. */
export class ConsoleApp extends PageElement {
  static override properties = {
    is: { state: true },
    me: { state: true },
    counts: { state: true },
    place: { state: true },
    ended: { state: true },
    menu: { state: true },
    connection: { state: true },
    failure: { state: true },
    said: { state: true },
  };
  declare is: 'starting' | 'out' | 'in';
  declare me: StaffMe | null;
  declare counts: QueueCounts | null;
  declare place: Place;
  /** The session ended while a page was open: the page stays behind the dialog, with all that is typed in it. */
  declare ended: boolean;
  declare menu: boolean;
  declare connection: 'on' | 'lost';
  declare failure: Failure | null;
  declare said: Language;

  #first: Promise<QueueRead> | null = null;
  #stream: AbortController | null = null;
  #counting = new Reread(() => this.#readCounts(), 400);

  constructor() {
    super();
    this.is = 'starting';
    this.me = null;
    this.counts = null;
    this.place = placeOf(location);
    this.ended = false;
    this.menu = false;
    this.connection = 'on';
    this.failure = null;
    this.said = language();
    define('desk-queue', DeskQueue);
    define('sign-in-form', SignInForm);
    define('join-page', JoinPage);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.#moved);
    addEventListener(MOVED, this.#moved);
    addEventListener(SIGNED_OUT, this.#signedOut);
    addEventListener(LiveTicketEvent.NAME, this.#countSoon);
    addEventListener('click', takeLinkClick);
    document.addEventListener('visibilitychange', this.#seen);
    if (this.place.page === 'join') this.is = 'out';
    else void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#moved);
    removeEventListener(MOVED, this.#moved);
    removeEventListener(SIGNED_OUT, this.#signedOut);
    removeEventListener(LiveTicketEvent.NAME, this.#countSoon);
    removeEventListener('click', takeLinkClick);
    document.removeEventListener('visibilitychange', this.#seen);
    this.#stream?.abort();
    this.#counting.stop();
  }

  /** Who I am, the counts and the queue are asked in one breath, so that the first screen costs one round trip. */
  async #start(): Promise<void> {
    this.failure = null;
    const [me, counts, queue] = [
      read(api.staff.me.query()),
      read(api.staff.counts.query()),
      this.place.page === 'queue' ? readQueue(filterOf(this.place.search)) : null,
    ];
    this.#first = queue;
    void bringPage(this.place.page).then(() => this.requestUpdate());
    const who = await me;
    if (!who.ok) {
      if (who.refusal?.code === 'not_signed_in') this.is = 'out';
      else this.failure = who;
      return;
    }
    setServerNow(who.value.desk.now);
    this.me = who.value;
    this.is = 'in';
    this.ended = false;
    this.#listen();
    const counted = await counts;
    if (counted.ok) this.counts = counted.value;
    void bringPage('ticket');
  }

  #listen(): void {
    this.#stream?.abort();
    this.#stream = new AbortController();
    const listener = {
      ticket: (change: LiveTicket) => {
        this.connection = 'on';
        dispatchEvent(new LiveTicketEvent(change.id, change.version));
      },
      again: () => {
        this.connection = 'on';
        dispatchEvent(new LiveTicketEvent(null));
      },
      lost: () => {
        this.connection = 'lost';
      },
    };
    void listen(listener, this.#stream.signal);
  }

  /** A tab that nobody looks at holds no connection; once it is looked at again, it reads what it shows. */
  #seen = () => {
    if (this.is !== 'in') return;
    if (document.hidden) {
      this.#stream?.abort();
      return;
    }
    this.#listen();
    dispatchEvent(new LiveTicketEvent(null));
  };

  async #readCounts(): Promise<void> {
    if (this.is !== 'in') return;
    const answer = await read(api.staff.counts.query());
    if (answer.ok) this.counts = answer.value;
  }

  #countSoon = () => this.#counting.soon();

  #moved = () => {
    const before = this.place.page;
    this.place = placeOf(location);
    this.menu = false;
    this.#first = null;
    const { page } = this.place;
    if (!isHere(page)) void bringPage(page).then(() => this.requestUpdate());
    if (page !== before) void this.updateComplete.then(() => this.querySelector<HTMLElement>('h1')?.focus());
  };

  #signedOut = () => {
    if (this.is === 'in') this.ended = true;
  };

  #signedIn = () => {
    if (this.place.page === 'join') go(address.queue(), 'replace');
    const wasOpen = this.is === 'in';
    void this.#start().then(() => wasOpen && dispatchEvent(new LiveTicketEvent(null)));
  };

  #presence = async (presence: Presence) => {
    const answer = await send(api.staff.setPresence.mutate({ presence }));
    if (answer.ok) this.me = answer.value;
    else this.failure = answer;
  };

  #settings = async (change: SettingsChange) => {
    const next = setSettings(change);
    applyTheme(next.theme);
    if (change.language) {
      await speak(next.language);
      this.said = next.language;
    }
    this.requestUpdate();
  };

  #leave = async () => {
    if (!(await signOut())) return;
    this.#stream?.abort();
    this.is = 'out';
    this.me = null;
    this.counts = null;
  };

  #keydown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && this.menu) this.menu = false;
  };

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('menu')) {
      if (this.menu) this.querySelector<HTMLElement>('.side-close')?.focus();
      else if (changed.get('menu')) this.querySelector<HTMLElement>('.bar .menu')?.focus();
    }
    const dialog = this.querySelector<HTMLDialogElement>('dialog.ended');
    if (changed.has('ended') && this.ended) dialog?.showModal();
    else if (dialog?.open && !this.ended) dialog.close();
  }

  #door() {
    return html`<main class="door-page" @signed-in=${this.#signedIn}>
      ${
        this.place.page === 'join'
          ? html`<join-page token=${this.place.token}></join-page>`
          : html`<sign-in-form></sign-in-form>`
      }
    </main>`;
  }

  protected override render() {
    const said = words();
    if (this.is === 'out') return keyed(this.said, this.#door());
    if (!this.me) {
      return this.failure
        ? html`<main class="door-page">
            <div class="door">
              <p role="alert">${this.failure.text}</p>
              <button class="btn" @click=${() => void this.#start()}>${said.retry}</button>
            </div>
          </main>`
        : nothing;
    }
    const me = this.me;
    return keyed(
      this.said,
      html`<div class="screen" @keydown=${this.#keydown}>
        <a class="skip" href="#main" @click=${this.#skip}>${said.skip}</a>
        <div class="app" ?data-menu=${this.menu}>
          ${sideBar({
            me,
            counts: this.counts,
            place: this.place,
            settings: settings(),
            onPresence: this.#presence,
            onSettings: this.#settings,
            onSignOut: this.#leave,
            onClose: () => (this.menu = false),
          })}
          <main
            class="main"
            id="main"
            tabindex="-1"
            ?inert=${this.menu}
            @open-menu=${() => (this.menu = true)}
          >
            <p class="connection" role="status">${this.connection === 'lost' ? said.nav.offline : nothing}</p>
            ${
              this.failure
                ? html`<p class="connection" role="alert">
                    ${this.failure.text}
                    <button class="btn btn-text" @click=${() => (this.failure = null)}>${said.close}</button>
                  </p>`
                : nothing
            }
            ${isHere(this.place.page) ? pageOf(this.place, me, this.#first) : html`<p class="waits quiet">${said.loading}</p>`}
          </main>
        </div>
        <dialog
          class="ended"
          aria-label=${said.signIn.title}
          @cancel=${(event: Event) => event.preventDefault()}
          @signed-in=${this.#signedIn}
        >
          ${this.ended ? html`<sign-in-form ended></sign-in-form>` : nothing}
        </dialog>
      </div>`,
    );
  }

  #skip = (event: Event) => {
    event.preventDefault();
    this.querySelector<HTMLElement>('#main')?.focus();
  };
}
