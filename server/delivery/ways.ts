/**
 * The ways out, and whether anything goes on them: one failure of a way holds back all that would go the same way, and one
 * message tries it again. Kept by this process alone: after a restart the first message finds out.
 */
import type { Milliseconds } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import type { OutboxTable } from '../store/schema.ts';
import { isOfTheWay, LONGEST_TOLD, wayGap } from './backoff.ts';
import type { FaultCode } from '../../shared/delivery-fault.ts';
import { NotDelivered } from './transport.ts';

export type Way = {
  lastSentAt: Instant | null;
  /** Null while it works, as far as is known. */
  down: { since: Instant; nextTryAt: Instant; code: FaultCode; fault: string } | null;
};

export type Ways = {
  all(): ReadonlyMap<string, Way>;
  of(way: string): Way;
  /** Throws what it was closed for, when it is. */
  assertOpen(way: string, at: Instant): void;
  closedChannels(at: Instant): OutboxTable['channel'][];
  worked(way: string, at: Instant): void;
  /** Whatever is closed may be tried. */
  openAll(): void;
  /** Until when it is closed; null when it is the message's own fault. */
  failed(way: string, error: NotDelivered, what: { noticeId: string; at: Instant }): Instant | null;
};

/** So many different messages refused for now, and none sent between: it is not the messages. */
const MANY = 3;

type Kept = Way & { failures: number; refusedForNow: Set<string> };

/** What it was closed for, said again of a message that did not go: nothing new is known of the way. */
class StillClosed extends NotDelivered {}

export function createWays(dice: () => number): Ways {
  const ways = new Map<string, Kept>();
  const kept = (name: string): Kept => {
    const way = ways.get(name) ?? { lastSentAt: null, down: null, failures: 0, refusedForNow: new Set() };
    ways.set(name, way);
    return way;
  };
  // Further ahead than anything is put off: the clock was set back since.
  const isClosed = ({ down }: Way, at: Instant) =>
    down !== null && at < down.nextTryAt && down.nextTryAt - at <= LONGEST_TOLD;
  const close = (way: Kept, { code, message, retryAfterMs }: NotDelivered, at: Instant): Instant => {
    way.failures += 1;
    const gap: Milliseconds = wayGap(way.failures, retryAfterMs, dice());
    way.down = { since: way.down?.since ?? at, nextTryAt: at + gap, code, fault: message };
    return way.down.nextTryAt;
  };

  return {
    all: () => ways,
    of: kept,

    assertOpen(name, at) {
      const way = kept(name);
      if (isClosed(way, at) && way.down) throw new StillClosed(way.down.code, way.down.fault);
    },

    closedChannels: (at) =>
      (['email', 'mattermost'] as const).filter((channel) => isClosed(kept(channel), at)),

    openAll() {
      for (const { down } of ways.values()) if (down) down.nextTryAt = down.since;
    },

    worked(name, at) {
      ways.set(name, { lastSentAt: at, down: null, failures: 0, refusedForNow: new Set() });
    },

    failed(name, error, { noticeId, at }) {
      const way = kept(name);
      if (error instanceof StillClosed) return way.down?.nextTryAt ?? at;
      // Several were under way when it closed: one failure, not as many as there were messages.
      if (isClosed(way, at) && way.down && error.retryAfterMs === null) return way.down.nextTryAt;
      if (isOfTheWay(error.code)) return close(way, error, at);
      if (error.code === 'refused') {
        // It has answered, and clearly.
        Object.assign(way, { down: null, failures: 0 });
        return null;
      }
      way.refusedForNow.add(noticeId);
      return way.refusedForNow.size >= MANY ? close(way, error, at) : null;
    },
  };
}
