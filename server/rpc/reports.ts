/** The monthly report: all of it for managers, their own line for everybody else. */
import type { EmployeeFigures, MonthReport } from '../domain/report/month-report.ts';
import type { Month } from '../domain/report/month.ts';
import type { MonthSummary } from '../reports/open-reports.ts';
import type { Desk } from './context.ts';
import { forStaff, router } from './procedures.ts';
import { Refused } from './refused.ts';
import * as input from './schemas/reports.ts';

const MONTHS_OF_TREND = 12;

export type OwnReport = Pick<MonthReport, 'month' | 'cutOffAt' | 'provisionalAsOf' | 'quality'> & {
  thisMonth: Month;
  /** Null where they had nothing to do with the month. */
  mine: EmployeeFigures | null;
};
export type WholeReport = MonthReport & { thisMonth: Month };

export const reports = router({
  month: forStaff.input(input.month).query(async ({ ctx: { desk }, input: asked }): Promise<WholeReport> => {
    const { month, thisMonth } = await monthOf(desk, asked?.month);
    return { ...(await desk.reports.month(month)), thisMonth };
  }),
  /** The month and those before it, the earliest first. */
  trend: forStaff
    .input(input.month)
    .query(async ({ ctx: { desk }, input: asked }): Promise<readonly MonthSummary[]> =>
      desk.reports.trend((await monthOf(desk, asked?.month)).month, MONTHS_OF_TREND),
    ),
  mine: forStaff
    .input(input.month)
    .query(async ({ ctx: { desk, caller }, input: asked }): Promise<OwnReport> => {
      const { month, thisMonth } = await monthOf(desk, asked?.month);
      const report = await desk.reports.month(month);
      const { cutOffAt, provisionalAsOf, quality, employees } = report;
      const mine = employees.find(({ staffId }) => staffId === caller.staffId) ?? null;
      return { month, cutOffAt, provisionalAsOf, quality, thisMonth, mine };
    }),
});

/** Of a month that has not begun there is nothing to tell. */
async function monthOf({ reports }: Desk, asked: Month | undefined) {
  const thisMonth = await reports.monthNow();
  if (asked !== undefined && asked > thisMonth) throw new Refused({ code: 'not_found' });
  return { month: asked ?? thisMonth, thisMonth };
}
