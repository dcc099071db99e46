/** The report of a month from the log, some tickets at a time: whoever asks meanwhile has their turn between them. */
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Instant } from '../../shared/instant.ts';
import { factsOf, type TicketFacts } from '../domain/report/facts.ts';
import { monthReport, type MonthReport, type ShortShift } from '../domain/report/month-report.ts';
import { monthsAfter, monthWindow, type Month, type MonthWindow } from '../domain/report/month.ts';
import type { RuleBook, Rules } from '../domain/rules.ts';
import { DAY } from '../../shared/duration.ts';
import { dayNumberOf } from '../domain/working-time/local-date.ts';
import { inForceAt } from '../rule-book.ts';
import type { Store } from '../store/store.ts';

export type Computing = {
  store: Pick<Store, 'reports' | 'rules' | 'roster' | 'staff'>;
  ruleBook: Pick<RuleBook, 'of'>;
};

const TICKETS_AT_A_TIME = 25;

export async function computeMonth(computing: Computing, month: Month, asOf: Instant): Promise<MonthReport> {
  const { store, ruleBook } = computing;
  const rules = await rulesOfMonth(computing, month);
  const window = monthWindow(month, rules, asOf);
  const facts: TicketFacts[] = [];
  for await (const logs of store.reports.logs(window)) {
    for (let i = 0; i < logs.length; i += TICKETS_AT_A_TIME) {
      facts.push(
        ...logs.slice(i, i + TICKETS_AT_A_TIME).flatMap((log) => factsOf(log, window, ruleBook) ?? []),
      );
      await turnOfOthers();
    }
  }
  const names = new Map((await store.staff.all()).map(({ id, name }) => [id, name]));
  const shortShifts = await shortShiftsOf(computing, window);
  return monthReport(window, facts, { rules, asOf, names, shortShifts });
}

/** As each day was when it ended; what had only been planned so was mended in time. */
async function shortShiftsOf({ store }: Computing, { month, readTo }: MonthWindow): Promise<ShortShift[]> {
  const checks = await store.roster.shortfalls(`${month}-01`, `${monthsAfter(month, 1)}-01`);
  return checks
    .filter(({ stage, recordedAt }) => stage === 'after' && recordedAt < readTo)
    .map(({ date, planned, required, technicalPlanned, technicalRequired }) => ({
      date,
      people: planned,
      minimum: required,
      technical: technicalPlanned,
      technicalMinimum: technicalRequired,
    }));
}

/** Those that stood when the month ended; for what came before any were in force, the first that were. */
export async function rulesOfMonth({ store, ruleBook }: Computing, month: Month): Promise<Rules> {
  const end = dayNumberOf(`${monthsAfter(month, 1)}-01`) * DAY;
  const acts = await store.rules.applications();
  const known = acts.filter(({ recordedAt }) => recordedAt < end);
  const standing = inForceAt(known, end - 1) ?? acts[0];
  if (!standing) throw new Error('no regulation is in force; start the server once, which applies it');
  return ruleBook.of(standing.version);
}
