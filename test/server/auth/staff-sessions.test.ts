/** A session of staff ends when nobody has used it for half an hour, and when somebody ends it. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/duration.ts';
import { now } from '../../../server/clock.ts';
import { NEEDS_PASSWORD } from '../../../server/rpc/access.ts';
import { aWholeDesk, PASSWORD, type Caller, type WholeDesk } from '../support/whole-desk.ts';

let desk: WholeDesk;
let agent: Caller & { id: string };
let admin: Caller & { id: string };
beforeEach(async () => {
  desk = await aWholeDesk();
  agent = await desk.member('agent');
  admin = await desk.member('administrator');
});
afterEach(() => desk.end());

const IN_USE = { 'x-smart-support-in-use': '1' };
const ask = async (more: Caller = {}) => (await desk.query('staff.me', {}, { ...agent, ...more })).status;
/** better-auth goes by the clock of the machine: what it has written down is put back instead. */
const lastUsed = (ago: number) =>
  sql`UPDATE auth_session SET ${sql.ref('lastUsedAt')} = ${new Date(now() - ago).toISOString()}
    WHERE ${sql.ref('userId')} = ${agent.id}`.execute(desk.deps.store.db);
const usedAgo = async (): Promise<number> => {
  const { rows } = await sql<{
    used: string | Date;
  }>`SELECT ${sql.ref('lastUsedAt')} AS used FROM auth_session
    WHERE ${sql.ref('userId')} = ${agent.id}`.execute(desk.deps.store.db);
  return now() - new Date(rows[0]!.used).getTime();
};
const sessions = async () =>
  (await sql`SELECT 1 FROM auth_session WHERE ${sql.ref('userId')} = ${agent.id}`.execute(desk.deps.store.db))
    .rows.length;

it('lives on while it is used, and ends half an hour after', async () => {
  await lastUsed(29 * MINUTE);
  expect(await ask(IN_USE)).toBe(200);
  expect(await ask()).toBe(200);
  await lastUsed(30 * MINUTE);
  expect(await ask(IN_USE)).toBe(401);
  expect(await sessions()).toBe(0);
});

it('is not kept alive by what a page asks by itself', async () => {
  await lastUsed(29 * MINUTE);
  for (let i = 0; i < 3; i++) expect(await ask()).toBe(200);
  expect(await usedAgo()).toBeGreaterThanOrEqual(29 * MINUTE);
});

it('is written down as used once a minute at most', async () => {
  await lastUsed(MINUTE);
  expect(await ask(IN_USE)).toBe(200);
  const used = async () =>
    String(
      (
        await sql<{ used: unknown }>`SELECT ${sql.ref('lastUsedAt')} AS used FROM auth_session
      WHERE ${sql.ref('userId')} = ${agent.id}`.execute(desk.deps.store.db)
      ).rows[0]!.used,
    );
  const first = await used();
  expect(await ask(IN_USE)).toBe(200);
  expect(await used()).toBe(first);
});

it('is not kept alive by a stream that was opened by hand', async () => {
  const { id: _, ...headers } = agent;
  const stream = await desk.live({ ...headers, ...IN_USE });
  await lastUsed(29 * MINUTE);
  const looks = vi.spyOn(desk.desk.staff, 'callerOf');
  await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(2));
  expect(await usedAgo()).toBeGreaterThanOrEqual(29 * MINUTE);
  await lastUsed(30 * MINUTE);
  expect(await stream.text()).toMatch(/^: hello\n\n/);
  expect(await sessions()).toBe(0);
});

it('ends when an administrator ends it, with its stream', async () => {
  const { id: _, ...headers } = agent;
  const stream = await desk.live(headers);
  const reader = stream.body!.getReader();
  await reader.read();
  expect((await desk.mutate('admin.endSessions', { id: agent.id }, admin)).status).toBe(200);
  expect(await ask(IN_USE)).toBe(401);
  for (let left = false; !left;) left = (await reader.read()).done;
  expect((await desk.query('staff.me', {}, admin)).status).toBe(200);
});

describe('what opens doors to others', () => {
  const confirmed = (ago: number) =>
    sql`UPDATE auth_session SET ${sql.ref('confirmedAt')} = ${new Date(now() - ago).toISOString()}
      WHERE ${sql.ref('userId')} = ${admin.id}`.execute(desk.deps.store.db);
  const code = ({ json }: { json: { error?: { data: { refusal: { code: string } } } } }) =>
    json.error?.data.refusal.code ?? 'done';
  const newKey = async () => {
    const siteId = (await desk.site(await desk.licensee('North'))).id;
    return code(await desk.mutate('admin.createIdentityKey', { siteId, algorithm: 'ES256' }, admin));
  };
  const confirm = (password: string) =>
    desk.request('/auth/own/confirm', {
      method: 'POST',
      headers: { ...admin, 'content-type': 'application/json' },
      body: JSON.stringify({ password }),
    });

  it('asks for the password a quarter of an hour after it was given; all else goes on', async () => {
    expect(await newKey()).toBe('done');
    await confirmed(14 * MINUTE);
    expect(await newKey()).toBe('done');
    await confirmed(15 * MINUTE);
    expect(await newKey()).toBe('password_needed');
    expect((await desk.query('admin.licensees', {}, admin)).status).toBe(200);
    expect((await confirm('a wrong password')).status).toBe(422);
    expect(await newKey()).toBe('password_needed');
    expect((await confirm(PASSWORD)).status).toBe(200);
    expect(await newKey()).toBe('done');
  });

  it('is all of it in the list: keys, origins, ways in, channels, erasure', async () => {
    await confirmed(HOUR);
    const site = await desk.site(await desk.licensee('South'));
    const rows: [string, object][] = [
      ['admin.updateSite', { id: site.id, origins: ['https://evil.example'] }],
      [
        'admin.createSite',
        {
          licenseeId: site.licenseeId,
          name: 'x',
          origins: [],
          anonymousAllowed: true,
          identityRequired: false,
        },
      ],
      ['admin.retireIdentityKey', { id: site.id }],
      ['admin.revokeIdentityKey', { id: site.id }],
      [
        'admin.inviteStaff',
        { name: 'New', email: 'new@desk.example', role: 'administrator', technicalSpecialist: false },
      ],
      ['admin.renewAccess', { id: agent.id }],
      [
        'secondLine.addChannel',
        { kind: 'email', department: 'Legal', target: 'a@b.example', language: 'ru' },
      ],
      ['secondLine.removeChannel', { id: site.id }],
      ['privacy.erase', { id: site.id }],
    ];
    for (const [path, input] of rows)
      expect(code(await desk.mutate(path, input, admin)), path).toBe('password_needed');
    expect(rows.map(([path]) => path).toSorted()).toEqual(
      [...NEEDS_PASSWORD].filter((path) => path !== 'admin.createIdentityKey').toSorted(),
    );
  });

  it('is not confirmed from another page, nor by somebody else', async () => {
    await confirmed(HOUR);
    const asked = (headers: Caller) =>
      desk.request('/auth/own/confirm', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ password: PASSWORD }),
      });
    const { 'x-smart-support': _, ...bare } = admin;
    expect((await asked(bare as Caller)).status).toBe(403);
    expect((await asked(agent)).status).toBe(200);
    expect(await newKey()).toBe('password_needed');
  });
});
