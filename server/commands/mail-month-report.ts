/**
 * Managers hear of the month that is over, twice: at its first opening what is known so far, as ratings still come in (R14),
 * and after the cut-off what it is for good. Of months further back nobody is told: what nothing ran for is in the console.
 */
import type { Deps } from '../deps.ts';
import { notBeforeOf } from '../domain/notices/haste.ts';
import { monthOf, monthsAfter, monthWindow } from '../domain/report/month.ts';
import type { ReportStage } from '../store/reports.ts';

/** Gives what has been put out now, null where nothing was to be. */
export async function mailMonthReport(deps: Deps): Promise<ReportStage | null> {
  const { store } = deps;
  const rules = deps.ruleBook().current;
  const at = deps.now();
  const month = monthsAfter(monthOf(rules, at), -1);
  const begunAt = await store.reports.begunAt();
  if (begunAt === null || monthOf(rules, begunAt) > month) return null;
  const stage = monthWindow(month, rules, at).provisional ? 'provisional' : 'final';
  const notice = {
    id: deps.newId(),
    kind: 'monthly_report' as const,
    to: { side: 'managers' as const },
    channel: 'as_set' as const,
    seq: null,
    detail: { month, stage },
    notBefore: notBeforeOf('monthly_report', at, rules, null),
  };
  return (await store.reports.tellOnce(month, stage, notice, at)) ? stage : null;
}
