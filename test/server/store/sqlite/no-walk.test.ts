/**
 * Nothing that the desk forgets or sweeps by itself goes through a table that grows with the desk: SQLite, which would hold
 * everybody up meanwhile, is asked how it finds the rows of each statement that was really sent.
 */
import BetterSqlite from 'better-sqlite3';
import { Kysely, type CompiledQuery } from 'kysely';
import { describe, expect, it } from 'vitest';
import { audit } from '../../../../server/store/audit.ts';
import { consents } from '../../../../server/store/consents.ts';
import { files } from '../../../../server/store/files.ts';
import { indexTicketsOf } from '../../../../server/store/findable.ts';
import { licensees } from '../../../../server/store/licensees.ts';
import { mail } from '../../../../server/store/mail.ts';
import { outboxBoard } from '../../../../server/store/outbox-board.ts';
import { privacy } from '../../../../server/store/privacy.ts';
import type { Db, Tables } from '../../../../server/store/schema.ts';
import { secondLine } from '../../../../server/store/second-line.ts';
import { sessions } from '../../../../server/store/sessions.ts';
import { connect } from '../../../../server/store/sqlite/connect.ts';
import { sqliteDialect } from '../../../../server/store/sqlite/dialect.ts';
import { SQLITE } from '../../../../server/store/sqlite/engine.ts';
import { tickets } from '../../../../server/store/tickets.ts';
import { aDatabase, aDesk, submission, T0 } from '../a-desk.ts';

const never = () => Promise.reject(new Error('nothing is committed here'));
const erasure = { personId: 'anna', at: T0, orderedBy: 'olga' };

const WORK: Readonly<Record<string, (db: Db) => Promise<unknown>>> = {
  'tickets with files that were kept long enough': (db) => privacy(db, SQLITE).withFiles('north', T0, 10),
  'tickets with words that were kept long enough': (db) => privacy(db, SQLITE).withWords('north', T0, 10),
  'forgetting files': (db) => privacy(db, SQLITE).forgetFiles(['one'], T0),
  'forgetting words': (db) => privacy(db, SQLITE).forgetWords(['one'], T0),
  'erasing a person': (db) => privacy(db, SQLITE).eraseAgain(erasure),
  'asking whether a person may be erased': (db) => privacy(db, SQLITE).erase(erasure),
  'what is kept of a person': (db) => privacy(db, SQLITE).keptOf('anna'),
  'finding a person by another name': (db) => indexTicketsOf(db, SQLITE.search, { person_id: 'anna' }),
  'addresses in the audit': (db) => audit(db).forgetAddresses(T0),
  'addresses with consents': (db) => consents(db).forgetAddresses(T0),
  'notices that were sent': (db) => outboxBoard(db).sweep(T0),
  'sessions and used tokens': (db) => sessions(db).sweep(T0),
  'links and buttons of departments': (db) => secondLine(db).sweep(T0),
  'links of mails and counted mails': (db) => mail(db, SQLITE).sweep(T0, T0),
  'how many tickets are open of each licensee': (db) => licensees(db, SQLITE.search).sizes(),
  'tickets that stand in a status': (db) => tickets(db, SQLITE.search, never).standingIn('request', T0),
  'uploads that nobody attached': (db) => files(db).dropUnattached(T0),
};

/** Rows of a day at the most, those that an administrator enters, and the search's own, which is asked by its number. */
const STAYS_SMALL = new Set(['mail_alarm', 'licensee', 'site', 'ticket_search']);
/** Of open tickets alone, which do not grow with the years; and none of them is read. */
const OPEN_ONES = /COVERING INDEX ticket_open_queue/u;

type Way = { detail: string; sql: string };

/** Whole tables, whichever index they are read through, each with the statement. */
async function walksOf(work: (db: Db) => Promise<unknown>): Promise<string[]> {
  return (await waysOf(work))
    .filter(({ detail }) => !STAYS_SMALL.has(/^SCAN (\w+)/u.exec(detail)?.[1] ?? 'mail_alarm'))
    .filter(({ detail }) => !OPEN_ONES.test(detail))
    .map(({ detail, sql }) => `${detail}, for ${sql}`);
}

async function waysOf(work: (db: Db) => Promise<unknown>): Promise<Way[]> {
  const database = await aDatabase();
  if (!('file' in database)) throw new Error('SQLite alone');
  const store = await aDesk(database);
  await store.tickets.commit(submission('one'));
  const sent: CompiledQuery[] = [];
  const connection = connect(database.file, { readOnly: false });
  const db = new Kysely<Tables>({
    dialect: sqliteDialect(connection),
    log: ({ query }) => void sent.push(query),
  });
  await work(db);
  await db.destroy();
  expect(sent.length).toBeGreaterThan(0);
  const reader = new BetterSqlite(database.file);
  const ways = sent
    .filter(({ sql }) => /^\s*(select|update|delete)/iu.test(sql))
    .flatMap(({ sql, parameters }) =>
      reader
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...parameters)
        .map(({ detail }) => ({ detail, sql })),
    );
  reader.close();
  return ways;
}

describe('goes through no table', () => {
  it.each(Object.entries(WORK))('%s', async (_, work) => {
    expect(await walksOf(work)).toEqual([]);
  });
});

it.each(['files', 'words'])('of %s that were forgotten before, none is looked at again', async (what) => {
  const [way] = await waysOf(WORK[`tickets with ${what} that were kept long enough`]!);
  expect(way!.detail).toContain(`INDEX ticket_with_${what} (licensee_id=? AND closed_at<?)`);
});
