/** Who worked when in the sample's months, and who will in the next two weeks: a few days fall short, two people are away. */
import type { LocalDate } from '../../shared/instant.ts';
import { CELLS_AT_ONCE } from '../../shared/roster.ts';
import type { StaffCaller } from '../auth/caller.ts';
import { recordAbsence } from '../commands/absences.ts';
import { setShifts, type Cell } from '../commands/set-shifts.ts';
import type { Deps } from '../deps.ts';
import { dateAfter, daysBetween, workingDaysFrom } from '../domain/roster/shift-rule.ts';
import { dayNumberOf, weekdayOf } from '../domain/working-time/local-date.ts';
import { localDateOf } from '../domain/working-time/working-time.ts';
import type { Instant } from '../../shared/instant.ts';
import type { SampleMember } from './people.ts';

type Member = Pick<SampleMember, 'name' | 'role' | 'technicalSpecialist'> & { id: string };

/** The days on which people are away, from the last day of the sample's months. */
const VACATION = { from: -40, days: 14, technical: true };
const SICK = { from: -1, days: 4, technical: false };
/** A working day ahead on which half of them are missing, and one without a technical specialist. */
const THIN_WORKING_DAY = 4;
const NO_TECHNICAL_WORKING_DAY = 6;
const AHEAD_DAYS = 15;

/** Entered at the beginning of the sample's months, as a manager would. */
export async function enterRoster(deps: Deps, staff: readonly Member[], now: Instant): Promise<void> {
  const { workingTime } = deps.ruleBook().current;
  const first = localDateOf(workingTime, deps.now());
  const today = localDateOf(workingTime, now);
  const manager = staff.find(({ role }) => role === 'manager');
  const agents = staff.filter(({ role }) => role === 'agent');
  if (!manager) throw new Error('the sample staff has no manager');
  const caller: StaffCaller = { side: 'staff', staffId: manager.id, role: 'manager' };

  const dates = workingDaysFrom(workingTime, first, daysBetween(first, dateAfter(today, AHEAD_DAYS)));
  const ahead = dates.filter((date) => date > today);
  const [thin, noTechnical] = [ahead[THIN_WORKING_DAY], ahead[NO_TECHNICAL_WORKING_DAY]];
  const isMissing = (date: LocalDate, i: number) =>
    (date === thin && i % 2 === 0) || (date === noTechnical && agents[i]?.technicalSpecialist);
  const cells = dates.flatMap((date) => [
    ...agents.filter((_, i) => worksOn(date, i) && !isMissing(date, i)).map(({ id }) => on(id, date)),
    ...(weekdayOf(dayNumberOf(date)) === 2 ? [on(manager.id, date)] : []),
  ]);
  for (let i = 0; i < cells.length; i += CELLS_AT_ONCE) {
    const set = await setShifts(deps, caller, cells.slice(i, i + CELLS_AT_ONCE));
    if ('refusal' in set) throw new Error(`the sample roster was refused: ${JSON.stringify(set.refusal)}`);
  }
  for (const { from, days, technical } of [VACATION, SICK]) {
    const person = agents.findLast((each) => each.technicalSpecialist === technical);
    if (!person) continue;
    const begins = dateAfter(today, from);
    const absence = {
      requestId: deps.newId(),
      staffId: person.id,
      from: begins,
      until: dateAfter(begins, days),
      kind: technical ? 'vacation' : 'sick',
      handBack: true,
    } as const;
    const recorded = await recordAbsence(deps, caller, absence);
    if ('refusal' in recorded) throw new Error(`a sample absence was refused: ${recorded.refusal.code}`);
  }
}

/** Four days of five, each with another day off. */
const worksOn = (date: LocalDate, person: number): boolean =>
  weekdayOf(dayNumberOf(date)) !== (person % 5) + 1;

const on = (staffId: string, date: LocalDate): Cell => ({ staffId, date, on: true });
