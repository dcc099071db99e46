/** Every released schema comes up to today's (REL-15), dies at any statement on the way, and is refused when it is newer (REL-16). */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql, type KyselyPlugin } from 'kysely';
import { describe, expect, it } from 'vitest';
import { verify } from '../../../server/cli/verify.ts';
import { compileRules } from '../../../server/domain/rules.ts';
import { MIGRATIONS, migrate } from '../../../server/store/migrations/migrate.ts';
import { openStore, type Database } from '../../../server/store/open-store.ts';
import { fixtureOf, hashOf, keptVersions, MIGRATIONS_FOLDER, RELEASED } from '../../data/schemas/kept.ts';
import { onPostgres } from '../support/a-database.ts';
import { aFolder } from './a-desk.ts';
import {
  bare,
  cutOff,
  keptFile,
  nothingYet,
  oldDesk,
  rowsNow,
  schemaOf,
  upTo,
  type Rows,
} from './old-desks.ts';

const NEWEST = MIGRATIONS.at(-1)!.number;

/** Made by today's program, of each version. */
async function schemasByVersion(): Promise<Map<number, readonly string[]>> {
  const schemas = new Map<number, readonly string[]>();
  const { db, engine } = bare(await nothingYet());
  for (const { number } of MIGRATIONS) {
    await migrate(db, engine, upTo(number));
    schemas.set(number, await schemaOf(db));
  }
  await db.destroy();
  return schemas;
}

const versionOf = async (db: ReturnType<typeof bare>['db']): Promise<number> => {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === 'migration')) return 0;
  const rows = await db.selectFrom('migration').select('number').execute();
  return Math.max(0, ...rows.map(({ number }) => number));
};

/** What an upgrade may change in what was there, and nothing else. */
function planned(version: number, before: Rows): Rows {
  const now = new Map(before);
  // Of each ticket it stands with the ticket since 13.
  now.delete('forgotten');
  const begun = [...(version < 2 ? ['outbox'] : []), ...(version < 10 ? ['audit'] : [])];
  now.set('sequence', [...before.get('sequence')!, ...begun.map((name) => ({ name, next: 1 }))]);
  if (version < 4)
    now.set(
      'ticket',
      before.get('ticket')!.map((row) => ({
        ...row,
        ticket: JSON.stringify({ ...JSON.parse(String(row['ticket'])), escalations: [] }),
      })),
    );
  return now;
}

const inOrder = (rows: readonly object[], columns: readonly string[]) =>
  rows.map((row) => JSON.stringify(columns.map((column) => (row as Record<string, unknown>)[column]))).sort();

async function provedWhole(database: Database, version: number, before: Rows): Promise<void> {
  const store = await openStore(database);
  try {
    const regulations = await store.regulations.all();
    const { tickets, events, differences } = await verify({
      store,
      ruleBook: { of: (name) => compileRules(regulations.find((each) => each.version === name)!.regulation) },
      filesRoot: aFolder(),
    });
    expect(differences).toEqual([]);
    expect([tickets, events]).toEqual([before.get('ticket')!.length, before.get('event')!.length]);
    expect(tickets).toBeGreaterThan(3);
    const wanted = planned(version, before);
    const now = await rowsNow(store.db, wanted.keys());
    for (const [table, rows] of wanted) {
      const columns = Object.keys(rows[0] ?? {});
      expect(inOrder(now.get(table)!, columns), table).toEqual(inOrder(rows, columns));
    }
  } finally {
    await store.close();
  }
}

it('every migration has a desk of its schema, and a desk is kept of no other', () => {
  expect(keptVersions(), 'run `npm run schemas` once the migration is final').toEqual(
    MIGRATIONS.map(({ number }) => number),
  );
});

it('a migration that was released is never edited: what it did is done', () => {
  const released = JSON.parse(readFileSync(RELEASED, 'utf8')) as Record<string, string>;
  const files = readdirSync(MIGRATIONS_FOLDER).filter((name) => /^\d{3}-/.test(name));
  expect(Object.keys(released).sort()).toEqual(files.sort());
  for (const [name, hash] of Object.entries(released))
    expect(hashOf(name), `${name} was edited; write a migration after it instead`).toBe(hash);
});

describe('a desk of version', () => {
  it.each(keptVersions())('%i comes up to date, with all that it had', async (version) => {
    const { database, before } = await oldDesk(version);
    await provedWhole(database, version, before);
  });
});

it('what version 12 had forgotten is forgotten, and no more than that', async () => {
  const { database, before } = await oldDesk(12);
  const [both, files, since, open] = before.get('ticket')!.map(({ id }) => String(id));
  const { db } = bare(database);
  const later = 4_000_000_000_000;
  await sql`UPDATE ticket SET open = 0 WHERE id <> ${open}`.execute(db);
  await sql`
    INSERT INTO forgotten (ticket_id, files_at, words_at) VALUES
      (${both}, ${later}, ${later + 1}), (${files}, ${later}, NULL), (${since}, 1, 2), (${open}, ${later}, ${later})
  `.execute(db);
  await db.destroy();
  const store = await openStore(database);
  const ticket = async (id: string | undefined) =>
    store.db
      .selectFrom('ticket')
      .select(['files_forgotten_at as files', 'words_forgotten_at as words'])
      .where('id', '=', id!)
      .executeTakeFirst();
  expect(await ticket(both)).toEqual({ files: later, words: later + 1 });
  expect(await ticket(files)).toEqual({ files: later, words: null });
  // Said, or opened again, after it was forgotten.
  expect(await ticket(since)).toEqual({ files: null, words: null });
  expect(await ticket(open)).toEqual({ files: null, words: null });
  await store.close();
});

if (!onPostgres())
  it('what migrations make is what they made when they were released', async () => {
    const schemas = await schemasByVersion();
    for (const version of keptVersions()) {
      const { db } = bare({ file: keptFile(version) });
      const kept = await schemaOf(db);
      // Accounts have tables of their own.
      const isOfAccounts = (line: string) => !schemas.get(NEWEST)!.includes(line);
      expect(
        kept.filter((line) => !isOfAccounts(line) || schemas.get(version)!.includes(line)),
        fixtureOf(version),
      ).toEqual(schemas.get(version));
      await db.destroy();
    }
  });

/** Called after every statement with how many there were. */
function afterEach(statement: (count: number) => Promise<void>): KyselyPlugin {
  let count = 0;
  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      count += 1;
      await statement(count);
      return result;
    },
  };
}

type Schemas = Awaited<ReturnType<typeof schemasByVersion>>;

/** Of one version, whichever it is, and nothing of the next. */
async function assertWhole(database: Database, schemas: Schemas, at: string): Promise<void> {
  const { db } = bare(database);
  const version = await versionOf(db);
  const wanted = schemas.get(version) ?? [];
  const found = await schemaOf(db);
  await db.destroy();
  const missing = wanted.filter((line) => !found.includes(line));
  const early = found.filter((line) => schemas.get(NEWEST)!.includes(line) && !wanted.includes(line));
  expect([...missing, ...early], `killed after ${at}, at version ${version}`).toEqual([]);
}

/** A file as it was after each statement, with what was not committed yet: what a killed process leaves. */
async function imagesOf(file: string): Promise<Database[]> {
  const images: Database[] = [];
  const keep = async () => {
    const image = join(aFolder(), 'desk.db');
    cpSync(dirname(file), dirname(image), { recursive: true });
    images.push({ file: image });
  };
  const { db, engine } = bare({ file }, [afterEach(keep)]);
  await migrate(db, engine);
  await db.destroy();
  return images;
}

/** Cut off after one statement, begun again and cut off after two, and so on until nothing is left to do. */
async function cutOffAgainAndAgain({ url }: { url: string }, schemas: Schemas): Promise<number> {
  for (let deaths = 0; ; deaths++) {
    const die = async (count: number) => {
      if (count !== deaths + 1) return;
      await cutOff(url);
      // Between two transactions it would only connect anew.
      throw new Error('killed');
    };
    const { db, engine } = bare({ url }, [afterEach(die)]);
    const left = await migrate(db, engine).then(
      () => null,
      (cause: unknown) => cause,
    );
    await db.destroy();
    if (left === null) return deaths;
    await assertWhole({ url }, schemas, `${deaths + 1} statements`);
  }
}

describe('killed at any statement, an upgrade goes on from the last whole version', () => {
  it.each([0, 1])('begun at version %i', { timeout: 120_000 }, async (from) => {
    const { database, before } =
      from === 0 ? { database: await nothingYet(), before: null } : await oldDesk(from);
    const schemas = await schemasByVersion();
    const goesOn = async (on: Database) => {
      if (before) await provedWhole(on, from, before);
      else await (await openStore(on)).close();
    };
    if ('url' in database) {
      expect(await cutOffAgainAndAgain(database, schemas)).toBeGreaterThan(10);
      return goesOn(database);
    }
    const images = await imagesOf(database.file);
    expect(images.length).toBeGreaterThan(50);
    for (const [i, image] of images.entries()) {
      await assertWhole(image, schemas, `${i + 1} statements`);
      await goesOn(image);
    }
  });
});

it('a desk of a newer program is refused, in a line that says what to do, and left as it is', async () => {
  const { database } = await oldDesk(NEWEST);
  const { db } = bare(database);
  await db
    .insertInto('migration')
    .values({ number: NEWEST + 1, name: 'tomorrow' })
    .execute();
  for (const readOnly of [false, true])
    await expect(openStore({ ...database, readOnly })).rejects.toThrow(
      `the database is at version ${NEWEST + 1} and this program knows ${NEWEST}; run the newer smart-support`,
    );
  expect(await versionOf(db)).toBe(NEWEST + 1);
  await db.destroy();
});

it('a database that another program uses is refused, and left as it is', async () => {
  const database = await nothingYet();
  const { db } = bare(database);
  await db.schema.createTable('user').addColumn('theirs', 'text').execute();
  await db.schema
    .createView('theirs')
    .as(db.selectFrom('user' as 'staff').selectAll())
    .execute();
  await expect(openStore(database)).rejects.toThrow('tables of another program (user)');
  const left = (await db.introspection.getTables()).map(({ name }) => name);
  expect(left.sort()).toEqual(['theirs', 'user']);
  // With its view alone it is as good as empty.
  await db.schema.dropView('theirs').execute();
  await db.schema.dropTable('user').execute();
  await db.schema
    .createView('theirs')
    .as(db.selectNoFrom((eb) => eb.lit(1).as('one')))
    .execute();
  await db.destroy();
  await (await openStore(database)).close();
});

it('who only reads is told to bring an older desk up to date, and does not touch it', async () => {
  const { database } = await oldDesk(5);
  await expect(openStore({ ...database, readOnly: true })).rejects.toThrow(
    `the database is at version 5 and this program wants ${NEWEST}; start the server once`,
  );
  const { db } = bare(database);
  expect(await versionOf(db)).toBe(5);
  await db.destroy();
});
