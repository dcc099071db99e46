/**
 * Who hears of what, inside this process. A frame says which ticket has which version and nothing more: the reader asks
 * again for what it shows, and is given what it may see.
 */
import type { TicketId } from './domain/ticket/event.ts';
import type { Committing } from './store/change.ts';

export type Frame = { id: TicketId; version: number };

/** A client hears of their own tickets, staff of all. */
export type Audience = { side: 'client'; licenseeId: string; personId: string } | { side: 'staff' };

export type Live = {
  /** After the commit, never before. */
  publish(committed: Committing): void;
  /** Gives the way to stop listening. A listener must not throw. */
  subscribe(audience: Audience, listener: (frame: Frame) => void): () => void;
};

const STAFF = 'staff';
const keyOf = (who: { licenseeId: string; personId: string }) => `${who.licenseeId} ${who.personId}`;

export function createLive(): Live {
  const listeners = new Map<string, Set<(frame: Frame) => void>>();

  return {
    publish({ ticketId, version, licenseeId, personId, staffOnly }) {
      const frame = { id: ticketId, version };
      for (const key of staffOnly ? [STAFF] : [STAFF, keyOf({ licenseeId, personId })]) {
        for (const listener of listeners.get(key) ?? []) listener(frame);
      }
    },

    subscribe(audience, listener) {
      const key = audience.side === 'staff' ? STAFF : keyOf(audience);
      const those = listeners.get(key) ?? new Set();
      listeners.set(key, those.add(listener));
      return () => {
        those.delete(listener);
        if (those.size === 0) listeners.delete(key);
      };
    },
  };
}
