/**
 * Who has shown lately, here, that they are who they say: so that a call can be told by its headers alone, before any work,
 * from one that only says so. It opens nothing; it says who waits when not everybody can be served.
 */
import { hashOf } from './secrets.ts';

export type Known = { class: 'staff' | 'identified' | 'anonymous'; siteId: string | null };

export type KnownCallers = {
  remember(token: string, known: Known): void;
  forget(token: string): void;
  forgetHash(tokenHash: string): void;
  find(token: string): Known | null;
  /** An origin at which some site stands. */
  rememberOrigin(origin: string): void;
  hasOrigin(origin: string): boolean;
};

/** Twice as many as are at one process at a time; whoever has been forgotten is remembered by their next call. */
const MOST_CALLERS = 30_000;
const MOST_ORIGINS = 2000;

export function knownCallers(): KnownCallers {
  const callers = new Map<string, Known>();
  const origins = new Map<string, true>();
  return {
    remember: (token, known) => put(callers, hashOf(token), known, MOST_CALLERS),
    forget: (token) => void callers.delete(hashOf(token)),
    forgetHash: (tokenHash) => void callers.delete(tokenHash),
    find: (token) => callers.get(hashOf(token)) ?? null,
    rememberOrigin: (origin) => put(origins, origin, true, MOST_ORIGINS),
    hasOrigin: (origin) => origins.has(origin),
  };
}

/** Who came first goes first. */
function put<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  if (!map.has(key) && map.size >= most) {
    const [first] = map.keys();
    if (first !== undefined) map.delete(first);
  }
  map.set(key, value);
}
