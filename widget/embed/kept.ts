import type { Draft } from './ticket/ticket-deps.ts';

/**
 * What this browser keeps for one person at one site: drafts, and what has not been sent. Nobody else's is ever read.
 * While it is not known who the person is, or where the browser denies storage, it is kept in memory.
 */
export class Kept {
  #site: string;
  /** Null while nobody is known; empty for a visitor who has not been given a name yet. */
  #owner: string | null = null;
  #memory = new Map<string, string>();
  /** Called when the person has written something. */
  acted: () => void = () => {};
  /** The browser lets nothing be kept. */
  denied = false;

  constructor(siteKey: string) {
    this.#site = `smart-support:${siteKey}:`;
    this.ofSite('-');
  }

  /** Whether what is written outlives the page. */
  get lasts(): boolean {
    return this.#owner !== null && !this.denied;
  }

  get owner(): string | null {
    return this.#owner;
  }

  /** To name a lock by. */
  get place(): string {
    return `${this.#site}${this.#owner}:`;
  }

  /** Of the site, whoever is there. */
  ofSite(name: string): string | null {
    return this.#try((storage) => storage.getItem(this.#site + name)) ?? null;
  }

  keepOfSite(name: string, value: string | null): void {
    this.#try((storage) =>
      value === null ? storage.removeItem(this.#site + name) : storage.setItem(this.#site + name, value),
    );
  }

  read(name: string): string | null {
    return (
      this.#memory.get(name) ??
      (this.#owner === null ? null : this.#try((storage) => storage.getItem(this.place + name))) ??
      null
    );
  }

  /** An empty value is none. */
  write(name: string, value: string): void {
    this.#memory.delete(name);
    const kept =
      this.#owner !== null &&
      this.#try((storage) => {
        if (value) storage.setItem(this.place + name, value);
        else storage.removeItem(this.place + name);
        return true;
      });
    if (!kept && value) this.#memory.set(name, value);
    if (value) this.acted();
  }

  /** What is being typed under a name. */
  draft(box: string): Draft {
    const name = `draft:${box}`;
    return { read: () => this.read(name) ?? '', write: (text) => this.write(name, text) };
  }

  names(start: string): string[] {
    const { place } = this;
    const stored = this.#owner === null ? [] : (this.#try((storage) => Object.keys(storage)) ?? []);
    const mine = stored.filter((key) => key.startsWith(place)).map((key) => key.slice(place.length));
    return [...new Set([...this.#memory.keys(), ...mine])].filter((name) => name.startsWith(start)).sort();
  }

  /** From now on it is this person's; what was written before it was known who they are goes along. */
  belongTo(owner: string): void {
    if (owner === this.#owner) return;
    const brought = new Map(this.#memory);
    // A visitor who is given a name is still the same visitor.
    if (this.#owner === '')
      for (const name of this.names('')) {
        brought.set(name, this.read(name) ?? '');
        this.write(name, '');
      }
    this.#memory.clear();
    this.#owner = owner;
    for (const [name, value] of brought) this.write(name, value);
  }

  /** Another person comes: nothing of the one before stays in memory. */
  leave(): void {
    this.#memory.clear();
    this.#owner = null;
  }

  #try<T>(use: (storage: Storage) => T): T | undefined {
    try {
      return use(localStorage);
    } catch {
      // Denied, or full: the caller falls back to memory, and the panel says so.
      this.denied = true;
      return undefined;
    }
  }
}
