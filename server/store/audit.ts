/** Who of the staff did and read what. It only grows; addresses are forgotten, nothing else is. */
import type { Instant } from '../../shared/instant.ts';
import type { StaffId } from '../domain/ticket/event.ts';
import { forgetAddresses } from './forget-addresses.ts';
import type { AuditTable, Db } from './schema.ts';

export type AuditEntry = {
  /** Without holes, from 1. */
  position: number;
  at: Instant;
  /** Null: whoever was not let in. */
  staffId: StaffId | null;
  /** A procedure of the API, or a door beside it. */
  act: string;
  /** The id of what it was about. */
  about: string | null;
  outcome: 'done' | 'refused';
  address: string | null;
};

export type AuditFilter = { staffId?: StaffId | undefined; about?: string | undefined };

export type Audit = {
  note(entry: Omit<AuditEntry, 'position'>): Promise<void>;
  /** The newest first; `below` the position of the last one seen. */
  page(filter: AuditFilter, page: { below: number | null; limit: number }): Promise<AuditEntry[]>;
  forgetAddresses(before: Instant): Promise<void>;
};

const entryOf = (row: AuditTable): AuditEntry => ({
  position: row.position,
  at: row.at,
  staffId: row.staff_id,
  act: row.act,
  about: row.about,
  outcome: row.outcome,
  address: row.address,
});

export function audit(db: Db): Audit {
  return {
    note: (entry) =>
      db
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async (tx) => {
          // The row of the sequence is locked until the entry stands: no hole, and nobody's place is taken.
          const { next } = await tx
            .updateTable('sequence')
            .set((eb) => ({ next: eb('next', '+', 1) }))
            .where('name', '=', 'audit')
            .returning('next')
            .executeTakeFirstOrThrow();
          const { staffId, ...rest } = entry;
          await tx
            .insertInto('audit')
            .values({ ...rest, position: next - 1, staff_id: staffId })
            .execute();
        }),

    async page({ staffId, about }, { below, limit }) {
      let rows = db.selectFrom('audit').selectAll().orderBy('position', 'desc').limit(limit);
      if (staffId !== undefined) rows = rows.where('staff_id', '=', staffId);
      if (about !== undefined) rows = rows.where('about', '=', about);
      if (below !== null) rows = rows.where('position', '<', below);
      return (await rows.execute()).map(entryOf);
    },

    forgetAddresses: (before) => forgetAddresses(db, { in: 'audit', key: 'position' }, before),
  };
}
