import { html, nothing, type PropertyValues } from 'lit';
import type { Colleague, LicenseeName, StaffMe, StaffTicketRow } from '../../client/api.ts';
import { api, type Failure, read, send } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icons.ts';
import { isQuestion, isSlash, letterOf } from '../parts/keys.ts';
import { errorLine } from '../parts/field.ts';
import { RequestId } from '../request-id.ts';
import { Reread } from '../reread.ts';
import { address, go } from '../router.ts';
import { settings } from '../settings.ts';
import { LiveTicketEvent } from '../shell/live-ticket-event.ts';
import { pageBar } from '../shell/page-bar.ts';
import { words } from '../words.ts';
import { emptyQueue } from './empty-queue.ts';
import { filterBar } from './filter-bar.ts';
import { addressOf, type Filter, filterOf } from './filter.ts';
import { groupsOf, hasCrossed, heldRows } from './groups.ts';
import { keyList, keysLine } from './key-list.ts';
import { appended, type QueuePart, type QueueRead, readQueue, readQueueAgain } from './read-queue.ts';
import { groupsTemplate } from './rows.ts';
import { rememberOpened, rememberQueue, takeOpened } from './seen-queue.ts';

const PART = 50;
const TYPING_MS = 250;
const MINUTE = 60_000;

/** The queue: tickets by what is due next. */
export class DeskQueue extends PageElement {
  static override properties = {
    me: { attribute: false },
    search: {},
    first: { attribute: false },
    rows: { state: true },
    current: { state: true },
    fresh: { state: true },
    failure: { state: true },
    busy: { state: true },
    licensees: { state: true },
    colleagues: { state: true },
    said: { state: true },
  };
  declare me: StaffMe;
  declare search: string;
  /** The first reading, begun before this element existed. */
  declare first: Promise<QueueRead> | null;
  declare rows: readonly StaffTicketRow[] | null;
  declare current: string | null;
  /** Read, and not shown yet because the list is being pointed at. */
  declare fresh: QueuePart | null;
  declare failure: Failure | null;
  declare busy: boolean;
  declare licensees: readonly LicenseeName[];
  declare colleagues: readonly Colleague[];
  declare said: string;

  #next: string | null = null;
  #total = 0;
  #orMore = false;
  #nextDueAt: number | null = null;
  #readAt = 0;
  #reading = 0;
  #reread = new Reread(() => this.#again());
  #minute: ReturnType<typeof setInterval> | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #taking = new RequestId();

  constructor() {
    super();
    this.search = '';
    this.first = null;
    this.rows = null;
    this.current = null;
    this.fresh = null;
    this.failure = null;
    this.busy = false;
    this.licensees = [];
    this.colleagues = [];
    this.said = '';
  }

  get #filter(): Filter {
    return filterOf(this.search);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener(LiveTicketEvent.NAME, this.#changed);
    document.addEventListener('keydown', this.#letter);
    this.#minute = setInterval(this.#tick, MINUTE);
    void this.#readChoices();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener(LiveTicketEvent.NAME, this.#changed);
    document.removeEventListener('keydown', this.#letter);
    clearInterval(this.#minute);
    clearTimeout(this.#typing);
    this.#reread.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('search')) void this.#readFirst(this.hasUpdated ? null : this.first);
  }

  async #readFirst(begun: Promise<QueueRead> | null): Promise<void> {
    const reading = ++this.#reading;
    this.busy = true;
    const answer = await (begun ?? readQueue(this.#filter));
    if (reading !== this.#reading) return;
    this.busy = false;
    this.fresh = null;
    if (!answer.ok) return void (this.failure = answer);
    this.#show(answer.value);
    const opened = takeOpened();
    if (!opened || !answer.value.rows.some((row) => row.id === opened)) return;
    this.current = opened;
    await this.updateComplete;
    this.#rowOf(opened)?.focus();
  }

  #show(part: QueuePart): void {
    this.failure = null;
    this.fresh = null;
    this.#next = part.next;
    this.#count(part);
    this.#nextDueAt = part.nextDueAt ?? null;
    this.#readAt = now();
    this.rows = groupsOf(part.rows, true).flatMap((group) => group.rows);
    if (!this.rows.some((row) => row.id === this.current)) this.current = this.rows[0]?.id ?? null;
    const ids = this.rows.map((row) => row.id);
    rememberQueue({ search: this.search, ids, total: this.#total, orMore: this.#orMore });
  }

  #count({ total, orMore, next, rows }: QueuePart): void {
    // What is here counts itself; and on the last part nothing is left uncounted.
    this.#total = Math.max(total, rows.length);
    this.#orMore = orMore && next !== null;
  }

  async #again(): Promise<void> {
    const reading = this.#reading;
    const answer = await readQueueAgain(this.#filter, Math.max(this.rows?.length ?? 0, PART));
    if (reading !== this.#reading) return;
    if (!answer.ok) return void (this.failure = answer);
    this.#count(answer.value);
    if (!this.#isHeld()) return this.#show(answer.value);
    const held = heldRows(this.rows ?? [], answer.value.rows);
    this.rows = held.rows;
    this.#readAt = now();
    this.fresh = held.waiting > 0 ? answer.value : null;
  }

  #isHeld(): boolean {
    return this.querySelector('.queue:hover, .queue:focus-within') !== null && (this.rows?.length ?? 0) > 0;
  }

  #letGo = () => {
    queueMicrotask(() => {
      if (this.fresh && !this.#isHeld()) this.#show(this.fresh);
    });
  };

  async #readChoices(): Promise<void> {
    const [licensees, colleagues] = await Promise.all([
      read(api.staff.licenseeNames.query()),
      read(api.staff.colleagues.query()),
    ]);
    if (licensees.ok) this.licensees = licensees.value;
    if (colleagues.ok) this.colleagues = colleagues.value;
  }

  #more = async () => {
    if (this.#next === null) return;
    this.busy = true;
    const answer = await readQueue(this.#filter, this.#next);
    this.busy = false;
    if (!answer.ok) return void (this.failure = answer);
    this.#show({ ...answer.value, rows: appended(this.rows ?? [], answer.value.rows) });
  };

  #changed = () => this.#reread.soon();

  #tick = () => {
    if (hasCrossed(this.rows ?? [], this.#readAt, now())) this.#reread.soon();
    this.requestUpdate();
  };

  #filterTo = (next: Filter, how: 'push' | 'replace' = 'push') => go(address.queue(addressOf(next)), how);

  #searchAll = () => this.#filterTo({ ...this.#filter, status: 'all' });

  #type = (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#find(value, 'replace'), TYPING_MS);
  };

  #find(value: string, how: 'push' | 'replace'): void {
    clearTimeout(this.#typing);
    const { search: _before, ...rest } = this.#filter;
    this.#filterTo(value.trim() ? { ...rest, search: value.trim() } : rest, how);
  }

  #submit = (event: SubmitEvent) => {
    event.preventDefault();
    this.#find(this.querySelector<HTMLInputElement>('#search')?.value ?? '', 'replace');
  };

  #rowOf(id: string | null): HTMLElement | null {
    return id === null ? null : this.querySelector<HTMLElement>(`#row-${CSS.escape(id)}`);
  }

  #go(step: number): void {
    const ids = (this.rows ?? []).map((row) => row.id);
    const index = this.current === null ? -1 : ids.indexOf(this.current);
    const isIn = this.querySelector('.queue')?.contains(document.activeElement);
    const id = ids[isIn ? Math.min(Math.max(index + step, 0), ids.length - 1) : Math.max(index, 0)];
    if (id === undefined) return;
    this.current = id;
    const row = this.#rowOf(id);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }

  #open(id: string, hash = ''): void {
    rememberOpened(id);
    go(address.ticket(id) + hash);
  }

  #showKeys = () => this.querySelector<HTMLDialogElement>('#key-list')?.showModal();

  /** Arrows, Home and End belong to the grid itself and are always on; letters are the page's. */
  #gridKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e6, End: 1e6 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.#go(step);
    } else if (event.key === 'Enter' && this.current && !event.defaultPrevented) {
      event.preventDefault();
      this.#open(this.current);
    }
  };

  #letter = (event: KeyboardEvent) => {
    const letter = letterOf(event);
    if (letter === null) return;
    if (isQuestion(event)) this.#showKeys();
    else if (isSlash(event)) this.querySelector<HTMLInputElement>('#search')?.focus();
    else if (letter === 'j') this.#go(1);
    else if (letter === 'k') this.#go(-1);
    else if (letter === 'a') void this.#take();
    else if (letter === 'r' && this.current) this.#open(this.current, '#reply');
    else if (letter === 'n' && this.current) this.#open(this.current, '#note');
    else if (letter === 'c') go(address.register());
    else return;
    event.preventDefault();
  };

  async #take(): Promise<void> {
    const row = this.rows?.find((each) => each.id === this.current);
    if (!row || row.assignee?.id === this.me.id || row.status === 'closed') return;
    const content = { id: row.id, seenVersion: row.version, to: this.me.id };
    const answer = await send(api.staff.assign.mutate({ ...content, requestId: this.#taking.for(content) }));
    if (!answer.ok) return void (this.failure = answer);
    this.#taking.done();
    this.said = words().queue.taken(row.number);
    this.#reread.soon();
  }

  #pointed = (event: MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('.q');
    if (row?.dataset['id']) {
      this.current = row.dataset['id'];
      rememberOpened(row.dataset['id']);
    }
  };

  #grid() {
    const { queue, loading } = words();
    const rows = this.rows ?? [];
    const rest = this.#orMore ? PART : this.#total - rows.length;
    return html`<div class="queue-in" @mouseleave=${this.#letGo} @focusout=${this.#letGo}>
      ${
        rows.length === 0
          ? this.rows === null
            ? html`<p class="waits quiet">${this.busy ? loading : nothing}</p>`
            : emptyQueue(this.#filter, {
                searchAll: this.#searchAll,
                nextDueAt: this.#nextDueAt,
                zone: this.me.desk.timeZone,
              })
          : html`<div
              class="queue"
              role="grid"
              aria-label=${queue.label}
              aria-rowcount=${this.#orMore ? -1 : this.#total}
              aria-busy=${this.busy}
              @keydown=${this.#gridKey}
              @click=${this.#pointed}
            >
              ${groupsTemplate(groupsOf(rows, this.#next === null), {
                at: now(),
                zone: this.me.desk.timeZone,
                current: this.current,
              })}
            </div>`
      }
      ${
        this.#next !== null && rest > 0
          ? html`<button type="button" class="btn more-rows" ?disabled=${this.busy} @click=${this.#more}>
              ${queue.more(Math.min(rest, PART))}
            </button>`
          : nothing
      }
    </div>`;
  }

  protected override render() {
    const { queue, nav } = words();
    const filter = this.#filter;
    const tail =
      this.rows === null
        ? undefined
        : filter.status === 'open' && !filter.search
          ? queue.open(this.#total, this.#orMore)
          : queue.found(this.#total, this.#orMore);
    const fresh = this.fresh;
    return html`
      ${pageBar({
        title: queue.title,
        tail,
        end: html`<form class="search" role="search" @submit=${this.#submit}>
            ${icon('find')}
            <input
              id="search"
              type="search"
              aria-label=${queue.searchLabel}
              placeholder=${queue.search}
              autocomplete="off"
              spellcheck="false"
              .value=${filter.search ?? ''}
              @input=${this.#type}
            />${settings().keys ? html`<kbd>/</kbd>` : nothing}
          </form>
          <a class="btn wide" href=${address.register()}>${icon('plus')}${nav.register}</a>`,
      })}
      ${filterBar(filter, { licensees: this.licensees, colleagues: this.colleagues }, this.#filterTo)}
      <div class="queue-says" role="status">
        ${this.said ? html`<span class="vh">${this.said}</span>` : nothing}
        ${
          fresh
            ? html`<button type="button" class="btn fresh-rows" @click=${() => this.#show(fresh)}>
                ${queue.changed(heldRows(this.rows ?? [], fresh.rows).waiting)}
              </button>`
            : nothing
        }
      </div>
      <div class="queue-fails" role="alert">${errorLine(this.failure?.text)}</div>
      ${this.#grid()} ${keysLine(this.#showKeys)} ${keyList()}
    `;
  }
}
