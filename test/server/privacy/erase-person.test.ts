/** One person's data exported and erased on request, and found nowhere afterwards: not even in what a restored backup brings. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openStaffDoor } from '../../../server/auth/staff-door.ts';
import { backUp } from '../../../server/backup/back-up.ts';
import { restore } from '../../../server/backup/restore.ts';
import { rateTicket } from '../../../server/commands/rate-ticket.ts';
import { submitTicket } from '../../../server/commands/submit-ticket.ts';
import { eraseAgain } from '../../../server/commands/erase-person.ts';
import { verify } from '../../../server/cli/verify.ts';
import { databaseIn, filesIn } from '../../../server/data-dir.ts';
import { folderAt } from '../../../server/files/folder.ts';
import { openStore } from '../../../server/store/open-store.ts';
import type { Store } from '../../../server/store/store.ts';
import { readTombstones, tombstonesIn } from '../../../server/privacy/tombstones.ts';
import { unzipped } from '../support/unzipped.ts';
import {
  aConsultation,
  aRequestId,
  aWholeDesk,
  type Caller,
  type SigningSite,
  type WholeDesk,
} from '../support/whole-desk.ts';

/** Stands in everything that Anna brings, and in nothing else; its tail survives how an index shortens words. */
const CANARY = 'zqxkanarejka';
const TAIL = 'kanarejka';

let desk: WholeDesk;
let site: SigningSite;
let anna: Caller;
let bella: Caller;
let admin: Caller & { id: string };
let annasId: string;
let annas: string;
let bellas: string;
let file: string;

const data = ({ json, text }: Awaited<ReturnType<WholeDesk['mutate']>>) => {
  if (!json?.result) throw new Error(text);
  return json.result.data;
};
const refusal = ({ json }: { json: { error?: { data: { refusal: { code: string } } } } }) =>
  json.error?.data.refusal;

async function upload(by: Caller, text: string): Promise<string> {
  const { id: _, ...headers } = by;
  const named = { ...headers, 'x-file-name': encodeURIComponent(`${CANARY}.txt`) };
  return (await desk.request('/files', { method: 'POST', body: text, headers: named })).json.id;
}

async function close(id: string): Promise<void> {
  const seen = async () => (await desk.deps.store.tickets.load(id))!.ticket.version;
  const act = async (more: object) => ({
    requestId: aRequestId(),
    id,
    seenVersion: await seen(),
    files: [],
    ...more,
  });
  data(await desk.mutate('staff.reply', await act({ text: `Answer to ${CANARY}` }), admin));
  data(
    await desk.mutate(
      'staff.note',
      { requestId: aRequestId(), id, text: `Note on ${CANARY}`, files: [] },
      admin,
    ),
  );
  data(
    await desk.mutate('staff.act', await act({ act: 'close', resolution: 'declined', text: 'Done' }), admin),
  );
}

beforeEach(async () => {
  desk = await aWholeDesk();
  site = await desk.site(await desk.licensee('North'));
  anna = await desk.client(site, `${CANARY}-sub`, {
    name: `Anna ${CANARY}`,
    email: `${CANARY}@people.example`,
    email_verified: true,
  });
  bella = await desk.client(site, 'bella', { name: 'Bella' });
  admin = await desk.member('administrator');
  const submitted = async (by: Caller, question: string, files: string[]) =>
    data(
      await desk.mutate(
        'customer.submit',
        aConsultation({ fields: { question }, files, page: `https://shop.example/${CANARY}?a=b` }),
        by,
      ),
    ).id as string;
  file = await upload(anna, `bytes of ${CANARY}`);
  await upload(anna, `never sent ${CANARY}`);
  annas = await submitted(anna, `Where is my ${CANARY}?`, [file]);
  bellas = data(await desk.mutate('customer.submit', aConsultation(), bella)).id;
  annasId = (await desk.deps.store.tickets.load(annas))!.ticket.personId;
});
afterEach(() => desk.end());

/** Every byte under the folder, the database's files too. */
function placesOf(text: string, folder = desk.folder): string[] {
  const wanted = [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text).toString('base64').slice(0, 12),
  ];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return path.includes(text) || wanted.some((each) => bytes.includes(each));
    });
}

async function rowsWith(text: string): Promise<string[]> {
  const { db } = desk.deps.store;
  const tables = (await db.introspection.getTables())
    .map(({ name }) => name)
    .filter((name) => !/^(auth_|sqlite_)/.test(name));
  const found: string[] = [];
  for (const table of tables) {
    if (table.startsWith('ticket_search_')) continue;
    const { rows } = await sql<object>`SELECT * FROM ${sql.table(table)}`.execute(db);
    if (JSON.stringify(rows).includes(text)) found.push(table);
  }
  return found;
}

const erase = () => desk.mutate('privacy.erase', { id: annasId }, admin);

describe('a person', () => {
  it('is exported whole: who they are, each ticket as they see it, each file', async () => {
    await close(annas);
    const { id: _, ...cookie } = admin;
    const answer = await desk.app.request(`/people/${annasId}.zip`, { headers: cookie });
    expect(answer.headers.get('content-type')).toBe('application/zip');
    const parts = unzipped(new Uint8Array(await answer.arrayBuffer()));
    const record = JSON.parse(parts.get('person.json')!);
    expect(record.person).toMatchObject({ name: `Anna ${CANARY}`, subject: `${CANARY}-sub` });
    expect(record.tickets).toHaveLength(1);
    expect(record.tickets[0].page).toBe(`https://shop.example/${CANARY}`);
    expect(JSON.stringify(record.tickets)).toContain(`Answer to ${CANARY}`);
    // What staff write for themselves about a ticket is not theirs.
    expect(JSON.stringify(record)).not.toContain('Note on');
    expect([...parts.keys()].sort()).toEqual([
      `files/1001/01 ${CANARY}.txt`,
      `files/not sent/01 ${CANARY}.txt`,
      'person.json',
    ]);
    expect(parts.get(`files/1001/01 ${CANARY}.txt`)).toBe(`bytes of ${CANARY}`);
  });

  it('is exported to administrators alone, from our own page', async () => {
    const { id: _, ...manager } = await desk.member('manager');
    const { id: _a, ...cookie } = admin;
    const get = async (headers: Caller, path = `/people/${annasId}.zip`) =>
      (await desk.app.request(path, { headers })).status;
    expect(await get({})).toBe(404);
    expect(await get(anna)).toBe(404);
    expect(await get(manager)).toBe(404);
    expect(await get({ ...cookie, 'sec-fetch-site': 'cross-site' })).toBe(404);
    expect(await get(cookie, `/people/${'f'.repeat(32)}.zip`)).toBe(404);
    expect(await get(cookie, `/people/..%2f${annasId}.zip`)).toBe(404);
    expect(await get(cookie)).toBe(200);
  });

  it('with a ticket that is open is not erased: it is closed first', async () => {
    expect(refusal(await erase())).toEqual({ code: 'person_has_open_tickets', numbers: [1001] });
    expect(await readTombstones(tombstonesIn(desk.folder))).toEqual([]);
    expect((await desk.deps.store.people.get(annasId))?.name).toBe(`Anna ${CANARY}`);
  });

  it('who was erased is found nowhere: no row, no file, no index, no free page, no log', async () => {
    await close(annas);
    // As a mail server names the address that it refuses.
    const { db } = desk.deps.store;
    await db
      .updateTable('outbox')
      .set({ fault: `no such box: ${CANARY}` })
      .where('ticket_id', '=', annas)
      .execute();
    const place = { channel: 'email' as const, place: CANARY, root: 'mail', at: desk.clock.at };
    await db
      .insertInto('thread_root')
      .values({ ...place, thread: `ticket:${annas}` })
      .execute();
    expect(placesOf(TAIL).length).toBeGreaterThan(0);
    expect(await rowsWith(TAIL)).toEqual(
      expect.arrayContaining(['person', 'words', 'file', 'outbox', 'thread_root']),
    );
    const erased = data(await erase());
    expect(erased).toMatchObject({ name: null, email: null, subject: null, files: 0 });
    expect(erased.erased).toEqual({ at: desk.clock.at, by: 'administrator' });
    expect(await rowsWith(TAIL)).toEqual([]);
    expect(placesOf(TAIL)).toEqual([]);
    expect(desk.lines.join('\n')).not.toContain(TAIL);
    const search = { filter: { search: CANARY, status: 'all' } };
    expect(data(await desk.query('staff.queue', search, admin)).rows).toEqual([]);
  });

  it('who was erased has no session, no device, and comes again as somebody new', async () => {
    await close(annas);
    data(await erase());
    expect((await desk.query('customer.tickets', {}, anna)).status).toBe(401);
    const again = await desk.client(site, `${CANARY}-sub`, { name: 'Anna' });
    expect(data(await desk.query('customer.tickets', {}, again)).rows).toEqual([]);
    expect((await desk.request(`/files/${file}`, { headers: { cookie: admin['cookie']! } })).status).toBe(
      404,
    );
  });

  it('what they had on its way when they were erased is not taken', async () => {
    await close(annas);
    expect((await erase()).status).toBe(200);
    const { licenseeId, id: siteId } = site;
    const caller = {
      side: 'client',
      licenseeId,
      siteId,
      personId: annasId,
      verified: true,
      sessionId: 'x',
    } as const;
    const { requestId, kind, channel } = {
      ...aConsultation(),
      kind: 'consultation',
      channel: 'widget',
    } as const;
    const fields = { question: `And my ${CANARY}?` };
    const sent = await submitTicket(desk.deps, caller, { requestId, kind, channel, fields, files: [] });
    expect(sent).toEqual({ refusal: { code: 'not_signed_in' } });
    const stars = { requestId: aRequestId(), id: annas, stars: 5, text: `Thanks from ${CANARY}` } as const;
    expect(await rateTicket(desk.deps, caller, stars)).toEqual({ refusal: { code: 'not_signed_in' } });
    expect(await desk.deps.store.privacy.ticketsOf(annasId)).toHaveLength(1);
    await desk.deps.store.privacy.scrub();
    expect(placesOf(TAIL)).toEqual([]);
  });

  it('who is erased while they send is erased without that, or is not for having a ticket open', async () => {
    const people = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const who = await desk.client(site, `racer-${i}`);
        const { id } = data(await desk.mutate('customer.submit', aConsultation(), who));
        const { personId } = (await desk.deps.store.tickets.load(id))!.ticket;
        await close(id);
        return { who, personId };
      }),
    );
    await Promise.all(
      people.map(async ({ who, personId }) => {
        const [erased, sent] = await Promise.all([
          desk.mutate('privacy.erase', { id: personId }, admin),
          desk.mutate('customer.submit', aConsultation(), who),
        ]);
        const ways = [erased.status === 200, sent.status === 200];
        expect(ways.filter(Boolean), `${erased.text} ${sent.text}`).toHaveLength(1);
        expect(await desk.deps.store.privacy.ticketsOf(personId)).toHaveLength(sent.status === 200 ? 2 : 1);
      }),
    );
  });

  it('leaves the facts, and a desk that verifies', async () => {
    await close(annas);
    data(await erase());
    const { differences, tickets } = await verify({
      store: desk.deps.store,
      ruleBook: desk.deps.ruleBook(),
      filesRoot: filesIn(desk.folder),
    });
    expect(differences).toEqual([]);
    expect(tickets).toBe(2);
    const view = data(await desk.query('staff.ticket', { id: annas }, admin));
    expect(view).toMatchObject({ title: '', status: 'closed', page: null, erased: true });
    expect(view.entries.length).toBeGreaterThan(3);
    expect(data(await desk.query('customer.ticket', { id: bellas }, bella)).title).not.toBe('');
  });

  it('is erased again when a backup from before is restored', async () => {
    await close(annas);
    const folder = mkdtempSync(join(tmpdir(), 'restored-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [from, dataDir] = [join(folder, 'monday'), join(folder, 'data')];
    const { deps } = desk;
    const withAccounts = (store: Store) =>
      openStaffDoor({ store, baseUrl: desk.config.baseUrl, keys: desk.desk.keys, log: deps.log });
    await backUp({ store: deps.store, dataDir: desk.folder, to: from, at: desk.clock.at, withAccounts });
    data(await erase());
    mkdirSync(dataDir);
    cpSync(tombstonesIn(desk.folder), tombstonesIn(dataDir));
    const database = { file: databaseIn(dataDir) };
    await restore({ from, dataDir, database, withAccounts });
    expect(placesOf(TAIL, dataDir).length).toBeGreaterThan(0);
    const store = await openStore(database);
    const attachments = folderAt(filesIn(dataDir));
    const again = () =>
      eraseAgain({ store, attachments, log: deps.log, now: deps.now, tombstones: tombstonesIn(dataDir) });
    try {
      expect(await again()).toBe(1);
      expect(await again()).toBe(0);
    } finally {
      await store.close();
    }
    expect(placesOf(TAIL, dataDir)).toEqual([]);
  });
});

describe('the list of who was erased', () => {
  it('knows what the database knows, and is refused when a line cannot be read', async () => {
    const path = tombstonesIn(desk.folder);
    await close(annas);
    data(await erase());
    expect((await readTombstones(path)).map(({ personId }) => personId)).toEqual([annasId]);
    rmSync(path);
    const { store, attachments, log, now } = desk.deps;
    expect(await eraseAgain({ store, attachments, log, now, tombstones: path })).toBe(0);
    expect((await readTombstones(path)).map(({ personId }) => personId)).toEqual([annasId]);
    writeFileSync(path, '{"personId":"a","at":1,"orderedBy":"b"}\n{"personId":"cut o');
    expect(await readTombstones(path)).toHaveLength(1);
    writeFileSync(path, '{"personId":17}\n');
    await expect(readTombstones(path)).rejects.toThrow('line 1 is no erasure; mend it or delete it');
  });
});
