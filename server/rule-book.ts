/** The regulation in force and every earlier one that a ticket stands under, each compiled when it is first asked for. */
import { compileRules, type RuleBook, type Rules } from './domain/rules.ts';
import type { Regulation } from './domain/regulation.ts';
import type { Regulations } from './store/regulations.ts';

export async function openRuleBook(regulations: Regulations, inForce: Regulation): Promise<RuleBook> {
  const known = new Map((await regulations.all()).map(({ version, regulation }) => [version, regulation]));
  known.set(inForce.version, inForce);
  const compiled = new Map<string, Rules>();

  const of = (version: string): Rules => {
    const ready = compiled.get(version);
    if (ready) return ready;
    const regulation = known.get(version);
    if (!regulation)
      throw new Error(`a ticket stands under regulation ${version}, which the database does not have`);
    const rules = compileRules(regulation);
    compiled.set(version, rules);
    return rules;
  };
  return { current: of(inForce.version), of };
}
