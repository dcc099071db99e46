/**
 * Reports for whoever asks: of a month that is over the one that was kept, of another what the log says now. The first
 * computing after the cut-off is kept with every file of it, so that nothing that changes later can change them, be it a
 * name, the calendar that the product ships or the program itself.
 */
import { MINUTE } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import type { Language } from '../../shared/ticket.ts';
import type { Figures } from '../domain/report/figures.ts';
import type { MonthReport } from '../domain/report/month-report.ts';
import { monthOf, monthsAfter, monthWindow, type Month } from '../domain/report/month.ts';
import { computeMonth, rulesOfMonth, type Computing } from './compute-month.ts';
import type { MonthsAside } from './months-aside.ts';
import { everyFile, fileKey, reportFile, type ReportFormat } from './report-files.ts';

export type MonthSummary = Pick<MonthReport, 'month' | 'provisionalAsOf'> &
  Pick<Figures, 'reaction' | 'completion' | 'quality'>;

export type OpenReports = {
  /** The month that it is now on the desk's calendar. */
  monthNow(): Promise<Month>;
  month(month: Month): Promise<MonthReport>;
  file(month: Month, format: ReportFormat, language: Language): Promise<Uint8Array>;
  /** The month and those before it, the earliest first. */
  trend(month: Month, months: number): Promise<MonthSummary[]>;
  /** Every month that is over and is not kept yet. */
  keepFinished(): Promise<void>;
};

type Deps = Computing & {
  now(): Instant;
  /** Where months are computed; here when it is not said. */
  aside?: Pick<MonthsAside, 'compute'>;
  /** Beside a running server nothing is written. */
  mayKeep: boolean;
};

/** How long a report that may still change is shown again before it is computed anew. */
const FRESH: number = MINUTE;
const SUMMARY = 'summary';
/** Tickets: up to here a month takes milliseconds, and a thread would take longer to start. */
const ASIDE_BEYOND = 2000;

export function openReports(deps: Deps): OpenReports {
  const { store, now, mayKeep } = deps;
  const computed = new Map<Month, { at: Instant; report: Promise<MonthReport> }>();

  const compute = async (month: Month, at: Instant): Promise<MonthReport> =>
    deps.aside && (await store.reports.moreThan(ASIDE_BEYOND))
      ? deps.aside.compute(month, at)
      : computeMonth(deps, month, at);

  const computing = (month: Month): Promise<MonthReport> => {
    const at = now();
    const before = computed.get(month);
    if (before && at - before.at < FRESH) return before.report;
    const report = compute(month, at).then(kept);
    computed.set(month, { at, report });
    // What failed is tried again by whoever asks next.
    report.catch(() => computed.delete(month));
    return report;
  };

  const kept = async (report: MonthReport): Promise<MonthReport> => {
    if (report.provisionalAsOf !== null || !mayKeep) return report;
    const summary = new TextEncoder().encode(JSON.stringify(summaryOf(report)));
    const files = [...(await everyFile(report)), { name: SUMMARY, bytes: summary }];
    if (await store.reports.keep(report.month, files, now())) return report;
    return (await keptJson<MonthReport>(report.month, 'json')) ?? report;
  };

  const keptJson = async <T>(month: Month, name: string): Promise<T | null> => {
    const bytes = await store.reports.kept(month, name);
    return bytes ? (JSON.parse(new TextDecoder().decode(bytes)) as T) : null;
  };

  const month = async (month: Month): Promise<MonthReport> =>
    (await keptJson<MonthReport>(month, 'json')) ?? computing(month);

  const monthNow = async (): Promise<Month> => {
    const at = now();
    return monthOf(await rulesOfMonth(deps, new Date(at).toISOString().slice(0, 7)), at);
  };

  return {
    month,
    monthNow,

    async file(of, format, language) {
      const key = fileKey(format, language);
      const before = await store.reports.kept(of, key);
      if (before) return before;
      const report = await computing(of);
      return (await store.reports.kept(of, key)) ?? reportFile(report, format, language);
    },

    async trend(last, months) {
      const summaries: MonthSummary[] = [];
      for (let back = months - 1; back >= 0; back--) {
        const each = monthsAfter(last, -back);
        summaries.push((await keptJson<MonthSummary>(each, SUMMARY)) ?? summaryOf(await computing(each)));
      }
      return summaries;
    },

    async keepFinished() {
      const begunAt = await store.reports.begunAt();
      if (begunAt === null) return;
      const done = new Set(await store.reports.keptMonths());
      const last = await monthNow();
      const first = monthOf(await rulesOfMonth(deps, last), begunAt);
      for (let each = first; each < last; each = monthsAfter(each, 1)) {
        if (done.has(each)) continue;
        const rules = await rulesOfMonth(deps, each);
        if (!monthWindow(each, rules, now()).provisional) await computing(each);
      }
    },
  };
}

const summaryOf = ({ month, provisionalAsOf, desk }: MonthReport): MonthSummary => ({
  month,
  provisionalAsOf,
  reaction: desk.reaction,
  completion: desk.completion,
  quality: desk.quality,
});
