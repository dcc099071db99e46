/** The roster: shifts, absences, who changed what, and what the shift rule said of each working day. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('roster_shift')
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('date', 'text', (c) => c.notNull())
    .addColumn('from_time', 'text')
    .addColumn('to_time', 'text')
    .addPrimaryKeyConstraint('one_shift_a_day', ['staff_id', 'date'])
    .execute();
  await schema.createIndex('roster_shift_date').on('roster_shift').columns(['date']).execute();
  await schema
    .createTable('roster_absence')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('from_date', 'text', (c) => c.notNull())
    .addColumn('until_date', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('hand_back', 'integer', (c) => c.notNull())
    .addColumn('handed_back_at', 'bigint')
    .addColumn('removed_at', 'bigint')
    .execute();
  await schema.createIndex('roster_absence_until').on('roster_absence').columns(['until_date']).execute();
  await schema
    .createTable('roster_change')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('roster_change_act').on('roster_change').columns(['act', 'at']).execute();
  await schema
    .createTable('shift_check')
    .addColumn('date', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('required', 'integer', (c) => c.notNull())
    .addColumn('technical_required', 'integer', (c) => c.notNull())
    .addColumn('planned', 'integer', (c) => c.notNull())
    .addColumn('technical_planned', 'integer', (c) => c.notNull())
    .addColumn('between_from', 'bigint')
    .addColumn('between_to', 'bigint')
    .addColumn('recorded_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('one_check_of_a_day', ['date', 'stage'])
    .execute();
}
