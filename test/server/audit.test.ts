/** Who did and who read what: noted before the answer, without holes, for administrators alone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../shared/duration.ts';
import { JOBS } from '../../server/jobs.ts';
import {
  aConsultation,
  aRequestId,
  aWholeDesk,
  PASSWORD,
  type Caller,
  type WholeDesk,
} from './support/whole-desk.ts';

let desk: WholeDesk;
let admin: Caller & { id: string };
let agent: Caller & { id: string };
let anna: Caller;
let id: string;

const data = ({ json, text }: Awaited<ReturnType<WholeDesk['mutate']>>) => {
  if (!json?.result) throw new Error(text);
  return json.result.data;
};
const noted = () => desk.deps.store.audit.page({}, { below: null, limit: 100 });
const acts = async () => (await noted()).map(({ act }) => act).toReversed();
const note = () =>
  desk.mutate('staff.note', { requestId: aRequestId(), id, text: 'Secret words', files: [] }, agent);

beforeEach(async () => {
  desk = await aWholeDesk();
  const site = await desk.site(await desk.licensee('North'));
  anna = await desk.client(site, 'anna', { name: 'Anna' });
  admin = await desk.member('administrator');
  agent = await desk.member('agent');
  id = data(await desk.mutate('customer.submit', aConsultation(), anna)).id;
});
afterEach(() => desk.end());

describe('an act of staff', () => {
  it('is noted with who, when, about what, from where; never with what was written', async () => {
    data(await note());
    expect(await noted()).toEqual([
      {
        position: 1,
        at: desk.clock.at,
        staffId: agent.id,
        act: 'staff.note',
        about: id,
        outcome: 'done',
        address: '192.0.2.1',
      },
    ]);
    expect(JSON.stringify(await noted())).not.toContain('Secret');
  });

  it('that was refused is noted as refused, and so is one that the role does not allow', async () => {
    await desk.mutate('staff.assign', { requestId: aRequestId(), id, seenVersion: 99, to: agent.id }, agent);
    await desk.mutate('privacy.erase', { id }, agent);
    expect((await noted()).map(({ act, outcome, staffId }) => [act, outcome, staffId])).toEqual([
      ['privacy.erase', 'refused', agent.id],
      ['staff.assign', 'refused', agent.id],
    ]);
  });

  it('of a client is none', async () => {
    data(await desk.query('customer.ticket', { id }, anna));
    expect(await noted()).toEqual([]);
  });
});

it('a sign-in is noted, and one that failed: of whom, where that is known, never with what was typed', async () => {
  const signIn = (email: string, password: string) =>
    desk.request('/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-smart-support': '1' },
      body: JSON.stringify({ email, password }),
    });
  expect((await signIn('agent@desk.example', PASSWORD)).status).toBe(200);
  expect((await signIn('agent@desk.example', 'secret guess')).status).toBe(401);
  expect((await signIn('nobody@desk.example', PASSWORD)).status).toBe(401);
  expect((await noted()).map(({ act, staffId, outcome }) => [act, staffId, outcome]).toReversed()).toEqual([
    ['staff.signIn', agent.id, 'done'],
    ['staff.signIn', agent.id, 'refused'],
    ['staff.signIn', null, 'refused'],
  ]);
  expect(JSON.stringify(await noted())).not.toMatch(/guess|nobody@/);
});

describe('a reading', () => {
  it('of a ticket, a person, a file is noted; lists are not', async () => {
    const { id: _, ...cookie } = agent;
    const { id: file } = (await desk.request('/files', { method: 'POST', body: 'text', headers: cookie }))
      .json;
    await desk.query('staff.queue', { filter: {} }, agent);
    await desk.query('staff.ticket', { id }, agent);
    await desk.request(`/files/${file}`, { headers: cookie });
    const { personId } = (await desk.deps.store.tickets.load(id))!.ticket;
    await desk.query('privacy.person', { id: personId }, admin);
    expect(await acts()).toEqual(['staff.ticket', 'files.read', 'privacy.person']);
  });

  it('of the same thing by the same person is noted once in ten minutes', async () => {
    const read = (by: Caller) => desk.query('staff.ticket', { id }, by);
    for (const by of [agent, agent, admin, agent]) await read(by);
    expect(await acts()).toHaveLength(2);
    desk.clock.at += 10 * MINUTE;
    await read(agent);
    expect(await acts()).toHaveLength(3);
  });
});

describe('what was exported', () => {
  it('is noted: a person, a report, the audit itself', async () => {
    const { id: _, ...cookie } = admin;
    const { personId } = (await desk.deps.store.tickets.load(id))!.ticket;
    for (const path of [`/people/${personId}.zip`, '/reports/2026-10.csv', '/audit.csv'])
      expect((await desk.request(path, { headers: cookie })).status).toBe(200);
    expect(await acts()).toEqual(['people.export', 'reports.export', 'audit.export']);
  });
});

describe('the audit', () => {
  it('has no holes, whatever came at once', async () => {
    await Promise.all(Array.from({ length: 30 }, note));
    const positions = (await noted()).map(({ position }) => position);
    expect(positions).toEqual(Array.from({ length: 30 }, (_, i) => 30 - i));
  });

  it('what cannot be noted is not answered', async () => {
    data(await note());
    // The next one has the place of one that is there.
    await desk.deps.store.db.updateTable('sequence').set({ next: 1 }).where('name', '=', 'audit').execute();
    const { status, text } = await desk.query('staff.ticket', { id }, agent);
    expect([status, text.includes('How do I cancel')]).toEqual([500, false]);
  });

  it('is shown to administrators, by member and by subject, the newest first, and as a file', async () => {
    data(await note());
    data(await desk.query('staff.ticket', { id }, admin));
    const all = data(await desk.query('privacy.audit', {}, admin));
    expect(
      all.rows.map((row: { who: { name: string }; ticketNumber: number }) => [
        row.who.name,
        row.ticketNumber,
      ]),
    ).toEqual([
      ['administrator', 1001],
      ['agent', 1001],
    ]);
    const ofAgent = data(await desk.query('privacy.audit', { staffId: agent.id }, admin));
    expect(ofAgent.rows).toHaveLength(1);
    const { id: _, ...cookie } = admin;
    const { text } = await desk.request('/audit.csv', { headers: cookie });
    expect(text.split('\r\n')).toContain(
      `1;2026-10-05T08:00:00.000Z;agent;agent@desk.example;staff.note;${id};done;192.0.2.1`,
    );
    for (const who of [{}, anna, agent])
      expect((await desk.request('/audit.csv', { headers: who as Caller })).status).toBe(404);
  });

  it('forgets addresses after thirty days, and nothing else', async () => {
    data(await note());
    const job = JOBS.find(({ name }) => name === 'forget addresses of the network')!;
    desk.clock.at += 30 * DAY;
    await job.run(desk.deps);
    expect((await noted())[0]!.address).toBe('192.0.2.1');
    desk.clock.at += 1;
    await job.run(desk.deps);
    expect((await noted())[0]).toMatchObject({ address: null, staffId: agent.id, about: id });
  });
});
