import type { Regulation } from './regulation.ts';
import { compileWorkingTime } from './working-time/compile.ts';
import type { WorkingTime } from './working-time/compile.ts';
import { russianCalendar } from './working-time/production-calendar.ts';

/** A regulation and the calendar it makes, compiled: what a rule needs beside the ticket and the instant. */
export type Rules = { regulation: Regulation; workingTime: WorkingTime };

/** Every regulation a ticket may stand under, by version; `current` for what comes now. */
export type RuleBook = { current: Rules; of(version: string): Rules };

/** Once for each version: what is compiled grows by itself as far as it is asked. */
export function compileRules(regulation: Regulation): Rules {
  return {
    regulation,
    workingTime: compileWorkingTime(russianCalendar(regulation.desk, regulation.productionYears)),
  };
}
