/** What the desk forgets of many rows it forgets some at a time: the rest of them, and everybody else, have their turn between. */
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { audit } from '../../../server/store/audit.ts';
import { consents } from '../../../server/store/consents.ts';
import { files } from '../../../server/store/files.ts';
import { inPieces, ROWS_AT_A_TIME } from '../../../server/store/in-pieces.ts';
import { mail } from '../../../server/store/mail.ts';
import { outboxBoard } from '../../../server/store/outbox-board.ts';
import type { Db, Tables } from '../../../server/store/schema.ts';
import { secondLine } from '../../../server/store/second-line.ts';
import { sessions } from '../../../server/store/sessions.ts';
import { SQLITE } from '../../../server/store/sqlite/engine.ts';
import { aDatabase, aDesk, submission, T0 } from './a-desk.ts';
import { bare } from './old-desks.ts';

const OLD = 2 * ROWS_AT_A_TIME + 200;
const NEW = 3;

type Case = {
  of: keyof Tables;
  row(i: number, at: number): object;
  forget(db: Db): Promise<unknown>;
  /** What is left of a row that was forgotten; nothing when it is not said. */
  left?: object;
};

const link = { ticket_id: 'one', escalation_id: 'q', created_at: T0 };
const CASES: Readonly<Record<string, Case>> = {
  'addresses in the audit': {
    of: 'audit',
    row: (i, at) => ({ position: i + 1, at, act: 'staff.note', outcome: 'done', address: '192.0.2.1' }),
    forget: (db) => audit(db).forgetAddresses(T0),
    left: { address: null },
  },
  'addresses with consents': {
    of: 'consent',
    row: (i, at) => ({
      ...{ id: `c${i}`, site_id: 'site', version: 1, person_id: 'anna', ticket_id: 'one' },
      ...{ language: 'en', text_hash: 'h', address: '192.0.2.1', at },
    }),
    forget: (db) => consents(db).forgetAddresses(T0),
    left: { address: null },
  },
  'notices that were sent': {
    of: 'outbox',
    row: (i, at) => ({
      ...{ id: `n${i}`, position: i + 10, lane: 'l', kind: 'answered', channel: 'email', recipient: '{}' },
      ...{ detail: '{}', state: 'sent', not_before: at, attempts: 1, due_at: at, perhaps_sent: 0 },
      ...{ created_at: at, finished_at: at },
    }),
    forget: (db) => outboxBoard(db).sweep(T0),
  },
  'sessions that have expired': {
    of: 'client_session',
    row: (i, at) => ({
      ...{ id: `s${i}`, token_hash: `h${i}`, licensee_id: 'north', site_id: 'site', person_id: 'anna' },
      ...{ verified: 1, created_at: T0, last_used_at: T0, expires_at: at },
    }),
    forget: (db) => sessions(db).sweep(T0),
  },
  'identity tokens that have expired': {
    of: 'used_token',
    row: (i, at) => ({ site_id: 'site', jti: `j${i}`, expires_at: at }),
    forget: (db) => sessions(db).sweep(T0),
  },
  'links of departments': {
    of: 'escalation_link',
    row: (i, at) => ({
      id: `l${i}`,
      token_hash: `h${i}`,
      purpose: 'read',
      holder: 'h',
      ...link,
      expires_at: at,
    }),
    forget: (db) => secondLine(db).sweep(T0),
  },
  'buttons of departments': {
    of: 'escalation_button',
    row: (i, at) => ({ token_hash: `h${i}`, act: 'take', channel_id: 'c', ...link, expires_at: at }),
    forget: (db) => secondLine(db).sweep(T0),
  },
  'links of mails': {
    of: 'mail_link',
    row: (i, at) => ({
      ...{ token_hash: `h${i}`, purpose: 'unsubscribe', person_id: 'anna' },
      ...{ created_at: T0, expires_at: at },
    }),
    forget: (db) => mail(db, SQLITE).sweep(T0, T0),
  },
  'counted mails': {
    of: 'client_mail',
    row: (i, at) => ({ notice_id: `n${i}`, person_id: 'anna', site_id: 'site', at }),
    forget: (db) => mail(db, SQLITE).sweep(T0, T0),
  },
  'uploads that nobody attached': {
    of: 'file',
    row: (i, at) => ({
      ...{ id: `f${i}`, uploader: 'client:anna', name: 'a', type: 'a', sha256: 's', bytes: 1, picture: 0 },
      ...{ uploaded_at: at },
    }),
    forget: (db) => files(db).dropUnattached(T0),
  },
};

describe('are forgotten some at a time, and no others with them', () => {
  it.each(Object.entries(CASES))('%s', async (_, { of, row, forget, left }) => {
    const database = await aDatabase();
    const store = await aDesk(database);
    await store.sites.add({
      ...{ id: 'site', licenseeId: 'north', name: 'site', key: 'key', origins: [] },
      ...{ anonymousAllowed: true, identityRequired: false, createdAt: T0 },
    });
    await store.tickets.commit(submission('one'));
    await store.consents.ask('site', { ru: 'да', en: 'yes' }, { staffId: 'olga', at: T0 });
    const rows = Array.from({ length: OLD + NEW }, (_, i) => row(i, i < OLD ? T0 - OLD + i : T0 + 1));
    for (let from = 0; from < rows.length; from += 100)
      await store.db
        .insertInto(of as 'audit')
        .values(rows.slice(from, from + 100) as never)
        .execute();

    const changed: number[] = [];
    const { db } = bare(database, [
      {
        transformQuery: ({ node }) => node,
        async transformResult({ result }) {
          changed.push(Math.max(Number(result.numAffectedRows ?? 0), result.rows.length));
          return result;
        },
      },
    ]);
    await forget(db);
    expect(Math.max(...changed)).toBe(ROWS_AT_A_TIME);
    const kept = (await db
      .selectFrom(of as 'audit')
      .selectAll()
      .execute()) as object[];
    await db.destroy();
    expect(kept.length).toBe(left ? OLD + NEW : NEW);
    const forgotten = left ? kept.filter((each) => matches(each, left)) : [];
    expect(forgotten.length).toBe(left ? OLD : 0);
  });

  const matches = (row: object, left: object) =>
    Object.entries(left).every(([column, value]) => (row as Record<string, unknown>)[column] === value);
});

it('others have their turn between two pieces', async () => {
  const seen: string[] = [];
  const others = turn().then(() => seen.push('others'));
  let left = 2;
  await inPieces(async (most) => {
    seen.push('piece');
    left -= 1;
    return left > 0 ? most : 0;
  });
  await others;
  expect(seen).toEqual(['piece', 'others', 'piece']);
});
