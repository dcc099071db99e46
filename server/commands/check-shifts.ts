/**
 * The shift rule (§2) by itself: on a working day before, managers are told of days that fall short; when a day has closed,
 * what it was is recorded for the month's report. It blocks nothing. A desk without a roster has nothing to check.
 */
import type { Instant, LocalDate } from '../../shared/instant.ts';
import type { Deps } from '../deps.ts';
import { notBeforeOf } from '../domain/notices/haste.ts';
import { checkShift, dateAfter, daysBetween, isShort, workingDaysFrom } from '../domain/roster/shift-rule.ts';
import type { ShiftCheck } from '../domain/roster/shift-rule.ts';
import { localDateOf, nextWorkingDay, openHours } from '../domain/working-time/working-time.ts';
import type { CheckStage, RecordedCheck } from '../store/roster.ts';

/** Gives the days that fall short and were not known to. */
export async function checkNextShifts(deps: Deps): Promise<readonly LocalDate[]> {
  const { store } = deps;
  const rules = deps.ruleBook().current;
  const { workingTime } = rules;
  const at = deps.now();
  const today = localDateOf(workingTime, at);
  const tomorrow = dateAfter(today, 1);
  if ((await store.roster.enteredAt()) === null) return [];
  // Today's, where nothing ran on the working day before; closed days are past telling.
  const next = nextWorkingDay(workingTime, today);
  const known = await store.roster.checked('before', today, dateAfter(next, 1));
  const dates = [
    ...stillToCome(deps, today, at),
    ...workingDaysFrom(workingTime, tomorrow, daysBetween(tomorrow, next) + 1),
  ];
  const checks = await checksOf(
    deps,
    dates.filter((date) => !known.has(date)),
    { stage: 'before', at },
  );
  const short = checks.filter(isShort);
  const notices = short.map(({ date, required, planned, technicalRequired, technicalPlanned }) => ({
    id: deps.newId(),
    kind: 'shift_short' as const,
    to: { side: 'managers' as const },
    channel: 'as_set' as const,
    seq: null,
    detail: { date, required, planned, technicalRequired, technicalPlanned },
    notBefore: notBeforeOf('shift_short', at, rules, null),
  }));
  await store.roster.recordChecks(checks, notices, at);
  return short.map(({ date }) => date);
}

/** Every working day that has closed since the last one recorded. */
export async function recordPastShifts(deps: Deps): Promise<number> {
  const { store } = deps;
  const { workingTime } = deps.ruleBook().current;
  const at = deps.now();
  const today = localDateOf(workingTime, at);
  const enteredAt = await store.roster.enteredAt();
  if (enteredAt === null) return 0;
  const last = await store.roster.lastChecked('after');
  const first = last === null ? localDateOf(workingTime, enteredAt) : dateAfter(last, 1);
  const ended = workingDaysFrom(workingTime, first, daysBetween(first, dateAfter(today, 1))).filter(
    (date) => date < today || stillToCome(deps, date, at).length === 0,
  );
  const recorded = await store.roster.recordChecks(
    await checksOf(deps, ended, { stage: 'after', at }),
    [],
    at,
  );
  return recorded.length;
}

/** The day itself until its last closing. */
function stillToCome({ ruleBook }: Pick<Deps, 'ruleBook'>, date: LocalDate, at: Instant): LocalDate[] {
  const closing = openHours(ruleBook().current.workingTime, date).at(-1)?.to;
  return closing !== undefined && at < closing ? [date] : [];
}

async function checksOf(
  { store, ruleBook }: Pick<Deps, 'store' | 'ruleBook'>,
  dates: readonly LocalDate[],
  { stage, at }: { stage: CheckStage; at: Instant },
): Promise<RecordedCheck[]> {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { regulation, workingTime } = ruleBook().current;
  const roster = await store.roster.between(first, dateAfter(last, 1));
  const staff = (await store.staff.all()).filter(({ disabled }) => !disabled);
  const checks = dates.map((date) =>
    checkShift(roster, staff, date, { shift: regulation.shift, wt: workingTime }),
  );
  return checks
    .filter((check): check is ShiftCheck => check !== null)
    .map((check) => ({ ...check, stage, recordedAt: at }));
}
