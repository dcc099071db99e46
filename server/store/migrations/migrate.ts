/** Numbered, forward only, each in a transaction of its own. */
import type { Kysely } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Db } from '../schema.ts';
import { up as desk } from './001-desk.ts';
import { up as outbox } from './002-outbox.ts';
import { up as roster } from './003-roster.ts';
import { up as secondLine } from './004-second-line.ts';
import { up as notices } from './005-notices.ts';
import { up as reports } from './006-reports.ts';
import { up as rules } from './007-rules.ts';
import { up as largeDesk } from './008-large-desk.ts';
import { up as reportMail } from './009-report-mail.ts';
import { up as privacy } from './010-privacy.ts';
import { up as consent } from './011-consent.ts';
import { up as scannedFiles } from './012-scanned-files.ts';
import { up as whatIsDue } from './013-what-is-due.ts';

type Migration = { number: number; name: string; up(db: Kysely<never>, engine: Engine): Promise<void> };

export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'desk', up: desk },
  { number: 2, name: 'outbox', up: outbox },
  { number: 3, name: 'roster', up: roster },
  { number: 4, name: 'second line', up: secondLine },
  { number: 5, name: 'notices', up: notices },
  { number: 6, name: 'reports', up: reports },
  { number: 7, name: 'rules', up: rules },
  { number: 8, name: 'large desk', up: largeDesk },
  { number: 9, name: 'report mail', up: reportMail },
  { number: 10, name: 'privacy', up: privacy },
  { number: 11, name: 'consent', up: consent },
  { number: 12, name: 'scanned files', up: scannedFiles },
  { number: 13, name: 'what is due', up: whatIsDue },
];

export class DatabaseIsNewer extends Error {
  override name = 'DatabaseIsNewer';
}

export class DatabaseIsOlder extends Error {
  override name = 'DatabaseIsOlder';
}

/** Somebody else's: what it has may be called what ours is. */
export class DatabaseIsNotOurs extends Error {
  override name = 'DatabaseIsNotOurs';
}

async function appliedTo(db: Db): Promise<number> {
  const tables = await db.introspection.getTables();
  if (!tables.some((table) => table.name === 'migration')) {
    // Views come with extensions, other schemas are not looked into.
    const other = tables.find(({ isView, schema }) => !isView && (schema ?? 'public') === 'public');
    if (!other) return 0;
    throw new DatabaseIsNotOurs(
      `the database has tables of another program (${other.name}) and nothing of smart-support; give it one of its own`,
    );
  }
  const row = await db
    .selectFrom('migration')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirst();
  return Number(row?.last ?? 0);
}

const newest = (migrations: readonly Migration[]) => migrations.at(-1)?.number ?? 0;

export async function refuseNewer(db: Db, migrations = MIGRATIONS): Promise<number> {
  const applied = await appliedTo(db);
  if (applied > newest(migrations)) {
    throw new DatabaseIsNewer(
      `the database is at version ${applied} and this program knows ${newest(migrations)}; run the newer smart-support`,
    );
  }
  return applied;
}

export async function refuseOlder(db: Db, migrations = MIGRATIONS): Promise<void> {
  const applied = await refuseNewer(db, migrations);
  if (applied < newest(migrations)) {
    throw new DatabaseIsOlder(
      `the database is at version ${applied} and this program wants ${newest(migrations)}; start the server once, which brings it up to date`,
    );
  }
}

export async function migrate(db: Db, engine: Engine, migrations = MIGRATIONS): Promise<void> {
  const applied = await refuseNewer(db, migrations);
  if (applied === 0) {
    await db.schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('number', 'integer', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .execute();
  }
  for (const migration of migrations.filter((each) => each.number > applied)) {
    await db.transaction().execute(async (tx) => {
      await migration.up(tx as unknown as Kysely<never>, engine);
      await tx.insertInto('migration').values({ number: migration.number, name: migration.name }).execute();
    });
  }
}
