/**
 * Keeps a desk of every schema that there is none of yet, and the hash of every migration: run once for each release that
 * brings a migration. What is kept already is never made anew.
 *
 *   npm run schemas
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { indexTicket } from '../../../server/store/findable.ts';
import { MIGRATIONS, migrate } from '../../../server/store/migrations/migrate.ts';
import type { Tables } from '../../../server/store/schema.ts';
import { connect } from '../../../server/store/sqlite/connect.ts';
import { sqliteDialect } from '../../../server/store/sqlite/dialect.ts';
import { SQLITE } from '../../../server/store/sqlite/engine.ts';
import { aConsultation, aRequestId, aWholeDesk } from '../../server/support/whole-desk.ts';
import { fixtureOf, hashOf, keptVersions, MIGRATIONS_FOLDER, RELEASED } from './kept.ts';

const MINUTE = 60_000;
const WITH_LONGER_PREFIXES = 8;

/** A little of everything that the first version knew. */
async function inUse(): Promise<{ file: string; end(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'keep-'));
  const file = join(folder, 'desk.db');
  const desk = await aWholeDesk();
  const site = await desk.site(await desk.licensee('North'));
  const anna = await desk.client(site, 'anna');
  const agent = await desk.member('agent');
  const did = async (path: string, input: Record<string, unknown>, headers: Record<string, string>) => {
    desk.clock.at += MINUTE;
    const { status, json, text } = await desk.mutate(path, input, headers);
    if (status !== 200) throw new Error(`${path}: ${text}`);
    return json.result.data as { id: string; version: number };
  };
  for (const question of ['How do I cancel an order?', 'Как вернуть деньги?', 'Where is the till’s log?']) {
    const { id, version } = await did('customer.submit', aConsultation({ fields: { question } }), anna);
    await did(
      'staff.reply',
      { requestId: aRequestId(), id, seenVersion: version, text: 'Press the red button', files: [] },
      agent,
    );
  }
  await did('customer.submit', aConsultation(), anna);
  await sql`VACUUM INTO ${file}`.execute(desk.deps.store.db);
  await desk.end();
  return { file, end: async () => rmSync(folder, { recursive: true, force: true }) };
}

type Row = Record<string, unknown>;

/** Of the schema as it was at `version`, with those rows and columns that it had. */
async function keep(version: number, from: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keep-'));
  const made = join(folder, 'made.db');
  const connection = connect(made, { readOnly: false });
  const db = new Kysely<Tables>({ dialect: sqliteDialect(connection) });
  await migrate(
    db,
    SQLITE,
    MIGRATIONS.filter(({ number }) => number <= version),
  );
  connection.pragma('foreign_keys = OFF');
  const source = new Database(from, { readonly: true });
  const has = new Set(tablesOf(connection));
  const known = new Set(tablesOf(await today()));
  for (const { name, sql: definition } of source
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_master WHERE type = 'table'`)
    .all()) {
    // Accounts have tables of their own, which no migration makes.
    const isOfAccounts = !known.has(name) && !name.startsWith('sqlite_');
    if (isOfAccounts) connection.exec(definition);
    if (!isOfAccounts && !has.has(name)) continue;
    if (name === 'migration' || name.startsWith('ticket_search') || name.startsWith('sqlite_')) continue;
    const columns = connection.pragma(`table_info("${name}")`) as { name: string }[];
    const names = columns.map((column) => column.name);
    connection.exec(`DELETE FROM "${name}"`);
    const list = names.map((each) => `"${each}"`).join(', ');
    const insert = connection.prepare(
      `INSERT INTO "${name}" (${list}) VALUES (${names.map(() => '?').join(', ')})`,
    );
    for (const row of source.prepare<[], Row>(`SELECT ${list} FROM "${name}"`).all())
      insert.run(...names.map((each) => asOf(version, name, each, row[each])));
  }
  if (version < 2) connection.exec(`DELETE FROM sequence WHERE name = 'outbox'`);
  source.close();
  if (version < WITH_LONGER_PREFIXES) {
    connection.exec('DROP TABLE ticket_search');
    connection.exec(`CREATE VIRTUAL TABLE ticket_search USING fts5(number, title, messages, client, licensee,
      content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2')`);
  }
  const tickets = await db.selectFrom('ticket').select('id').orderBy('number').execute();
  for (const { id } of tickets) await indexTicket(db, SQLITE.search, id);
  const kept = join(folder, 'kept.db');
  connection.exec(`VACUUM INTO '${kept}'`);
  await db.destroy();
  writeFileSync(fixtureOf(version), gzipSync(readFileSync(kept), { level: 9 }));
  rmSync(folder, { recursive: true });
}

/** Before the second line, a ticket did not say of its escalations. */
function asOf(version: number, table: string, column: string, value: unknown): unknown {
  if (version >= 4 || table !== 'ticket' || column !== 'ticket') return value;
  const { escalations: _, ...folded } = JSON.parse(String(value)) as Row;
  return JSON.stringify(folded);
}

const tablesOf = (connection: Database.Database) =>
  connection
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`)
    .all()
    .map(({ name }) => name);

async function today(): Promise<Database.Database> {
  const connection = new Database(':memory:');
  await migrate(new Kysely<Tables>({ dialect: sqliteDialect(connection) }), SQLITE);
  return connection;
}

const missing = MIGRATIONS.map(({ number }) => number).filter((each) => !keptVersions().includes(each));
if (missing.length > 0) {
  mkdirSync(import.meta.dirname, { recursive: true });
  const desk = await inUse();
  for (const version of missing) await keep(version, desk.file);
  await desk.end();
}
const released = JSON.parse(readFileSync(RELEASED, 'utf8')) as Record<string, string>;
for (const name of readdirSync(MIGRATIONS_FOLDER).filter((each) => /^\d{3}-/.test(each)).sort())
  released[name] ??= hashOf(name);
writeFileSync(RELEASED, `${JSON.stringify(released, null, 2)}\n`);
console.log(missing.length > 0 ? `kept: ${missing.join(', ')}` : 'everything is kept already');
