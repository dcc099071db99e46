import { html, nothing, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { EntryView, StaffMe, StaffTicketView } from '../../client/api.ts';
import { api, type Failure, read, send } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { isSlash, letterOf } from '../parts/keys.ts';
import { RequestId } from '../request-id.ts';
import { Reread } from '../reread.ts';
import { neighboursOf, rememberOpened, seenQueue } from '../queue/seen-queue.ts';
import { address, go } from '../router.ts';
import { LiveTicketEvent, somethingChanged } from '../shell/live-ticket-event.ts';
import type { FollowAsked, Following } from '../second-line/follow-form.ts';
import { hasEscalations } from '../second-line/second-line-section.ts';
import { time, words } from '../words.ts';
import type { ActClosed } from './act-form.ts';
import { isDoneAtOnce, type StaffAct } from './act-needs.ts';
import { actsBar, type OpenAct } from './acts-bar.ts';
import { clocksSection, narrowClocks } from './clocks-section.ts';
import { clientFacts, cycleFacts, ticketFacts } from './facts.ts';
import { bringLedgerWords } from './ledger-words.ts';
import { changesSince, movedOnTemplate } from './moved-on.ts';
import type { Perform } from './perform.ts';
import { storyTemplate } from './story.ts';
import { ticketBar } from './ticket-bar.ts';
import type { TicketComposer, WritingEvent } from './ticket-composer.ts';

/** So many entries stand on opening; the older ones are one press away. */
const SHOWN = 12;
const NEAR_END_PX = 80;
const MINUTE = 60_000;

/** One ticket: what may be done, what was said, by when. */
export class TicketPage extends PageElement {
  static override properties = {
    me: { attribute: false },
    ticketId: {},
    ticket: { state: true },
    failure: { state: true },
    actFailure: { state: true },
    open: { state: true },
    following: { state: true },
    suggested: { state: true },
    seen: { state: true },
    wasRefused: { state: true },
    whole: { state: true },
    facts: { state: true },
    below: { state: true },
    busy: { state: true },
  };
  declare me: StaffMe;
  declare ticketId: string;
  declare ticket: StaffTicketView | null;
  declare failure: Failure | null;
  declare actFailure: Failure | null;
  declare open: OpenAct;
  /** What is being done about a question to the second line; never beside an open act. */
  declare following: Following | null;
  declare suggested: string | null;
  /** The version somebody has acted upon: while they write it stays behind what is shown. */
  declare seen: number;
  declare wasRefused: boolean;
  declare whole: boolean;
  declare facts: boolean;
  /** New entries below what is being read. */
  declare below: number;
  declare busy: boolean;

  #isWriting = false;
  #reread = new Reread(() => this.#again());
  #request = new RequestId();
  #minute: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.ticket = null;
    this.failure = null;
    this.actFailure = null;
    this.open = null;
    this.following = null;
    this.suggested = null;
    this.seen = 0;
    this.wasRefused = false;
    this.whole = false;
    this.facts = false;
    this.below = 0;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener(LiveTicketEvent.NAME, this.#changed as EventListener);
    document.addEventListener('keydown', this.#letter);
    this.#minute = setInterval(() => this.requestUpdate(), MINUTE);
    rememberOpened(this.ticketId);
    void this.#readFirst();
    void bringLedgerWords().then(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener(LiveTicketEvent.NAME, this.#changed as EventListener);
    document.removeEventListener('keydown', this.#letter);
    clearInterval(this.#minute);
    this.#reread.stop();
  }

  async #readFirst(): Promise<void> {
    this.failure = null;
    const answer = await read(api.staff.ticket.query({ id: this.ticketId }));
    if (!answer.ok) return void (this.failure = answer);
    this.ticket = answer.value;
    this.seen = answer.value.version;
    await this.updateComplete;
    this.#toEnd();
    const asked = location.hash.slice(1);
    if (asked === 'reply' || asked === 'note') this.#composer()?.begin(asked);
    else if (document.activeElement === document.body) this.querySelector<HTMLElement>('h1')?.focus();
  }

  async #again(): Promise<void> {
    const answer = await read(api.staff.ticket.query({ id: this.ticketId }));
    if (!answer.ok) return void (this.failure = this.ticket ? this.failure : answer);
    const before = this.ticket;
    if (before && answer.value.version < before.version) return;
    const isNearEnd = this.#isNearEnd();
    this.ticket = answer.value;
    const isHeld =
      this.#isWriting || this.following !== null || (this.open !== null && this.open !== 'assign');
    if (!isHeld) this.seen = answer.value.version;
    await this.updateComplete;
    const fresh = answer.value.entries.filter((entry) => entry.seq > (before?.version ?? 0)).length;
    if (isNearEnd) this.#toEnd();
    else this.below += fresh;
  }

  #changed = (event: LiveTicketEvent) => {
    if (event.id === null || (event.id === this.ticketId && event.version !== this.ticket?.version)) {
      this.#reread.soon();
    }
  };

  /** Does one thing to the ticket as it was seen, and shows what it has become. */
  readonly #perform: Perform = async (ask) => {
    const answer = await send(ask(this.seen));
    if (answer.ok) {
      // What somebody did right after it may have been heard of and read before.
      if (answer.value.version >= (this.ticket?.version ?? 0)) this.ticket = answer.value;
      this.seen = answer.value.version;
      this.wasRefused = false;
      this.actFailure = null;
      somethingChanged(answer.value.id, answer.value.version);
      await this.updateComplete;
      this.#toEnd();
      return null;
    }
    const code = answer.refusal?.code;
    if (code === 'ticket_moved_on' || code === 'act_not_allowed') await this.#showMeanwhile();
    return answer;
  };

  /** Others were faster: what they did is shown and marked, and the next try is made knowing it. */
  async #showMeanwhile(): Promise<void> {
    const answer = await read(api.staff.ticket.query({ id: this.ticketId }));
    if (!answer.ok) return;
    const before = this.seen;
    this.ticket = answer.value;
    this.wasRefused = true;
    this.#meanwhile = changesSince(answer.value.entries, before);
    this.seen = answer.value.version;
    await this.updateComplete;
    this.#toEnd();
  }

  #meanwhile: EntryView[] = [];

  #understood = () => {
    this.#meanwhile = [];
    this.wasRefused = false;
    this.seen = this.ticket?.version ?? this.seen;
    this.requestUpdate();
    this.#composer()?.querySelector('textarea')?.focus();
  };

  #changes(ticket: StaffTicketView): EntryView[] {
    if (this.#meanwhile.length > 0) return this.#meanwhile;
    return changesSince(ticket.entries, this.seen);
  }

  #composer(): TicketComposer | null {
    return this.querySelector<TicketComposer>('ticket-composer');
  }

  #scroller(): HTMLElement | null {
    return this.querySelector('.story-in');
  }

  #isNearEnd(): boolean {
    const box = this.#scroller();
    return !box || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
  }

  #toEnd = () => {
    const box = this.#scroller();
    if (box) box.scrollTop = box.scrollHeight;
    this.below = 0;
  };

  #scrolled = () => {
    if (this.below > 0 && this.#isNearEnd()) this.below = 0;
  };

  #writing = (event: WritingEvent) => {
    const ended = this.#isWriting && !event.isWriting;
    this.#isWriting = event.isWriting;
    if (ended && this.open === null && this.following === null) {
      this.#meanwhile = [];
      this.seen = this.ticket?.version ?? this.seen;
    }
  };

  #press = async (act: StaffAct) => {
    if (!isDoneAtOnce(act) || !this.ticket) return this.#toggle(act);
    const content = { id: this.ticket.id, act };
    const requestId = this.#request.for(content);
    this.busy = true;
    this.actFailure = await this.#perform((seenVersion) =>
      api.staff.act.mutate({ id: content.id, act: act as 'start' | 'analyse', requestId, seenVersion }),
    );
    this.busy = false;
    if (this.actFailure) return;
    this.#request.done();
    await this.updateComplete;
    // The pressed button is gone with the status it belonged to.
    if (document.activeElement === document.body) this.querySelector<HTMLElement>('.acts .btn')?.focus();
  };

  #opener: HTMLElement | null = null;

  #toggle(act: Exclude<OpenAct, null>): void {
    this.#opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.open = this.open === act ? null : act;
    this.following = null;
    this.suggested = null;
    this.facts = false;
    this.actFailure = null;
  }

  #suggested = () => {
    const { suggestion } = this.ticket ?? {};
    if (this.open !== 'escalate') this.#toggle('escalate');
    this.facts = false;
    this.suggested = suggestion?.topic ?? null;
  };

  #follow = ({ following }: FollowAsked) => {
    this.#opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.open = null;
    this.facts = false;
    this.actFailure = null;
    this.following = following;
  };

  #closed = (event: ActClosed) => {
    this.open = null;
    this.following = null;
    if (event.isDone) this.#meanwhile = [];
    void this.updateComplete.then(() => {
      const back = this.#opener?.isConnected ? this.#opener : this.querySelector<HTMLElement>('.acts .btn');
      (back ?? this.querySelector<HTMLElement>('h1'))?.focus();
    });
  };

  #letter = (event: KeyboardEvent) => {
    const letter = letterOf(event);
    const near = neighboursOf(seenQueue(), this.ticketId);
    if (letter === 'r') this.#composer()?.begin('reply');
    else if (letter === 'n') this.#composer()?.begin('note');
    else if (letter === 'j' && near?.next) go(address.ticket(near.next));
    else if (letter === 'k' && near?.previous) go(address.ticket(near.previous));
    else if (letter !== null && isSlash(event)) go(address.queue(seenQueue().search));
    else if (letter === 'a' && this.ticket?.allowedActs.includes('assign')) this.#toggle('assign');
    else return;
    event.preventDefault();
  };

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('ticket') && this.ticket) {
      document.title = `${words().ticket.number(this.ticket.number)} ${this.ticket.title} · ${words().desk}`;
    }
  }

  #head() {
    const close = this.facts ? () => (this.facts = false) : null;
    return ticketBar(this.ticketId, this.ticket?.number ?? null, close);
  }

  #form(ticket: StaffTicketView) {
    const zone = this.me.desk.timeZone;
    const { following } = this;
    if (following)
      return keyed(
        following,
        html`<follow-form
          .ticket=${ticket}
          .staffId=${this.me.id}
          .following=${following}
          .perform=${this.#perform}
          @act-closed=${this.#closed}
        ></follow-form>`,
      );
    if (this.open === null) return nothing;
    if (this.open === 'escalate')
      return html`<escalate-form
        .ticket=${ticket}
        .staffId=${this.me.id}
        .zone=${zone}
        .topic=${this.suggested}
        .perform=${this.#perform}
        @act-closed=${this.#closed}
      ></escalate-form>`;
    return this.open === 'assign'
      ? html`<assign-panel
          .ticket=${ticket}
          .staffId=${this.me.id}
          .perform=${this.#perform}
          @act-closed=${this.#closed}
        ></assign-panel>`
      : html`<act-form
          .ticket=${ticket}
          .act=${this.open}
          .zone=${zone}
          .perform=${this.#perform}
          @act-closed=${this.#closed}
        ></act-form>`;
  }

  #story(ticket: StaffTicketView) {
    const { ticket: said } = words();
    const zone = this.me.desk.timeZone;
    const hidden = this.whole || ticket.entries.length <= SHOWN + 2 ? 0 : ticket.entries.length - SHOWN;
    const changes = this.#changes(ticket);
    const newAfter = Math.min(this.seen, (this.#meanwhile[0]?.seq ?? Infinity) - 1);
    const first = ticket.entries[0];
    return html`<div
        class="story-in"
        role="log"
        aria-label=${said.story}
        tabindex="0"
        @scroll=${this.#scrolled}
      >
        <div class="story-push"></div>
        ${
          hidden > 0 && first
            ? html`<button type="button" class="link more" @click=${() => (this.whole = true)}>
                ${said.earlier(hidden, time().day(first.at, now(), zone))}
              </button>`
            : nothing
        }
        ${storyTemplate(ticket.entries.slice(hidden), ticket, zone, newAfter)}
      </div>
      ${
        this.below > 0
          ? html`<button type="button" class="btn below" @click=${this.#toEnd}>
              ${said.newBelow(this.below)}${icon('down')}
            </button>`
          : nothing
      }
      ${movedOnTemplate(changes, ticket, zone, this.wasRefused, this.#understood)}`;
  }

  protected override render() {
    const said = words();
    const { ticket } = this;
    if (!ticket) {
      return html`${this.#head()}
        <div class="waits">
          ${
            this.failure
              ? html`<div role="alert">${errorLine(this.failure.text)}</div>
                  <button type="button" class="btn" @click=${() => void this.#readFirst()}>
                    ${said.retry}
                  </button>`
              : html`<span class="quiet">${said.loading}</span>`
          }
        </div>`;
    }
    const zone = this.me.desk.timeZone;
    const canWrite = ticket.allowedActs.includes('reply') || ticket.allowedActs.includes('note');
    const canCorrect = ticket.allowedActs.includes('correct');
    return html`${this.#head()}
      <div class="ticket" ?data-facts=${this.facts} @writing=${this.#writing} @follow-asked=${this.#follow}>
        <section class="story">
          <header class="story-top">
            <h1 tabindex="-1">${ticket.title || words().ticket.erasedTitle}</h1>
            ${actsBar({
              ticket,
              open: this.open,
              busy: this.busy,
              onPress: this.#press,
              onAssign: () => this.#toggle('assign'),
              onEscalate: () => this.#toggle('escalate'),
            })}
            <undelivered-line .ticketId=${ticket.id}></undelivered-line>
            <div role="alert">${errorLine(this.actFailure?.text)}</div>
            ${this.#form(ticket)}
          </header>
          ${narrowClocks(ticket, zone, this.facts, () => (this.facts = true))} ${this.#story(ticket)}
          ${
            canWrite
              ? html`<ticket-composer
                  .ticket=${ticket}
                  .staffId=${this.me.id}
                  .perform=${this.#perform}
                ></ticket-composer>`
              : nothing
          }
        </section>
        <aside class="facts" aria-label=${said.ticket.facts} tabindex="0">
          ${clocksSection(ticket, this.me.desk)}
          ${
            hasEscalations(ticket)
              ? html`<second-line-section .ticket=${ticket} .zone=${zone}></second-line-section>`
              : nothing
          }
          ${clientFacts(ticket, this.me.role === 'administrator')}
          ${
            ticket.site
              ? html`<ticket-consent
                  .ticketId=${ticket.id}
                  .who=${ticket.person.name}
                  .zone=${zone}
                ></ticket-consent>`
              : nothing
          }
          ${ticketFacts(ticket, zone, canCorrect ? () => this.#toggle('correct') : null, ticket.status === 'closed' ? null : this.#suggested)}
          ${cycleFacts(ticket, zone)}
        </aside>
      </div>`;
  }
}
