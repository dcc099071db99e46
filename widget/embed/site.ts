import type { Language } from '../../shared/ticket.ts';
import type { Identity, TokenGiver } from './identity.ts';
import { Kept } from './kept.ts';
import { languageOf } from './language.ts';

type Device = { secret: string; personKey: string };

/** A site's desk as this page reaches it, and who is there now. All elements of the page share it. */
export class Site {
  readonly base: string;
  readonly key: string;
  readonly language: Language;
  readonly kept: Kept;
  #identity: Identity | null = null;
  #switched = new Set<() => void>();

  constructor({ base, key, language }: Pick<Site, 'base' | 'key' | 'language'>) {
    this.base = base;
    this.key = key;
    this.language = language;
    this.kept = new Kept(key);
  }

  get getToken(): TokenGiver | undefined {
    return this.#identity?.getToken;
  }

  /** The visitor's secret, once they have written something. */
  get device(): Device | null {
    const kept = this.kept.ofSite('device');
    return kept ? (JSON.parse(kept) as Device) : null;
  }

  attend(identity: Identity): void {
    if (identity === this.#identity) return;
    const first = this.#identity === null;
    this.#identity = identity;
    this.kept.leave();
    if (!identity.getToken) this.kept.belongTo(this.device?.personKey ?? '');
    if (!first) for (const each of this.#switched) each();
  }

  /** Called when another person has come: everything of the one before has to go. */
  onSwitch(act: () => void): () => void {
    this.#switched.add(act);
    return () => this.#switched.delete(act);
  }
}

const sites = new Map<string, Site>();

export function siteOf(element: HTMLElement, defaultBase: string): Site {
  const { server, siteKey: key = '' } = element.dataset;
  const base = server ? new URL(server.replace(/\/*$/, '/'), location.href).href : defaultBase;
  const language = languageOf(element);
  const name = [base, key, language].join(' ');
  const site = sites.get(name) ?? new Site({ base, key, language });
  sites.set(name, site);
  return site;
}
