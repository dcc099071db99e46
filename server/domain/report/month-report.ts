/** The licensor's monthly report (§6, R14): facts of tickets in, every figure out. The same facts give the same report. */
import { HOUR } from '../../../shared/duration.ts';
import type { Instant, LocalDate } from '../../../shared/instant.ts';
import type { Regulation, Topic } from '../regulation.ts';
import type { Rules } from '../rules.ts';
import type { StaffId } from '../ticket/event.ts';
import type { WorkingTime } from '../working-time/compile.ts';
import { dayNumberOf, weekdayOf } from '../working-time/local-date.ts';
import { localDateOf } from '../working-time/working-time.ts';
import { zoneOf } from '../working-time/zone.ts';
import type { Breach, Owned, TicketFacts } from './facts.ts';
import { figuresOf, shareInTenths } from './figures.ts';
import type { Figures } from './figures.ts';
import type { Month, MonthWindow } from './month.ts';

/** A working day with too few people on duty, or no technical specialist among them (§2). */
export type ShortShift = {
  date: LocalDate;
  people: number;
  minimum: number;
  technical: number;
  technicalMinimum: number;
};

export type SecondLineFigures = {
  topic: Topic;
  name: { ru: string; en: string };
  /** The accountable one first. */
  departments: readonly { ru: string; en: string }[];
  workingDays: number;
  asked: number;
  met: number;
  missed: number;
  /** Handed back, closed, or the ticket was, before it was late. */
  dropped: number;
  overdue: number;
  metShare: number | null;
};

export type EmployeeFigures = Figures & { staffId: StaffId; name: string };

export type MonthReport = {
  month: Month;
  timeZone: string;
  from: Instant;
  to: Instant;
  cutOffAt: Instant;
  /** As of when, while it may still change; null once it is final. */
  provisionalAsOf: Instant | null;
  regulationVersion: string;
  quality: Regulation['quality'];
  desk: Figures;
  /** Whoever had anything to do with the month, by name. */
  employees: readonly EmployeeFigures[];
  /** What nobody was responsible for. */
  nobody: Figures;
  /** By number, cycle and clock. */
  breaches: readonly Breach[];
  secondLine: readonly SecondLineFigures[];
  shortShifts: readonly ShortShift[];
  /** What came, by weekday from Monday and by hour, in the desk's zone. */
  load: readonly (readonly number[])[];
};

export type ReportContext = {
  /** Of the regulation that the month is reported by. */
  rules: Rules;
  asOf: Instant;
  names: ReadonlyMap<StaffId, string>;
  shortShifts: readonly ShortShift[];
};

export function monthReport(
  window: MonthWindow,
  facts: readonly TicketFacts[],
  { rules, asOf, names, shortShifts }: ReportContext,
): MonthReport {
  const { regulation, workingTime } = rules;
  const people = [...new Set(facts.flatMap(ownersOf))].filter((id): id is StaffId => id !== null);
  const employees = people
    .map((staffId) => ({
      staffId,
      name: names.get(staffId) ?? '',
      ...figuresOf(shareOf(facts, staffId), regulation),
    }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.staffId, b.staffId));
  return {
    month: window.month,
    timeZone: workingTime.spec.timeZone,
    from: window.from,
    to: window.to,
    cutOffAt: window.cutOffAt,
    provisionalAsOf: window.provisional ? asOf : null,
    regulationVersion: regulation.version,
    quality: regulation.quality,
    desk: figuresOf(facts, regulation),
    employees,
    nobody: figuresOf(shareOf(facts, null), regulation),
    breaches: facts
      .flatMap(({ breaches }) => breaches)
      .sort((a, b) => a.number - b.number || a.cycle - b.cycle || compare(b.clock, a.clock)),
    secondLine: secondLineOf(facts, regulation),
    shortShifts: shortShifts.filter(({ date }) => date.startsWith(window.month)),
    load: loadOf(facts, workingTime),
  };
}

/** By code points: no language's order, so that no machine's data can change it. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const ownedIn = ({ submitted, reopened, closed, open, breaches }: TicketFacts): readonly Owned[] => [
  ...submitted,
  ...reopened,
  ...closed,
  ...(open ? [open] : []),
  ...breaches,
];

const ownersOf = (facts: TicketFacts): (StaffId | null)[] =>
  ownedIn(facts).map(({ responsible }) => responsible);

/** What of the tickets is this person's; nobody's under null. */
function shareOf(facts: readonly TicketFacts[], whose: StaffId | null): TicketFacts[] {
  const theirs = <T extends Owned>(list: readonly T[]): T[] =>
    list.filter(({ responsible }) => responsible === whose);
  return facts.map((each) => ({
    ...each,
    submitted: theirs(each.submitted),
    reopened: theirs(each.reopened),
    closed: theirs(each.closed),
    open: each.open?.responsible === whose ? each.open : null,
    breaches: theirs(each.breaches),
  }));
}

function secondLineOf(facts: readonly TicketFacts[], { secondLine }: Regulation): SecondLineFigures[] {
  const questions = facts.flatMap((each) => each.questions);
  return secondLine.map(({ topic, name, departments, reactionWorkingDays }) => {
    const about = questions.filter((each) => each.topic === topic);
    const outcome = (which: string) => about.filter((each) => each.outcome === which).length;
    const [met, missed] = [outcome('met'), outcome('missed')];
    return {
      topic,
      name,
      departments,
      workingDays: reactionWorkingDays,
      asked: about.filter(({ asked }) => asked).length,
      met,
      missed,
      dropped: outcome('dropped'),
      overdue: about.filter(({ overdue }) => overdue).length,
      metShare: shareInTenths(met, met + missed),
    };
  });
}

function loadOf(facts: readonly TicketFacts[], workingTime: WorkingTime): number[][] {
  const load = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const zone = zoneOf(workingTime.spec.timeZone);
  for (const { submittedAt } of facts) {
    if (submittedAt === null) continue;
    const date = localDateOf(workingTime, submittedAt);
    const row = load[weekdayOf(dayNumberOf(date)) - 1] ?? [];
    const hour = Math.floor((submittedAt + zone.offsetAt(submittedAt)) / HOUR) % 24;
    row[hour] = (row[hour] ?? 0) + 1;
  }
  return load;
}
