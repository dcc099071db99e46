/**
 * Notes who of the staff did and read what, before they are answered: what cannot be noted is not answered. One who reads
 * the same thing again and again, as an open page does, is noted once in a while.
 */
import { MINUTE } from '../shared/duration.ts';
import type { Deps } from './deps.ts';
import type { StaffId } from './domain/ticket/event.ts';

export type Audited = {
  staffId: StaffId | null;
  act: string;
  about: string | null;
  outcome: 'done' | 'refused';
  address: string;
};

export type Auditor = {
  did(audited: Audited): Promise<void>;
  read(audited: Omit<Audited, 'outcome'>): Promise<void>;
  /** By the address that was typed: of somebody unknown that alone is noted, that there was somebody. */
  signIn(email: string, outcome: Audited['outcome'], address: string): Promise<void>;
};

const SAME_READING_FOR = 10 * MINUTE;
const MOST_REMEMBERED = 10_000;

export function auditor({ store, now }: Pick<Deps, 'store' | 'now'>): Auditor {
  const lately = new Map<string, number>();
  return {
    did: (audited) => store.audit.note({ ...audited, at: now() }),

    async signIn(email, outcome, address) {
      const member = await store.staff.byEmail(email);
      const staffId = member?.id ?? null;
      await store.audit.note({ staffId, act: 'staff.signIn', about: null, outcome, address, at: now() });
    },

    async read(audited) {
      const at = now();
      const key = JSON.stringify([audited.staffId, audited.act, audited.about]);
      const last = lately.get(key);
      if (last !== undefined && at >= last && at - last < SAME_READING_FOR) return;
      await store.audit.note({ ...audited, outcome: 'done', at });
      // Forgetting too early writes a line more.
      if (lately.size >= MOST_REMEMBERED) lately.clear();
      lately.set(key, at);
    },
  };
}
