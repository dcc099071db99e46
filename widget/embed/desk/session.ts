import { answered, connect, type Answer, type Api } from '../../client/connect.ts';
import type { SessionOpened } from '../../client/api.ts';
import type { Site } from '../site.ts';
import { carryThroughReload, isReload } from './through-reload.ts';

export type Person = SessionOpened['person'] & Pick<SessionOpened, 'hasTickets' | 'wantsMail'>;
const GONE = { ok: false, why: 'gone' } as const;

/**
 * One person's session with the desk. The token lives here and nowhere else: not on an element, not in storage. It is
 * renewed by asking the licensee's page again, and dies with the person who leaves.
 */
export class Session {
  #site: Site;
  #token = '';
  #left = new AbortController();
  #api: Api;
  #opening: Promise<Answer<Person>> | null = null;
  /** A new visitor's secret, until they write something. */
  #device: { secret: string; personKey: string } | null = null;

  constructor(site: Site) {
    this.#site = site;
    this.#api = this.#connect();
    site.kept.acted = () => this.#keepDevice();
    carryThroughReload(site, { isReload: isReload(), now: Date.now });
  }

  get isOpen(): boolean {
    return this.#token !== '';
  }

  open(): Promise<Answer<Person>> {
    this.#opening ??= this.#open().then((answer) => {
      if (!answer.ok && answer.why !== 'gone') this.#opening = null;
      return answer;
    });
    return this.#opening;
  }

  /** Asks, opening the session first where it has to be; once more where it has ended meanwhile. */
  async ask<T>(question: (api: Api) => Promise<T>): Promise<Answer<T>> {
    const { signal } = this.#left;
    for (let second = false; ; second = true) {
      const opened = await this.open();
      if (signal.aborted) return GONE;
      if (!opened.ok) return opened;
      const answer = await answered(question(this.#api));
      if (signal.aborted) return GONE;
      const over = !answer.ok && answer.why === 'refused' && answer.refusal.code === 'not_signed_in';
      if (!over || second) return answer;
      this.#token = '';
      this.#opening = null;
    }
  }

  /** For what is no procedure: files and the stream. Null where nobody could be signed in. */
  async fetch(path: string, init: RequestInit): Promise<Response | null> {
    const { signal } = this.#left;
    for (let second = false; ; second = true) {
      if (!(await this.open()).ok || signal.aborted) return null;
      const answer = await fetch(this.#site.base + path, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${this.#token}` },
        signal: init.signal ? AbortSignal.any([init.signal, signal]) : signal,
      });
      if (answer.status !== 401 || second) return answer;
      this.#token = '';
      this.#opening = null;
    }
  }

  /** The person leaves: what is under way is stopped, and the desk forgets the session. */
  leave(): void {
    if (this.#token) {
      // On its way out, by a connection of its own; should it be lost, the session ends by itself.
      const token = this.#token;
      const goodbye = connect(this.#site.base, { token: () => token, signal: AbortSignal.timeout(10_000) });
      void answered(goodbye.customer.closeSession.mutate());
    }
    this.#left.abort();
    this.#left = new AbortController();
    this.#token = '';
    this.#device = null;
    this.#opening = null;
    this.#api = this.#connect();
  }

  #connect(): Api {
    const { signal } = this.#left;
    return connect(this.#site.base, { token: () => (signal.aborted ? '' : this.#token), signal });
  }

  async #open(): Promise<Answer<Person>> {
    const { signal } = this.#left;
    const site = this.#site;
    const { getToken } = site;
    const device = this.#device ?? site.device;
    const identityToken = getToken && (await tokenFrom(getToken));
    if (signal.aborted) return GONE;
    if (identityToken === undefined && getToken)
      return { ok: false, why: 'refused', refusal: { code: 'not_signed_in' } };
    const answer = await answered(
      this.#api.customer.openSession.mutate({
        siteKey: site.key,
        language: site.language,
        ...(identityToken ? { identityToken } : {}),
        ...(device ? { deviceSecret: device.secret } : {}),
      }),
    );
    if (signal.aborted) return GONE;
    if (!answer.ok) return answer;
    const { session, person, personKey, deviceSecret, hasTickets, wantsMail } = answer.value;
    this.#token = session;
    if (deviceSecret) this.#device = { secret: deviceSecret, personKey };
    // The visitor has become the user: the device has no more to say. Where the desk knew the user already, the two stay
    // apart, and whoever writes here without a name again finds what they wrote.
    else if (person.verified && device?.personKey === personKey) site.kept.keepOfSite('device', null);
    site.kept.belongTo(personKey);
    if (site.kept.names('').length > 0) this.#keepDevice();
    return { ok: true, value: { ...person, hasTickets, wantsMail } };
  }

  /** Nothing is stored before the person acts. */
  #keepDevice(): void {
    if (this.#device) this.#site.kept.keepOfSite('device', JSON.stringify(this.#device));
  }
}

/** Undefined where the page's own backend did not answer. */
async function tokenFrom(getToken: NonNullable<Site['getToken']>): Promise<string | null | undefined> {
  try {
    return await getToken();
  } catch (cause) {
    console.warn('smart-support: the page gave no identity token', cause);
    return undefined;
  }
}
