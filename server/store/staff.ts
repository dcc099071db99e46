/** The desk's own people, as the desk needs them; how they sign in is better-auth's. */
import type { Instant } from '../../shared/instant.ts';
import type { Presence, StaffRole } from '../../shared/ticket.ts';
import type { StaffId } from '../domain/ticket/event.ts';
import { compiledOnce } from './compiled-once.ts';
import { yesNo, type Db, type StaffTable } from './schema.ts';

export type StaffMember = {
  id: StaffId;
  name: string;
  email: string;
  role: StaffRole;
  technicalSpecialist: boolean;
  presence: Presence;
  disabled: boolean;
  lastAssignedAt: Instant | null;
  createdAt: Instant;
};

export type StaffChange = Partial<
  Pick<StaffMember, 'name' | 'role' | 'technicalSpecialist' | 'disabled' | 'presence'>
>;

export type Staff = {
  /** By name, the disabled ones too. */
  all(): Promise<StaffMember[]>;
  get(id: StaffId): Promise<StaffMember | null>;
  byEmail(email: string): Promise<StaffMember | null>;
  /** False when the address is taken. */
  add(member: StaffMember): Promise<boolean>;
  /** `last_administrator` when nobody who may administer would be left. */
  update(id: StaffId, change: StaffChange): Promise<'updated' | 'not_found' | 'last_administrator'>;
  /** Able to sign in. */
  administrators(): Promise<number>;
};

const memberOf = (row: StaffTable): StaffMember => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  technicalSpecialist: row.technical_specialist === 1,
  presence: row.presence,
  disabled: row.disabled === 1,
  lastAssignedAt: row.last_assigned_at,
  createdAt: row.created_at,
});

const everybody = compiledOnce((db) => db.selectFrom('staff').selectAll().orderBy('name').orderBy('id'));
const one = compiledOnce((db, id: StaffId) => db.selectFrom('staff').selectAll().where('id', '=', id));

export function staff(db: Db): Staff {
  const administrators = async (tx: Db): Promise<number> => {
    const row = await tx
      .selectFrom('staff')
      .select((eb) => eb.fn.countAll().as('administrators'))
      .where('role', '=', 'administrator')
      .where('disabled', '=', 0)
      .executeTakeFirstOrThrow();
    return Number(row.administrators);
  };

  return {
    async all() {
      return (await everybody(db)).rows.map(memberOf);
    },

    async get(id) {
      const [row] = (await one(db, id)).rows;
      return row ? memberOf(row) : null;
    },

    async byEmail(email) {
      const row = await db
        .selectFrom('staff')
        .selectAll()
        .where('email', '=', email.toLowerCase())
        .executeTakeFirst();
      return row ? memberOf(row) : null;
    },

    async add(member) {
      const added = await db
        .insertInto('staff')
        .values({
          id: member.id,
          name: member.name,
          email: member.email.toLowerCase(),
          role: member.role,
          technical_specialist: yesNo(member.technicalSpecialist),
          presence: member.presence,
          disabled: yesNo(member.disabled),
          last_assigned_at: member.lastAssignedAt,
          created_at: member.createdAt,
        })
        .onConflict((conflict) => conflict.column('email').doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },

    update: (id, change) =>
      db.transaction().execute(async (tx) => {
        const row = await tx.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst();
        if (!row) return 'not_found';
        const now = { ...memberOf(row), ...change };
        const administers = (member: { role: StaffRole; disabled: boolean }) =>
          member.role === 'administrator' && !member.disabled;
        if (administers(memberOf(row)) && !administers(now) && (await administrators(tx)) === 1)
          return 'last_administrator';
        await tx
          .updateTable('staff')
          .set({
            name: now.name,
            role: now.role,
            technical_specialist: yesNo(now.technicalSpecialist),
            disabled: yesNo(now.disabled),
            presence: now.presence,
          })
          .where('id', '=', id)
          .execute();
        return 'updated';
      }),

    administrators: () => administrators(db),
  };
}
