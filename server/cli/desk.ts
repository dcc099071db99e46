/** `npm run desk -- COMMAND`: what an operator does at the machine. Each may run beside the server. */
import process from 'node:process';
import { now } from '../clock.ts';
import { readConfig } from '../config.ts';
import { databaseOf, filesIn } from '../data-dir.ts';
import { compileRules, type Rules } from '../domain/rules.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { openReports } from '../reports/open-reports.ts';
import { readReportAsked, report } from './report.ts';
import { verify } from './verify.ts';

type Command = { does: string; run(args: readonly string[]): Promise<number> };

const COMMANDS: Record<string, Command> = {
  verify: { does: 'proves every ticket, clock and file against the log', run: runVerify },
  report: { does: 'gives the report of a month: report YYYY-MM --format json|csv|xlsx|html', run: runReport },
};

const SHOWN_DIFFERENCES = 50;

async function runVerify(args: readonly string[]): Promise<number> {
  if (args.length > 0) throw new Error(`verify takes nothing, and was given ${args.join(' ')}`);
  const config = readConfig();
  const store = await openStore({ ...databaseOf(config), readOnly: true });
  try {
    const ruleBook = await recordedRules(store);
    const { tickets, events, files, differences } = await verify({
      store,
      ruleBook,
      filesRoot: filesIn(config.dataDir),
    });
    for (const line of differences.slice(0, SHOWN_DIFFERENCES)) console.log(line);
    if (differences.length > SHOWN_DIFFERENCES)
      console.log(`… and ${differences.length - SHOWN_DIFFERENCES} more`);
    console.log(`${tickets} tickets, ${events} events, ${files} files: ${differences.length} differences`);
    return differences.length === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

async function runReport(args: readonly string[]): Promise<number> {
  const asked = readReportAsked(args);
  const store = await openStore({ ...databaseOf(readConfig()), readOnly: true });
  try {
    const reports = openReports({ store, ruleBook: await recordedRules(store), now, mayKeep: false });
    await report(asked, { reports, write: (bytes) => process.stdout.write(bytes) });
    return 0;
  } finally {
    await store.close();
  }
}

/** Every regulation that was ever in force here is kept whole in the store. */
async function recordedRules(store: Store): Promise<{ of(version: string): Rules }> {
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

const [name = '', ...rest] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) {
  console.error('write: npm run desk -- COMMAND');
  for (const [each, { does }] of Object.entries(COMMANDS)) console.error(`  ${each.padEnd(8)} ${does}`);
  process.exitCode = 1;
} else {
  try {
    process.exitCode = await command.run(rest);
  } catch (error) {
    console.error(`desk ${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
