/** `npm run desk -- COMMAND`: what an operator does at the machine. All but `restore` and `move` may run beside the server. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { keysFrom } from '../auth/secrets.ts';
import { openStaffDoor } from '../auth/staff-door.ts';
import { backUp } from '../backup/back-up.ts';
import { HoldsADesk, checkBackup, moveInto, restore } from '../backup/restore.ts';
import { isCarriedOver } from '../backup/same-desk.ts';
import { now } from '../clock.ts';
import { eraseAgain } from '../commands/erase-person.ts';
import { readConfig, type Config } from '../config.ts';
import { databaseIn, databaseOf, filesIn } from '../data-dir.ts';
import { folderAt } from '../files/folder.ts';
import { logTo } from '../log.ts';
import { tombstonesIn } from '../privacy/tombstones.ts';
import { openStore, type Database } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { openReports } from '../reports/open-reports.ts';
import { readReportAsked, report } from './report.ts';
import { recordedRules, verify } from './verify.ts';

type Command = { does: string; run(args: readonly string[]): Promise<number> };

const COMMANDS: Record<string, Command> = {
  verify: { does: 'proves every ticket, clock and file against the log', run: runVerify },
  report: { does: 'gives the report of a month: report YYYY-MM --format json|csv|xlsx|html', run: runReport },
  backup: { does: 'copies the whole desk into a new folder: backup --to FOLDER', run: runBackup },
  restore: { does: 'makes a backup the desk of an empty DATA_DIR: restore --from FOLDER', run: runRestore },
  move: { does: 'carries a desk from its file to PostgreSQL: move --to postgres://…', run: runMove },
};

const SHOWN_DIFFERENCES = 50;

async function runVerify(args: readonly string[]): Promise<number> {
  if (args.length > 0) throw new Error(`verify takes nothing, and was given ${args.join(' ')}`);
  const config = readConfig();
  return verified(databaseOf(config), filesIn(config.dataDir));
}

async function verified(database: Database, filesRoot: string): Promise<number> {
  const store = await openStore({ ...database, readOnly: true });
  try {
    const ruleBook = await recordedRules(store);
    const { tickets, events, files, differences } = await verify({
      store,
      ruleBook,
      filesRoot,
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

const accountsOf = (config: Config) => {
  const log = logTo((line) => console.error(line), now);
  return (store: Store) =>
    openStaffDoor({ store, baseUrl: config.baseUrl, keys: keysFrom(config.secret), log });
};

const erasingIn = ({ dataDir }: Config) => ({
  now,
  log: logTo((line) => console.error(line), now),
  attachments: folderAt(filesIn(dataDir)),
  tombstones: tombstonesIn(dataDir),
});

/** The one thing that a command is given: `--to FOLDER`. */
function argument(command: string, name: string, args: readonly string[]): string {
  const [flag, value, ...more] = args;
  if (flag !== `--${name}` || !value || more.length > 0)
    throw new Error(
      `write: npm run desk -- ${command} --${name} ${name === 'to' && command === 'move' ? 'postgres://…' : 'FOLDER'}`,
    );
  return value;
}

async function runBackup(args: readonly string[]): Promise<number> {
  const to = resolve(argument('backup', 'to', args));
  const config = readConfig();
  const store = await openStore({ ...databaseOf(config), readOnly: true });
  try {
    const { tickets, events, files } = await backUp({
      ...{ store, to, dataDir: config.dataDir, at: now(), withAccounts: accountsOf(config) },
    });
    console.log(`${tickets} tickets, ${events} events, ${files.length} files: backed up into ${to}`);
    return 0;
  } finally {
    await store.close();
  }
}

async function runRestore(args: readonly string[]): Promise<number> {
  const from = resolve(argument('restore', 'from', args));
  const contents = await checkBackup(from);
  const config = readConfig();
  const database = databaseOf(config);
  await restore({ from, dataDir: config.dataDir, database, withAccounts: accountsOf(config) });
  // Whatever program made it: brought up to date before it is proved.
  const store = await openStore(database);
  try {
    const again = await eraseAgain({ ...erasingIn(config), store });
    if (again > 0) console.log(`${again} people erased again, who were erased after it was made`);
  } finally {
    await store.close();
  }
  console.log(
    `made at ${new Date(contents.madeAt).toISOString()}: ${contents.tickets} tickets, ${contents.events} events`,
  );
  return verified(database, filesIn(config.dataDir));
}

async function runMove(args: readonly string[]): Promise<number> {
  const url = argument('move', 'to', args);
  if (!/^postgres(?:ql)?:\/\//.test(url)) throw new Error(`--to: "${url}" is no address of a PostgreSQL`);
  const config = readConfig();
  if (config.databaseUrl !== null)
    throw new Error(
      'DATABASE_URL is set: this desk is on PostgreSQL already; unset it to move one that is in a file',
    );
  const filesRoot = filesIn(config.dataDir);
  if (!existsSync(databaseIn(config.dataDir)))
    throw new Error(`${config.dataDir} has no desk to move; set DATA_DIR`);
  // With the lock of a server: nothing changes here while it is carried over.
  const source = await openStore({ file: databaseIn(config.dataDir) });
  try {
    const before = await verify({ store: source, ruleBook: await recordedRules(source), filesRoot });
    if (before.differences.length > 0)
      throw new Error(
        `this desk is not whole, nothing was moved: ${before.differences[0]!} (see desk -- verify)`,
      );
    const rows = await moveInto(source, { url }, accountsOf(config)).catch(async (cause: unknown) => {
      if (cause instanceof HoldsADesk && (await isCarriedOver(source, { url }))) return null;
      throw cause;
    });
    const done = rows === null ? 'everything was carried over before' : `${rows} rows carried over`;
    console.log(`${done}; set DATABASE_URL to use them. ${config.dataDir} stays as it was`);
  } finally {
    await source.close();
  }
  return verified({ url }, filesRoot);
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
