/** The roster as staff see it: days as the calendar has them, who works, who is absent, and which shifts fall short. */
import type { Instant, LocalDate } from '../../../shared/instant.ts';
import { ROSTER_AHEAD_DAYS } from '../../../shared/roster.ts';
import type { Absence, Shift } from '../../../shared/roster.ts';
import type { Deps } from '../../deps.ts';
import {
  checkShift,
  dateAfter,
  datesFrom,
  daysBetween,
  isShort,
  LOOK_AHEAD_DAYS,
} from '../../domain/roster/shift-rule.ts';
import type { OnRoster, ShiftCheck } from '../../domain/roster/shift-rule.ts';
import { absenceOf, plannedOn } from '../../domain/roster/roster.ts';
import type { Roster } from '../../domain/roster/roster.ts';
import { calendarDay } from '../../domain/working-time/calendar-year.ts';
import { dayNumberOf } from '../../domain/working-time/local-date.ts';
import { localDateOf } from '../../domain/working-time/working-time.ts';
import type { StaffMember } from '../../store/staff.ts';
import type { CalendarDay, StaffView } from '../view.ts';
import { staffView } from './administration.ts';

export type RosterShortfall = Pick<
  ShiftCheck,
  'required' | 'planned' | 'technicalRequired' | 'technicalPlanned'
> & {
  /** The first stretch that falls short, where the whole day does not. */
  between: { from: Instant; to: Instant } | null;
};

export type RosterDay = CalendarDay & {
  /** Of a working day that is not over, or of one that was as it was recorded. */
  shortfall: RosterShortfall | null;
};

export type RosterPerson = StaffView & { openTickets: number };

export type RosterView = {
  from: LocalDate;
  until: LocalDate;
  today: LocalDate;
  timeZone: string;
  /** Of the regulation, §2. */
  rule: { minimum: number; technicalSpecialists: number };
  /** Null at a desk where nobody ever entered a shift: tickets go by presence alone. */
  enteredAt: Instant | null;
  people: readonly RosterPerson[];
  days: readonly RosterDay[];
  shifts: readonly Shift[];
  /** `handBack`: their tickets go back by themselves when it begins. */
  absences: readonly Absence[];
  /** Of the next two weeks, whatever is being looked at; `mend`: whom to put on shift first, if anybody is left. */
  ahead: readonly (RosterShortfall & { date: LocalDate; mend: string | null })[];
};

export async function rosterView(
  { store, ruleBook, now }: Pick<Deps, 'store' | 'ruleBook' | 'now'>,
  { from, until }: { from: LocalDate; until: LocalDate },
): Promise<RosterView> {
  const { regulation, workingTime } = ruleBook().current;
  const today = localDateOf(workingTime, now());
  const twoWeeks = { from: today, until: dateAfter(today, LOOK_AHEAD_DAYS) };
  const [roster, soon, enteredAt, open, members] = await Promise.all([
    store.roster.between(from, until),
    store.roster.between(twoWeeks.from, twoWeeks.until),
    store.roster.enteredAt(),
    store.tickets.openByAssignee(),
    store.staff.all(),
  ]);
  const was = await store.roster.shortfalls(from, until);
  const staff = members.filter(({ disabled }) => !disabled);
  const check = (of: Roster, date: LocalDate): ShiftCheck | null => {
    // Further ahead nobody can be entered, and a calendar laid out for centuries holds everybody up.
    if (enteredAt === null || date > dateAfter(today, ROSTER_AHEAD_DAYS)) return null;
    return shortOf(of, staff, date, { shift: regulation.shift, wt: workingTime });
  };
  // Whoever has left is shown where they once worked.
  const named = new Set([...roster.shifts, ...roster.absences].map(({ staffId }) => staffId));
  const people = members
    .filter(({ id, disabled }) => !disabled || named.has(id))
    .map((member) => ({ ...staffView(member), openTickets: open.get(member.id) ?? 0 }));
  return {
    from,
    until,
    today,
    timeZone: workingTime.spec.timeZone,
    rule: regulation.shift,
    enteredAt,
    people,
    days: datesFrom(from, daysBetween(from, until)).map((date) => ({
      ...calendarDay(workingTime, dayNumberOf(date)),
      shortfall:
        date < today
          ? (was.find((each) => each.date === date && each.stage === 'after') ?? null)
          : check(roster, date),
    })),
    ...roster,
    ahead: datesFrom(twoWeeks.from, LOOK_AHEAD_DAYS)
      .flatMap((date) => check(soon, date) ?? [])
      .map((short) => ({ ...short, mend: whoMends(soon, members, short) })),
  };
}

function shortOf(
  roster: Roster,
  staff: readonly OnRoster[],
  date: LocalDate,
  rule: Parameters<typeof checkShift>[3],
): ShiftCheck | null {
  const check = checkShift(roster, staff, date, rule);
  return check && isShort(check) ? check : null;
}

/** Who is free that day: a specialist where one is missing, first-line people first, of those whoever works least in the two weeks. */
function whoMends(roster: Roster, members: readonly StaffMember[], short: ShiftCheck): string | null {
  const shifts = (id: string) => roster.shifts.filter(({ staffId }) => staffId === id).length;
  const taken = new Set(plannedOn(roster, short.date).map(({ staffId }) => staffId));
  const free = members.filter(
    ({ id, disabled }) => !disabled && !taken.has(id) && !absenceOf(roster.absences, id, short.date),
  );
  const technical = free.filter(({ technicalSpecialist }) => technicalSpecialist);
  const wanted = short.technicalPlanned < short.technicalRequired ? technical : free;
  const [first] = (wanted.length > 0 || short.planned >= short.required ? wanted : free).toSorted(
    (a, b) => Number(b.role === 'agent') - Number(a.role === 'agent') || shifts(a.id) - shifts(b.id),
  );
  return first?.id ?? null;
}
