/** Who works when: staff read it, managers and administrators change it (`access.ts`). */
import { handBackNow, recordAbsence, removeAbsence } from '../commands/absences.ts';
import { copyRoster, setShifts } from '../commands/set-shifts.ts';
import { forStaff, router } from './procedures.ts';
import { told } from './refused.ts';
import { byId } from './schemas.ts';
import * as input from './schemas/roster.ts';
import { rosterView, type RosterView } from './views/roster.ts';

export const roster = router({
  view: forStaff
    .input(input.rosterView)
    .query(({ ctx: { desk }, input: period }): Promise<RosterView> => rosterView(desk.deps, period)),
  setShifts: forStaff
    .input(input.setShifts)
    .mutation(async ({ ctx: { desk, caller }, input: { cells } }) =>
      told(await setShifts(desk.deps, caller, cells)),
    ),
  copy: forStaff
    .input(input.copyRoster)
    .mutation(async ({ ctx: { desk, caller }, input: period }) =>
      told(await copyRoster(desk.deps, caller, period)),
    ),
  recordAbsence: forStaff
    .input(input.recordAbsence)
    .mutation(async ({ ctx: { desk, caller }, input: absence }) =>
      told(await recordAbsence(desk.deps, caller, absence)),
    ),
  removeAbsence: forStaff
    .input(byId)
    .mutation(async ({ ctx: { desk, caller }, input: { id } }) =>
      told(await removeAbsence(desk.deps, caller, id)),
    ),
  handBack: forStaff
    .input(byId)
    .mutation(async ({ ctx: { desk, caller }, input: { id } }) =>
      told(await handBackNow(desk.deps, caller, id)),
    ),
});
