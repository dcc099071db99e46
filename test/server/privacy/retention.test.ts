/** Each licensee's own: files go first, then words, then who they were; facts stay, and what is open stays whole. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/duration.ts';
import { forgetOld } from '../../../server/commands/forget-old.ts';
import { verify } from '../../../server/cli/verify.ts';
import { filesIn } from '../../../server/data-dir.ts';
import { cutoffsOf } from '../../../server/domain/privacy/retention.ts';
import {
  aConsultation,
  aRequestId,
  aWholeDesk,
  type Caller,
  type SigningSite,
  type WholeDesk,
} from '../support/whole-desk.ts';

const NOTHING_SAID = { filesDays: null, ticketsMonths: null };
const day = (text: string) => Date.parse(`${text}T09:30:00Z`);

describe('what was closed before then', () => {
  it.each([
    ['as the desk keeps it', '2026-11-23', NOTHING_SAID, '2026-08-25', '2024-11-23'],
    ['as a licensee has it', '2026-11-23', { filesDays: 30, ticketsMonths: 3 }, '2026-10-24', '2026-08-23'],
    [
      'over the end of a short month',
      '2026-05-31',
      { filesDays: 31, ticketsMonths: 3 },
      '2026-04-30',
      '2026-02-28',
    ],
    ['over a leap day', '2028-05-31', { filesDays: 31, ticketsMonths: 3 }, '2028-04-30', '2028-02-29'],
    [
      'over the end of a year',
      '2027-01-15',
      { filesDays: 30, ticketsMonths: 13 },
      '2026-12-16',
      '2025-12-15',
    ],
  ])('%s', (_, at, retention, files, words) => {
    expect(cutoffsOf(retention, day(at))).toEqual({ files: day(files), words: day(words) });
  });
});

describe('the job', () => {
  let desk: WholeDesk;
  let admin: Caller & { id: string };
  let north: string;
  let site: SigningSite;
  let anna: Caller;
  const data = ({ json, text }: Awaited<ReturnType<WholeDesk['mutate']>>) => {
    if (!json?.result) throw new Error(text);
    return json.result.data;
  };
  const run = () => forgetOld(desk.deps);
  const upload = async (text: string): Promise<string> =>
    (await desk.request('/files', { method: 'POST', body: text, headers: anna })).json.id;
  const pathOf = (file: string) => join(filesIn(desk.folder), file.slice(0, 2), file);

  async function aTicket(file: string, closed: boolean): Promise<string> {
    const fields = { question: 'Where is the zebra?' };
    const { id, version } = data(
      await desk.mutate('customer.submit', aConsultation({ fields, files: [file] }), anna),
    );
    const act = {
      requestId: aRequestId(),
      id,
      seenVersion: version,
      act: 'close',
      resolution: 'answered',
      text: 'There',
    };
    if (closed) data(await desk.mutate('staff.act', act, admin));
    return id;
  }
  const set = (filesDays: number | null, ticketsMonths: number | null) =>
    desk.mutate('privacy.setRetention', { licenseeId: north, filesDays, ticketsMonths }, admin);
  const titleOf = async (id: string) => data(await desk.query('staff.ticket', { id }, admin)).title as string;
  const found = async () =>
    data(await desk.query('staff.queue', { filter: { search: 'zebra', status: 'all' } }, admin))
      .total as number;

  beforeEach(async () => {
    desk = await aWholeDesk();
    north = await desk.licensee('North');
    admin = await desk.member('administrator');
    site = await desk.site(north);
    anna = await desk.client(site, 'anna', { name: 'Anna' });
  });
  afterEach(() => desk.end());

  it('takes files after 90 days and words after 24 months, of closed tickets alone', async () => {
    const [old, open] = [await upload('old'), await upload('open')];
    const [closedId, openId] = [await aTicket(old, true), await aTicket(open, false)];
    const closedAt = desk.clock.at;
    desk.clock.at = closedAt + 90 * DAY;
    expect(await run()).toEqual({ files: 0, tickets: 0, people: 0 });
    desk.clock.at += 1;
    expect(await run()).toEqual({ files: 1, tickets: 0, people: 0 });
    expect([existsSync(pathOf(old)), existsSync(pathOf(open))]).toEqual([false, true]);
    expect(await titleOf(closedId)).toContain('zebra');
    expect(await found()).toBe(2);
    desk.clock.at = closedAt + 800 * DAY;
    expect(await run()).toEqual({ files: 0, tickets: 1, people: 0 });
    expect(await titleOf(closedId)).toBe('');
    expect(await titleOf(openId)).toContain('zebra');
    expect(await found()).toBe(1);
    // Anna has a ticket yet.
    const { personId } = (await desk.deps.store.tickets.load(openId))!.ticket;
    expect((await desk.deps.store.people.get(personId))?.name).toBe('Anna');
    expect(await run()).toEqual({ files: 0, tickets: 0, people: 0 });
    const { differences } = await verify({
      store: desk.deps.store,
      ruleBook: desk.deps.ruleBook(),
      filesRoot: filesIn(desk.folder),
    });
    expect(differences).toEqual([]);
  });

  it('forgets who somebody was with their last ticket, and that is no demand of theirs to erase', async () => {
    const id = await aTicket(await upload('one'), true);
    const { personId } = (await desk.deps.store.tickets.load(id))!.ticket;
    desk.clock.at += 800 * DAY;
    expect(await run()).toEqual({ files: 1, tickets: 1, people: 1 });
    expect(await desk.deps.store.people.get(personId)).toMatchObject({ name: null, subject: null });
    expect(existsSync(join(desk.folder, 'erased.jsonl'))).toBe(false);
  });

  it('goes on where it was cut off: who was not forgotten with their last ticket is by the next run', async () => {
    const id = await aTicket(await upload('one'), true);
    const { personId } = (await desk.deps.store.tickets.load(id))!.ticket;
    desk.clock.at += 800 * DAY;
    const { store } = desk.deps;
    const erase = () => Promise.reject(new Error('killed'));
    const killed = { ...desk.deps, store: { ...store, privacy: { ...store.privacy, erase } } };
    await expect(forgetOld(killed)).rejects.toThrow('killed');
    expect(await store.people.get(personId)).toMatchObject({ name: 'Anna' });
    expect(await run()).toMatchObject({ tickets: 1, people: 1 });
    expect(await store.people.get(personId)).toMatchObject({ name: null });
    expect(await run()).toEqual({ files: 0, tickets: 0, people: 0 });
  });

  it('keeps for longer where a licensee wants it so, and reaches back once the term is shorter again', async () => {
    data(await set(3650, 120));
    const older = await aTicket(await upload('older'), true);
    desk.clock.at += 800 * DAY;
    expect(await run()).toEqual({ files: 0, tickets: 0, people: 0 });
    // By the time that it is shortened the run has been past it again and again, and others have come after it.
    anna = await desk.client(site, 'anna', { name: 'Anna' });
    const newer = await aTicket(await upload('newer'), true);
    desk.clock.at += 40 * DAY;
    expect(await run()).toEqual({ files: 0, tickets: 0, people: 0 });
    data(await set(30, null));
    expect(await run()).toEqual({ files: 2, tickets: 1, people: 0 });
    expect([await titleOf(older), await titleOf(newer)]).toEqual(['', expect.stringContaining('zebra')]);
    desk.clock.at += 60 * DAY;
    data(await set(null, 3));
    expect(await run()).toEqual({ files: 0, tickets: 1, people: 1 });
  });

  it('goes by what the licensee has set, within limits', async () => {
    for (const wrong of [set(29, null), set(null, 2), set(3651, null), set(null, 121), set(0, 0)])
      expect((await wrong).status).toBe(400);
    expect(data(await set(30, 3))).toMatchObject({ filesDays: 30, ticketsMonths: 3 });
    const id = await aTicket(await upload('one'), true);
    desk.clock.at += 31 * DAY;
    expect(await run()).toMatchObject({ files: 1, tickets: 0 });
    desk.clock.at += 70 * DAY;
    expect(await run()).toMatchObject({ tickets: 1 });
    expect(await titleOf(id)).toBe('');
    expect(data(await desk.query('admin.licensee', { id: north }, admin)).retention).toMatchObject({
      filesDays: 30,
      ticketsMonths: 3,
      usual: { filesDays: 90, ticketsMonths: 24 },
    });
  });

  it('has a ticket before it again that was opened again, however its files had been forgotten', async () => {
    const id = await aTicket(await upload('first'), true);
    const { privacy } = desk.deps.store;
    const ever = desk.clock.at + 10_000 * DAY;
    await privacy.forgetFiles([id], desk.clock.at);
    expect(await privacy.withFiles(north, ever, 10)).toEqual([]);
    const act = async (more: object) => {
      const { version } = data(await desk.query('staff.ticket', { id }, admin));
      const asked = { requestId: aRequestId(), id, seenVersion: version, text: 'Again', ...more };
      return data(await desk.mutate('staff.act', asked, admin));
    };
    await act({ act: 'reopen' });
    await act({ act: 'close', resolution: 'answered' });
    expect(await privacy.withFiles(north, ever, 10)).toEqual([id]);
  });

  it('leaves alone what was opened again once it was found, and comes again for what was said meanwhile', async () => {
    const [opened, noted] = [await aTicket(await upload('a'), true), await aTicket(await upload('b'), true)];
    const { privacy } = desk.deps.store;
    const ever = desk.clock.at + 10_000 * DAY;
    const due = await privacy.withWords(north, ever, 10);
    const version = async (id: string) => data(await desk.query('staff.ticket', { id }, admin)).version;
    const reopen = {
      ...{ requestId: aRequestId(), id: opened, seenVersion: await version(opened) },
      ...{ act: 'reopen', text: 'It is back' },
    };
    data(await desk.mutate('staff.act', reopen, admin));
    const { forgotten } = await privacy.forgetWords(due, desk.clock.at);
    expect(forgotten.map(({ id }) => id)).toEqual([noted]);
    expect(await titleOf(opened)).toContain('zebra');
    data(
      await desk.mutate('staff.note', { requestId: aRequestId(), id: noted, text: 'Rang', files: [] }, admin),
    );
    await privacy.wordsForgotten(forgotten, desk.clock.at);
    expect(await privacy.withWords(north, ever, 10)).toEqual([noted]);
    const again = await privacy.forgetWords([noted], desk.clock.at);
    await privacy.wordsForgotten(again.forgotten, desk.clock.at);
    expect(await privacy.withWords(north, ever, 10)).toEqual([]);
  });
});
