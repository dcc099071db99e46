import type { TicketKind } from '../../../shared/ticket.ts';
import type { CustomerTicketRow, CustomerTicketView, DeskView, SiteConfig } from '../../client/api.ts';
import type { Answer } from '../../client/connect.ts';
import { ConsentNow } from './consent-now.ts';
import { backOff } from '../../client/back-off.ts';
import { listen } from '../../client/live.ts';
import { newRequestId } from '../../client/request-id.ts';
import type { WidgetDeskWords } from '../../wording/widget-desk.ru.ts';
import type { Site } from '../site.ts';
import type { Uploaded } from '../ticket/ticket-deps.ts';
import { submissionOf, type FromWhere } from '../submission.ts';
import type { Filled } from '../form/form-draft.ts';
import type { Tick } from '../consent/asked-consent.ts';
import { newsIn } from './news-in.ts';
import { postEntry } from './post-entry.ts';
import { uploadBy } from './upload-by.ts';
import { consentAsked, Outbox, isPassing, type Entry } from './outbox.ts';
import { Reread } from './reread.ts';
import { Session, type Person } from './session.ts';

/** How sending went. `field`: which one the desk refused. */
export type Sent =
  | { is: 'sent'; view: CustomerTicketView }
  | { is: 'waiting' }
  | { is: 'gone' }
  | { is: 'refused'; text: string; field?: string };

type Fresh<T> = T extends unknown ? Omit<T, 'requestId' | 'at'> : never;
/** Within this what could not be sent is tried again, the first time. */
const TRY_AGAIN_MS = 4000;

/** What the desk has said to the person who is here, and what they have said to it. The panel shows it. */
export class Desk {
  readonly site: Site;
  readonly words: WidgetDeskWords;
  person: Person | null = null;
  view: DeskView | null = null;
  rows: readonly CustomerTicketRow[] | null = null;
  next: string | null = null;
  ticket: CustomerTicketView | null = null;
  /** Nobody answers. */
  lost = false;
  /** The desk has too much to do. */
  busy = false;
  /** Why nobody is let in, in words. */
  problem = '';
  /** What has just happened, for who does not see it. */
  news = '';

  #session: Session;
  #outbox: Outbox;
  #watchers = new Set<() => void>();
  #readAt = 0;
  #wanted: string | null = null;
  #live: AbortController | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  /** What the desk has asked for. */
  #afterSeconds = 0;
  #consent: ConsentNow;
  #reread = new Reread(() => this.#readShown());

  constructor(site: Site, words: WidgetDeskWords) {
    this.site = site;
    this.words = words;
    this.#session = new Session(site);
    this.#consent = new ConsentNow(site.language, {
      text: async () => (await this.#config())?.consent ?? null,
      changed: () => this.#tell(),
    });
    this.#outbox = new Outbox(site.kept, (entry) => this.#session.ask((api) => postEntry(api, entry)));
    site.onSwitch(() => this.#forget());
    addEventListener('online', () => void this.flush());
  }

  /** By the desk's clock. */
  get now(): number {
    return (this.view?.now ?? Date.now()) + (this.view ? performance.now() - this.#readAt : 0);
  }

  get waiting(): Entry[] {
    return this.#outbox.waiting;
  }

  watch(act: () => void): () => void {
    this.#watchers.add(act);
    return () => this.#watchers.delete(act);
  }

  /** While the panel is open: hears of every change. */
  start(): void {
    if (this.#live) return;
    this.#live = new AbortController();
    void this.read();
    this.#listen(this.#live.signal);
  }

  stop(): void {
    this.#live?.abort();
    this.#live = null;
    this.#wanted = null;
  }

  /** Lets the person in and reads what they are shown first. */
  async read(): Promise<void> {
    const opened = await this.#session.open();
    if (!opened.ok) return this.#told(opened);
    this.person = opened.value;
    const [view, list] = await Promise.all([
      this.#session.ask((api) => api.customer.desk.query()),
      this.#session.ask((api) => api.customer.tickets.query()),
    ]);
    this.#told(view);
    if (view.ok) {
      this.#view(view.value);
    }
    if (list.ok) ({ rows: this.rows, next: this.next } = list.value);
    this.#tell();
    if (this.waiting.length > 0) await this.flush();
  }

  async more(): Promise<void> {
    const cursor = this.next;
    if (cursor === null) return;
    const list = await this.#session.ask((api) => api.customer.tickets.query({ cursor }));
    this.#told(list);
    if (list.ok) {
      const known = new Set(this.rows?.map(({ id }) => id));
      this.rows = [...(this.rows ?? []), ...list.value.rows.filter(({ id }) => !known.has(id))];
      this.next = list.value.next;
    }
    this.#tell();
  }

  /** Shows this ticket from now on, or none. */
  async want(id: string | null): Promise<void> {
    this.#wanted = id;
    if (id === null || this.ticket?.id !== id) this.ticket = null;
    if (id !== null) await this.#readTicket(id);
  }

  submit(filled: Filled, from: FromWhere): Promise<Sent> {
    const fileNames = filled.files.map(({ name }) => name);
    return this.#send({ is: 'submit', input: submissionOf(filled, from), fileNames });
  }

  send(entry: Fresh<Exclude<Entry, { is: 'submit' }>>): Promise<Sent> {
    return this.#send(entry);
  }

  /** Whether news come by mail. False where the desk did not hear it. */
  async setMail(wanted: boolean): Promise<boolean> {
    const answer = await this.#session.ask((api) => api.customer.setMail.mutate({ wanted }));
    this.#told(answer);
    if (answer.ok && this.person) this.person = { ...this.person, wantsMail: wanted };
    return answer.ok;
  }

  drop(requestId: string): void {
    this.#outbox.drop(requestId);
    this.#tell();
  }

  /** Sends what waits, and tells how many went. */
  async flush(): Promise<number> {
    clearTimeout(this.#again);
    if (this.waiting.every(({ problem }) => problem)) return 0;
    const opened = await this.#session.open();
    if (!opened.ok) this.#told(opened);
    const sent = opened.ok ? await this.#outbox.flush((answer) => this.#why(answer)) : 0;
    if (sent > 0) {
      this.lost = this.busy = false;
      this.#tries = 0;
      this.news = this.words.sentNow(sent);
      this.#reread.soon();
      if (this.#consent.now) void this.refreshPromise();
    }
    for (const { asksConsent } of this.waiting) if (asksConsent) void this.#consent.ask(asksConsent);
    if (this.waiting.some(({ problem }) => !problem)) this.#later();
    this.#tell();
    return sent;
  }

  upload(file: File): Promise<Uploaded> {
    return uploadBy(this.#session, file, this.words);
  }

  /** An address that lives for a minute, or null with the reason told. */
  async addressOf(fileId: string): Promise<string | null> {
    const link = await this.#session.ask((api) => api.customer.fileLink.mutate({ fileId }));
    this.#told(link);
    return link.ok ? new URL(link.value.url, this.site.base).href : null;
  }

  /** What the form says beside its button. */
  promise(kind: TicketKind): string {
    const { view, words } = this;
    const at = view?.ifSentNow.reaction.dueAt;
    if (!view || !at) return '';
    const due = words.time.dueBy(at, this.now, view.timeZone) + words.time.place(at, view.timeZone);
    return kind === 'feature' ? words.featurePromise(due) : words.promise(due);
  }

  /** What a form can ask about; nothing where the desk cannot be reached. */
  async products(): Promise<SiteConfig['products']> {
    return (await this.#config())?.products ?? [];
  }

  async #config(): Promise<SiteConfig | null> {
    const config = await this.#session.ask((api) => api.customer.config.query({ siteKey: this.site.key }));
    return config.ok ? config.value : null;
  }

  /** With a tick, where this person is asked for consent. */
  consentLine(tick: Tick): unknown {
    return this.#consent.now?.line(tick);
  }

  /** Why this cannot be sent; empty when it can, as far as is known here. */
  consentLack(of: Tick['of']): string {
    return this.#consent.now?.lack(of) ?? '';
  }

  /** What was not accepted without consent, with the one that is given now. */
  tick(entry: Entry & { is: 'submit' }, consent: Tick['of']): void {
    this.#outbox.keep({ ...entry, input: { ...entry.input, ...consent } });
    this.#tell();
  }

  async sendTicked({ problem: _, asksConsent: __, ...entry }: Entry & { is: 'submit' }): Promise<void> {
    this.#outbox.keep(entry);
    this.#tell();
    await this.flush();
  }

  unread(): Promise<
    Answer<{ count: number; latest: { by: string; text: string; ticketId: string } | null }>
  > {
    return this.#session.ask((api) => api.customer.unread.query());
  }

  async #send(fresh: Fresh<Entry>): Promise<Sent> {
    const entry = { ...fresh, requestId: newRequestId(), at: this.now } as Entry;
    this.site.kept.keepOfSite('wrote', '1');
    const answer = await this.#outbox.send(entry);
    if (answer === null || (!answer.ok && answer.why === 'gone')) return { is: 'gone' };
    if (answer.ok) {
      this.#told(answer);
      if (this.#wanted === answer.value.id) this.ticket = answer.value;
      if (entry.is === 'submit') void this.#consent.ask(undefined);
      this.#reread.soon();
      this.#tell();
      return { is: 'sent', view: answer.value };
    }
    if (isPassing(answer) && answer.why !== 'fault') {
      this.#told(answer);
      this.#later();
      this.#tell();
      return { is: 'waiting' };
    }
    this.#outbox.drop(entry.requestId);
    const refusal = answer.why === 'refused' ? answer.refusal : null;
    const { asksConsent } = consentAsked(answer);
    // Its text comes before it is said: what is to be ticked then stands there.
    if (asksConsent && !(await this.#consent.ask(asksConsent)))
      return { is: 'refused', text: this.words.noAnswer };
    // The other side moved meanwhile: what is shown is old.
    if (refusal && 'status' in refusal) this.#reread.soon();
    return {
      is: 'refused',
      text: this.#why(answer),
      ...(refusal?.code === 'field_wrong'
        ? { field: refusal.field }
        : asksConsent
          ? { field: 'consent' }
          : {}),
    };
  }

  #later(): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(
      () => void this.flush(),
      backOff(TRY_AGAIN_MS, this.#tries++, this.#afterSeconds),
    );
    this.#afterSeconds = 0;
  }

  async #readShown(): Promise<void> {
    const list = await this.#session.ask((api) => api.customer.tickets.query());
    this.#told(list);
    if (list.ok) {
      // Later pages that have been opened stay where they were.
      const fresh = new Set(list.value.rows.map(({ id }) => id));
      const older = (this.rows ?? []).slice(list.value.rows.length).filter(({ id }) => !fresh.has(id));
      this.rows = [...list.value.rows, ...older];
      if (older.length === 0) this.next = list.value.next;
    }
    if (this.#wanted) await this.#readTicket(this.#wanted);
    this.#tell();
  }

  async #readTicket(id: string): Promise<void> {
    const read = await this.#session.ask((api) => api.customer.ticket.query({ id }));
    this.#told(read);
    if (!read.ok || this.#wanted !== id) return this.#tell();
    if (this.ticket) this.news = newsIn(read.value, this.ticket, this.words) || this.news;
    this.ticket = read.value;
    this.#tell();
    const { version } = read.value;
    const unread = this.rows?.some((row) => row.id === id && row.unread) ?? true;
    if (!unread) return;
    const seen = await this.#session.ask((api) => api.customer.seen.mutate({ id, version }));
    if (seen.ok)
      this.rows = this.rows?.map((row) => (row.id === id ? { ...row, unread: false } : row)) ?? null;
    this.#tell();
  }

  /** Read again each minute while a form promises something, so that the promise holds when it is sent. */
  async refreshPromise(): Promise<void> {
    const view = await this.#session.ask((api) => api.customer.desk.query());
    if (!view.ok) return;
    this.#view(view.value);
    this.#tell();
  }

  #view(view: DeskView): void {
    this.view = view;
    this.#readAt = performance.now();
    void this.#consent.ask(view.asksConsent);
  }

  #listen(signal: AbortSignal): void {
    let connected = false;
    void listen(
      {
        connect: (stop) =>
          this.#session.fetch('live', { signal: stop, headers: { accept: 'text/event-stream' } }),
        ticket: ({ id, version }) => {
          const shown =
            this.ticket?.id === id ? this.ticket.version : this.rows?.find((row) => row.id === id)?.version;
          if (shown !== version) this.#reread.soon();
        },
        connected: () => {
          const back = this.lost || this.busy;
          this.lost = this.busy = false;
          if (back && this.view) this.news = this.words.back;
          if (connected || back) void (this.view ? this.#reread.soon() : this.read());
          connected = true;
          if (this.waiting.length > 0) void this.flush();
          this.#tell();
        },
        silent: () => void (this.view ? this.#reread.soon() : this.read()),
        lost: () => {
          this.lost = true;
          this.#tell();
        },
      },
      signal,
    );
  }

  #forget(): void {
    const listening = this.#live !== null;
    this.stop();
    clearTimeout(this.#again);
    this.#session.leave();
    this.person = null;
    this.rows = null;
    this.next = null;
    this.ticket = null;
    this.view = null;
    void this.#consent.ask(undefined);
    this.problem = '';
    this.lost = this.busy = false;
    this.#tell();
    if (listening) this.start();
  }

  #told(answer: Answer<unknown>): void {
    if (answer.ok) {
      this.lost = this.busy = false;
      this.problem = '';
    } else if (answer.why === 'lost') this.lost = true;
    else if (answer.why === 'busy') {
      this.busy = true;
      this.#afterSeconds = answer.afterSeconds;
    } else if (answer.why !== 'gone') this.problem = this.#why(answer);
    this.#tell();
  }

  #why(answer: Answer<unknown>): string {
    const { words } = this;
    if (answer.ok || answer.why === 'gone') return '';
    if (answer.why === 'refused') return words.refusal(answer.refusal);
    if (answer.why === 'busy') return words.busy;
    return answer.why === 'fault' ? words.fault(answer.requestId) : words.noAnswer;
  }

  #tell(): void {
    for (const each of this.#watchers) each();
  }
}
