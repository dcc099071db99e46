import type { Stars } from '../../../shared/rating.ts';
import type { CustomerTicketView, Inputs } from '../../client/api.ts';
import type { Answer } from '../../client/connect.ts';
import { json } from '../../client/json.ts';
import type { Kept } from '../kept.ts';
import type { ClientAct } from '../ticket/ticket-deps.ts';

export type Submission = Omit<Inputs['customer']['submit'], 'requestId'>;
type About = { id: string; title: string };

/**
 * What a person has sent off, until the desk has said that it has it. Its id was made before the first try.
 * `asksConsent`: it waits for their consent to this version.
 */
export type Entry = { requestId: string; at: number; problem?: string; asksConsent?: number } & (
  | { is: 'submit'; input: Submission; fileNames: readonly string[] }
  | { is: 'reply'; about: About; text: string; files: readonly string[] }
  | { is: 'act'; about: About; act: ClientAct; text?: string; files: readonly string[] }
  | { is: 'rate'; about: About; stars: Stars; word?: string }
);

type Post = (entry: Entry) => Promise<Answer<CustomerTicketView>>;
const NAME = 'outbox:';

/** Kept on the device and sent once, however many tabs try: one at a time under a lock, and the desk knows the id. */
export class Outbox {
  #kept: Kept;
  #post: Post;
  /** On their first try: not yet something to tell about. */
  #trying = new Set<string>();

  constructor(kept: Kept, post: Post) {
    this.#kept = kept;
    this.#post = post;
  }

  get waiting(): Entry[] {
    return this.#kept
      .names(NAME)
      .flatMap((name) => this.#read(name.slice(NAME.length)) ?? [])
      .filter(({ requestId }) => !this.#trying.has(requestId))
      .sort((a, b) => a.at - b.at);
  }

  keep(entry: Entry): void {
    this.#kept.write(NAME + entry.requestId, json(entry));
  }

  drop(requestId: string): void {
    this.#kept.write(NAME + requestId, '');
  }

  /** Null where another tab has sent it meanwhile. */
  async send(entry: Entry): Promise<Answer<CustomerTicketView> | null> {
    this.keep(entry);
    this.#trying.add(entry.requestId);
    try {
      return await this.#deliver(entry.requestId);
    } finally {
      this.#trying.delete(entry.requestId);
    }
  }

  /** How many went; stops at the first that meets nobody. */
  async flush(problem: (answer: Answer<unknown>) => string): Promise<number> {
    let sent = 0;
    for (const entry of this.waiting) {
      if (entry.problem) continue;
      const answer = await this.#deliver(entry.requestId);
      if (!answer) continue;
      if (answer.ok) sent += 1;
      else if (answer.why === 'refused' && !isPassing(answer))
        this.keep({ ...entry, ...consentAsked(answer), problem: problem(answer) });
      else break;
    }
    return sent;
  }

  #deliver(requestId: string): Promise<Answer<CustomerTicketView> | null> {
    return alone(this.#kept.place, async () => {
      const entry = this.#read(requestId);
      if (!entry) return null;
      const answer = await this.#post(entry);
      if (answer.ok) this.drop(requestId);
      return answer;
    });
  }

  #read(requestId: string): Entry | null {
    const text = this.#kept.read(NAME + requestId);
    return text ? (JSON.parse(text) as Entry) : null;
  }
}

/** Of an answer that asks for consent, the version of the text. */
export function consentAsked(answer: Answer<unknown>): { asksConsent?: number } {
  if (answer.ok || answer.why !== 'refused') return {};
  const { refusal } = answer;
  const isAsked = refusal.code === 'consent_needed' || refusal.code === 'consent_outdated';
  return isAsked ? { asksConsent: refusal.version } : {};
}

/** A refusal that another time may not meet again. */
export function isPassing(answer: Answer<unknown>): boolean {
  if (answer.ok) return false;
  return answer.why !== 'refused' || answer.refusal.code === 'too_many_requests';
}

/** Pages without https have no locks; there the desk alone tells a repeat by its id. */
async function alone<T>(name: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request(name, act) : act();
}
