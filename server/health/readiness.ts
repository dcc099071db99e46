/**
 * Whether work may be sent to this process: the database takes a write, the disk has room for files, and notices leave.
 * An outside that is down (a mail server, Mattermost) puts notices off and leaves the desk ready.
 */
import type { Instant } from '../../shared/instant.ts';
import type { Ways } from '../delivery/ways.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Room } from './room.ts';

export type Readiness = {
  /** What is in the way, a word each; empty when nothing is. */
  problems(): Promise<readonly Problem[]>;
};
export type Problem = 'database' | 'disk' | 'outbox';

type Deps = {
  store: Pick<Store, 'ping' | 'outbox'>;
  ways: Pick<Ways, 'closedChannels'>;
  room: Pick<Room, 'isShort'>;
  now(): Instant;
  log: Log;
};

const LATE_MS = 5 * 60_000;
const ANSWER_WITHIN_MS = 5_000;
/** Anybody may ask: asked often, it is looked once. */
const SHARED_FOR_MS = 1_000;

export function readiness({ store, ways, room, now, log }: Deps): Readiness {
  const began = now();
  const checks: Record<Problem, () => Promise<boolean>> = {
    async database() {
      await store.ping();
      return true;
    },
    disk: async () => !(await room.isShort()),
    async outbox() {
      const at = now();
      const oldest = await store.outbox.oldestDue(at, ways.closedChannels(at));
      // What became due while nothing ran is being sent now.
      return oldest === null || at - Math.max(oldest, began) < LATE_MS;
    },
  };
  const look = async (): Promise<readonly Problem[]> => {
    const names = Object.keys(checks) as Problem[];
    const held = await Promise.all(names.map((name) => inTime(checks[name]()).catch(noted(name))));
    return names.filter((_, i) => !held[i]);
  };
  const noted = (check: Problem) => (cause: unknown) => {
    log.fault('not ready', cause, { check });
    return false;
  };

  let last: { at: Instant; problems: Promise<readonly Problem[]> } | null = null;
  return {
    problems() {
      const at = now();
      const isFresh = last !== null && at >= last.at && at - last.at < SHARED_FOR_MS;
      if (!last || !isFresh) last = { at, problems: look() };
      return last.problems;
    },
  };
}

function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no answer in time')), ANSWER_WITHIN_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
