/** The regulation in force and the calendar it makes, as staff read them. */
import type { Deps } from '../../deps.ts';
import { PARAGRAPHS } from '../../domain/regulation.ts';
import type { Rules } from '../../domain/rules.ts';
import { currentCycle } from '../../domain/ticket/ticket.ts';
import { calendarYear, isOfficialYear } from '../../domain/working-time/calendar-year.ts';
import { decreeOf } from '../../domain/working-time/production-calendar.ts';
import type { CalendarYearView, RegulationView } from '../view.ts';

export function calendarYearView({ workingTime }: Rules, year: number): CalendarYearView {
  const days = calendarYear(workingTime, year);
  return {
    year,
    official: isOfficialYear(workingTime, year),
    officialYears: workingTime.spec.officialYears,
    workingDays: days.filter(({ working }) => working).length,
    timeZone: workingTime.spec.timeZone,
    days,
    source: decreeOf(year),
  };
}

export async function regulationView({
  store,
  ruleBook,
}: Pick<Deps, 'store' | 'ruleBook'>): Promise<RegulationView> {
  const { regulation } = ruleBook().current;
  const recorded = await store.regulations.get(regulation.version);
  if (!recorded) throw new Error(`regulation ${regulation.version} is in force and not recorded`);
  const counts = new Map<string, number>();
  for (const ticket of await store.tickets.open()) {
    const { regulationVersion } = currentCycle(ticket);
    counts.set(regulationVersion, (counts.get(regulationVersion) ?? 0) + 1);
  }
  const openTickets = [...counts].map(([version, count]) => ({ version, count }));
  return { regulation, paragraphs: PARAGRAPHS, recordedAt: recorded.recordedAt, openTickets };
}
