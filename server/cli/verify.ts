/** `npm run desk -- verify`: proves the store against the log, beside a running server or without one. Changes nothing. */
import { compileRules, type RuleBook, type Rules } from '../domain/rules.ts';
import { faultOfFile } from '../files/proof.ts';
import type { Store } from '../store/store.ts';
import { differencesOf } from './difference.ts';

export type Verified = {
  tickets: number;
  events: number;
  files: number;
  /** One line each; none when all is as the log says. */
  differences: readonly string[];
};

export async function verify(deps: {
  store: Pick<Store, 'inspection'>;
  ruleBook: Pick<RuleBook, 'of'>;
  filesRoot: string;
}): Promise<Verified> {
  const { inspection } = deps.store;
  const differences = (await inspection.faults()).map((fault) => `database: ${fault}`);
  let tickets = 0;
  let events = 0;
  const numbers: number[] = [];
  for await (const inspected of inspection.tickets()) {
    tickets += 1;
    events += inspected.events.length;
    numbers.push(inspected.row.number);
    differences.push(...differencesOf(inspected, deps.ruleBook));
  }
  // After the tickets: whatever was written meanwhile only adds to these two.
  const findable = await inspection.findable();
  for (const number of numbers)
    if (!findable.has(number)) differences.push(`ticket ${number}: the search does not know it`);
  const next = await inspection.nextNumber();
  if (next <= Math.max(0, ...numbers))
    differences.push(`the next number is ${next}, and there is a ticket ${Math.max(...numbers)}`);

  const files = await inspection.files();
  for (const file of files) {
    if (file.erasedAt !== undefined) continue;
    const fault = await faultOfFile(deps.filesRoot, file);
    if (fault) differences.push(`file ${file.id} of ${file.ticketId ?? 'no ticket yet'}: it ${fault}`);
  }
  return { tickets, events, files: files.length, differences };
}

/** Every regulation that was ever in force here is kept whole in the store. */
export async function recordedRules(
  store: Pick<Store, 'regulations'>,
): Promise<{ of(version: string): Rules }> {
  const compiled = new Map<string, Rules>();
  for (const { version, regulation } of await store.regulations.all())
    compiled.set(version, compileRules(regulation));
  return {
    of(version) {
      const rules = compiled.get(version);
      if (!rules)
        throw new Error(`a ticket stands under regulation ${version}, which the database does not have`);
      return rules;
    },
  };
}
