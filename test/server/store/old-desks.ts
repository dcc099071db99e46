/** Desks as earlier versions left them, on whichever database the test runs, and what becomes of them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import BetterSqlite from 'better-sqlite3';
import { Kysely, sql, type KyselyPlugin } from 'kysely';
import { onTestFinished } from 'vitest';
import type { Engine } from '../../../server/store/engine.ts';
import { indexTicket } from '../../../server/store/findable.ts';
import { MIGRATIONS, migrate } from '../../../server/store/migrations/migrate.ts';
import type { Database } from '../../../server/store/open-store.ts';
import { poolOf } from '../../../server/store/postgres/connect.ts';
import { postgresDialect } from '../../../server/store/postgres/dialect.ts';
import { postgresEngine } from '../../../server/store/postgres/engine.ts';
import type { Db, Tables } from '../../../server/store/schema.ts';
import { connect } from '../../../server/store/sqlite/connect.ts';
import { sqliteDialect } from '../../../server/store/sqlite/dialect.ts';
import { SQLITE } from '../../../server/store/sqlite/engine.ts';
import { fixtureOf } from '../../data/schemas/kept.ts';
import { ask } from '../../postgres/ask.ts';
import { emptyDatabase, onPostgres } from '../support/a-database.ts';
import { aFolder } from './a-desk.ts';

type Row = Record<string, unknown>;
export type Rows = ReadonlyMap<string, readonly Row[]>;

/** The database itself, without a store over it. */
export function bare(database: Database, plugins: KyselyPlugin[] = []): { db: Db; engine: Engine } {
  const [dialect, engine] =
    'url' in database
      ? [postgresDialect(poolOf(database.url)), postgresEngine('test')]
      : [sqliteDialect(connect(database.file, { readOnly: false })), SQLITE];
  return { db: new Kysely<Tables>({ dialect, plugins }), engine };
}

/** One with nothing in it. */
export async function nothingYet(): Promise<Database> {
  if (!onPostgres()) return { file: join(aFolder(), 'desk.db') };
  const { url, drop } = await emptyDatabase();
  onTestFinished(drop);
  return { url };
}

export const upTo = (version: number) => MIGRATIONS.filter(({ number }) => number <= version);

/** The kept file of that version. */
export function keptFile(version: number): string {
  const file = join(aFolder(), 'desk.db');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, gunzipSync(readFileSync(fixtureOf(version))));
  return file;
}

const isOfDesk = (name: string) => !/^(ticket_search|sqlite_|migration$)/.test(name);

export function rowsIn(file: string): Rows {
  const connection = new BetterSqlite(file, { readonly: true });
  try {
    const tables = connection
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
      .all();
    return new Map(
      tables
        .filter(({ name }) => isOfDesk(name))
        .map(({ name }) => [name, connection.prepare<[], Row>(`SELECT * FROM "${name}"`).all()]),
    );
  } finally {
    connection.close();
  }
}

/** A desk of that version; what staff sign in by is left out on PostgreSQL, where no migration makes it. */
export async function oldDesk(version: number): Promise<{ database: Database; before: Rows }> {
  const file = keptFile(version);
  const all = rowsIn(file);
  if (!onPostgres()) {
    // As every connection leaves it.
    connect(file, { readOnly: false }).close();
    return { database: { file }, before: all };
  }
  const database = await nothingYet();
  const { db, engine } = bare(database);
  await migrate(db, engine, upTo(version));
  const made = new Set((await db.introspection.getTables()).map(({ name }) => name));
  const before = new Map([...all].filter(([table]) => made.has(table)));
  await db.transaction().execute(async (tx) => {
    await sql`SET LOCAL session_replication_role = replica`.execute(tx);
    for (const [table, rows] of before) {
      await sql`DELETE FROM ${sql.table(table)}`.execute(tx);
      if (rows.length > 0)
        await tx
          .insertInto(table as 'ticket')
          .values(rows as never)
          .execute();
    }
    for (const { id } of before.get('ticket') ?? []) await indexTicket(tx, engine.search, String(id));
  });
  await db.destroy();
  return { database, before };
}

export async function rowsNow(db: Db, tables: Iterable<string>): Promise<Rows> {
  const rows = new Map<string, readonly Row[]>();
  for (const table of tables)
    rows.set(
      table,
      (await db
        .selectFrom(table as 'ticket')
        .selectAll()
        .execute()) as unknown as Row[],
    );
  return rows;
}

/** Every table with its columns, and every index with what it says. */
export async function schemaOf(db: Db): Promise<readonly string[]> {
  const tables = (await db.introspection.getTables()).filter(({ name }) => isOfDesk(name));
  const columns = tables.flatMap(({ name, columns: its }) =>
    its.map(
      ({ name: column, dataType, isNullable, hasDefaultValue }) =>
        `${name}.${column} ${dataType} ${isNullable} ${hasDefaultValue}`,
    ),
  );
  const names = new Set(tables.map(({ name }) => name));
  const { rows } = onPostgres()
    ? await sql<{ of: string; text: string }>`
        SELECT tablename AS of, indexdef AS text FROM pg_indexes WHERE schemaname = 'public'`.execute(db)
    : await sql<{ of: string; text: string }>`
        SELECT tbl_name AS of, sql AS text FROM sqlite_master WHERE sql IS NOT NULL`.execute(db);
  const texts = rows.filter(({ of }) => names.has(of)).map(({ text }) => text.replaceAll(/\s+/g, ' '));
  return [...columns, ...texts].sort();
}

/** Everybody else is thrown out, as by a machine that goes down. */
export const cutOff = (url: string) =>
  ask(
    url,
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
