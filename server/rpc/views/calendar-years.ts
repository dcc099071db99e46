/** Years of the production calendar: which are known, and what a file would change about them. */
import { effectOfRules, type EffectOfRules } from '../../commands/effect-of-rules.ts';
import { openDraft } from '../../commands/draft-rules.ts';
import type { Deps } from '../../deps.ts';
import { compareYear, type ComparedYear } from '../../domain/change/compare-year.ts';
import { compileRules } from '../../domain/rules.ts';
import type { ImportedYear } from '../../domain/working-time/imported-year.ts';
import { PRODUCTION_YEARS } from '../../domain/working-time/production-years.ts';

export type KnownYear = {
  year: number;
  official: boolean;
  source: string;
  /** With the product, in the rules in force, or so far in the draft alone. */
  from: 'shipped' | 'in_force' | 'draft';
};

export type CalendarRead = {
  years: readonly {
    year: ImportedYear;
    compared: ComparedYear;
    effect: Omit<EffectOfRules, 'rows' | 'asOf'>;
  }[];
};

type Some = Pick<Deps, 'store' | 'now' | 'ruleBook'>;

export async function knownYears(deps: Some): Promise<KnownYear[]> {
  const inForce = deps.ruleBook().current.regulation.productionYears ?? [];
  const draft = await openDraft(deps);
  const drafted =
    draft && 'regulation' in draft.checked ? (draft.checked.regulation.productionYears ?? []) : [];
  const byYear = new Map<number, KnownYear>();
  for (const { year, decree } of PRODUCTION_YEARS)
    byYear.set(year, { year, official: true, source: decree, from: 'shipped' });
  for (const { year, official, source } of inForce)
    byYear.set(year, { year, official, source, from: 'in_force' });
  for (const each of drafted) {
    const isInForce = inForce.some((other) => JSON.stringify(other) === JSON.stringify(each));
    const { year, official, source } = each;
    if (!isInForce) byYear.set(year, { year, official, source, from: 'draft' });
  }
  return [...byYear.values()].toSorted((a, b) => a.year - b.year);
}

/** Each year by itself, against what is in force now. */
export async function calendarRead(deps: Some, years: readonly ImportedYear[]): Promise<CalendarRead> {
  const { current } = deps.ruleBook();
  const read: CalendarRead['years'][number][] = [];
  for (const year of years) {
    const others = (current.regulation.productionYears ?? []).filter((each) => each.year !== year.year);
    const then = compileRules({ ...current.regulation, productionYears: [...others, year] });
    const { rows: _, asOf: __, ...effect } = await effectOfRules(deps, then);
    const compared = compareYear(current.workingTime, then.workingTime, year.year);
    read.push({ year, compared, effect });
  }
  return { years: read };
}
