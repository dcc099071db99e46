/** Shifts, absences, who changed them, and what the shift rule said of each working day. */
import type { Instant, LocalDate } from '../../shared/instant.ts';
import type { Absence, Shift } from '../../shared/roster.ts';
import type { Roster } from '../domain/roster/roster.ts';
import { isShort, type ShiftCheck } from '../domain/roster/shift-rule.ts';
import type { StaffId } from '../domain/ticket/event.ts';
import { compiledOnce } from './compiled-once.ts';
import { putOut, type NewNotice } from './outbox.ts';
import type { Db, RosterAbsenceTable, RosterShiftTable, ShiftCheckTable } from './schema.ts';
import { yesNo } from './schema.ts';

/** What is kept of every change beside what it made. */
export type RosterChange = {
  id: string;
  at: Instant;
  by: StaffId;
  act: 'shifts' | 'absence' | 'absence_removed';
};

export type RecordedAbsence = Absence & {
  /** Whether their open tickets go back into the queue when it begins. */
  handBack: boolean;
  handedBackAt: Instant | null;
};

/** `before`: as the roster had it on the working day before; `after`: as it stood when the day had closed. */
export type CheckStage = 'before' | 'after';
export type RecordedCheck = ShiftCheck & { stage: CheckStage; recordedAt: Instant };

export type RosterStore = {
  /** Of [from, until): shifts, and absences that touch it. */
  between(from: LocalDate, until: LocalDate): Promise<Roster>;
  /** When a shift was first entered; null at a desk that has no roster. */
  enteredAt(): Promise<Instant | null>;
  /** Each day of a person as it is to be from now on. */
  setShifts(
    cells: { set: readonly Shift[]; clear: readonly Omit<Shift, 'part'>[] },
    change: RosterChange,
  ): Promise<void>;
  /** False when there is one of this id already. */
  addAbsence(absence: RecordedAbsence, change: RosterChange): Promise<boolean>;
  absence(id: string): Promise<RecordedAbsence | null>;
  /** False when there is none, or not any more. */
  removeAbsence(id: string, change: RosterChange): Promise<boolean>;
  /** Absences on `date` whose tickets are still to be handed back. */
  toHandBack(date: LocalDate): Promise<RecordedAbsence[]>;
  handedBack(id: string, at: Instant): Promise<void>;

  /** A day is checked once at each stage: of what is here already nothing changes, and nobody is told again of its `date`. */
  recordChecks(
    checks: readonly RecordedCheck[],
    notices: readonly NewNotice[],
    at: Instant,
  ): Promise<LocalDate[]>;
  /** Days of [from, until) that were checked at this stage. */
  checked(stage: CheckStage, from: LocalDate, until: LocalDate): Promise<ReadonlySet<LocalDate>>;
  lastChecked(stage: CheckStage): Promise<LocalDate | null>;
  /** Working days of [from, until) whose shift fell short, by date: as it was planned and as it was, each where it did. */
  shortfalls(from: LocalDate, until: LocalDate): Promise<RecordedCheck[]>;
};

const shiftsBetween = compiledOnce((db, from: LocalDate, until: LocalDate) =>
  db
    .selectFrom('roster_shift')
    .selectAll()
    .where('date', '>=', from)
    .where('date', '<', until)
    .orderBy('date')
    .orderBy('staff_id'),
);
const absencesBetween = compiledOnce((db, from: LocalDate, until: LocalDate) =>
  db
    .selectFrom('roster_absence')
    .selectAll()
    .where('removed_at', 'is', null)
    .where('until_date', '>', from)
    .where('from_date', '<', until)
    .orderBy('from_date')
    .orderBy('id'),
);
const firstEntry = compiledOnce((db) =>
  db
    .selectFrom('roster_change')
    .select((eb) => eb.fn.min('at').as('at'))
    .where('act', '=', 'shifts'),
);

export function roster(db: Db): RosterStore {
  const absences = () => db.selectFrom('roster_absence').selectAll().where('removed_at', 'is', null);
  const checks = (from: LocalDate, until: LocalDate) =>
    db.selectFrom('shift_check').selectAll().where('date', '>=', from).where('date', '<', until);

  return {
    async between(from, until) {
      const shifts = await shiftsBetween(db, from, until);
      const away = await absencesBetween(db, from, until);
      return { shifts: shifts.rows.map(shiftOf), absences: away.rows.map(absenceOf) };
    },

    async enteredAt() {
      const [row] = (await firstEntry(db)).rows;
      return row?.at === null || row?.at === undefined ? null : Number(row.at);
    },

    setShifts: ({ set, clear }, change) =>
      db.transaction().execute(async (tx) => {
        for (const { staffId, date } of clear) {
          await tx
            .deleteFrom('roster_shift')
            .where('staff_id', '=', staffId)
            .where('date', '=', date)
            .execute();
        }
        for (const { staffId, date, part } of set) {
          await tx
            .insertInto('roster_shift')
            .values({ staff_id: staffId, date, from_time: part?.from ?? null, to_time: part?.to ?? null })
            .onConflict((conflict) =>
              conflict
                .columns(['staff_id', 'date'])
                .doUpdateSet({ from_time: part?.from ?? null, to_time: part?.to ?? null }),
            )
            .execute();
        }
        await note(tx, change, { set, clear });
      }),

    addAbsence: (absence, change) =>
      db.transaction().execute(async (tx) => {
        const added = await tx
          .insertInto('roster_absence')
          .values({
            id: absence.id,
            staff_id: absence.staffId,
            from_date: absence.from,
            until_date: absence.until,
            kind: absence.kind,
            hand_back: yesNo(absence.handBack),
            handed_back_at: absence.handedBackAt,
            removed_at: null,
          })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirst();
        if (added.numInsertedOrUpdatedRows !== 1n) return false;
        await note(tx, change, absence);
        return true;
      }),

    async absence(id) {
      const row = await absences().where('id', '=', id).executeTakeFirst();
      return row ? recordedOf(row) : null;
    },

    removeAbsence: (id, change) =>
      db.transaction().execute(async (tx) => {
        const removed = await tx
          .updateTable('roster_absence')
          .set({ removed_at: change.at })
          .where('id', '=', id)
          .where('removed_at', 'is', null)
          .executeTakeFirst();
        if (removed.numUpdatedRows !== 1n) return false;
        await note(tx, change, { id });
        return true;
      }),

    async toHandBack(date) {
      const rows = await absences()
        .where('hand_back', '=', 1)
        .where('handed_back_at', 'is', null)
        .where('from_date', '<=', date)
        .where('until_date', '>', date)
        .orderBy('from_date')
        .orderBy('id')
        .execute();
      return rows.map(recordedOf);
    },

    async handedBack(id, at) {
      await db.updateTable('roster_absence').set({ handed_back_at: at }).where('id', '=', id).execute();
    },

    recordChecks: (rows, notices, at) =>
      db.transaction().execute(async (tx) => {
        const recorded: LocalDate[] = [];
        for (const row of rows) {
          const added = await tx
            .insertInto('shift_check')
            .values({
              date: row.date,
              stage: row.stage,
              required: row.required,
              technical_required: row.technicalRequired,
              planned: row.planned,
              technical_planned: row.technicalPlanned,
              between_from: row.between?.from ?? null,
              between_to: row.between?.to ?? null,
              recorded_at: row.recordedAt,
            })
            .onConflict((conflict) => conflict.columns(['date', 'stage']).doNothing())
            .executeTakeFirst();
          if (added.numInsertedOrUpdatedRows === 1n) recorded.push(row.date);
        }
        // Another process may have been a moment earlier with some of them.
        const news = notices.filter(({ detail }) => recorded.includes(String(detail['date'])));
        await putOut(tx, null, news, at);
        return recorded;
      }),

    async checked(stage, from, until) {
      const rows = await checks(from, until).where('stage', '=', stage).execute();
      return new Set(rows.map(({ date }) => date));
    },

    async lastChecked(stage) {
      const row = await db
        .selectFrom('shift_check')
        .select((eb) => eb.fn.max('date').as('date'))
        .where('stage', '=', stage)
        .executeTakeFirst();
      return row?.date ?? null;
    },

    async shortfalls(from, until) {
      const rows = await checks(from, until).orderBy('date').orderBy('stage').execute();
      return rows.map(checkOf).filter(isShort);
    },
  };
}

async function note(tx: Db, { id, at, by, act }: RosterChange, detail: unknown): Promise<void> {
  await tx
    .insertInto('roster_change')
    .values({ id, at, staff_id: by, act, detail: JSON.stringify(detail) })
    .execute();
}

const shiftOf = (row: RosterShiftTable): Shift => ({
  staffId: row.staff_id,
  date: row.date,
  part: row.from_time === null || row.to_time === null ? null : { from: row.from_time, to: row.to_time },
});

const absenceOf = (row: RosterAbsenceTable): Absence => ({
  id: row.id,
  staffId: row.staff_id,
  from: row.from_date,
  until: row.until_date,
  kind: row.kind,
});

const recordedOf = (row: RosterAbsenceTable): RecordedAbsence => ({
  ...absenceOf(row),
  handBack: row.hand_back === 1,
  handedBackAt: row.handed_back_at,
});

const checkOf = (row: ShiftCheckTable): RecordedCheck => ({
  date: row.date,
  stage: row.stage,
  required: row.required,
  technicalRequired: row.technical_required,
  planned: row.planned,
  technicalPlanned: row.technical_planned,
  between:
    row.between_from === null || row.between_to === null
      ? null
      : { from: row.between_from, to: row.between_to },
  recordedAt: row.recorded_at,
});
