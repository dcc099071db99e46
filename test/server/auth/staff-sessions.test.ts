/** A session of staff ends when nobody has used it for half an hour, and when somebody ends it. */
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MINUTE } from '../../../shared/duration.ts';
import { now } from '../../../server/clock.ts';
import { aWholeDesk, type Caller, type WholeDesk } from '../support/whole-desk.ts';

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
  const { rows } = await sql<{
    used: string | Date;
  }>`SELECT ${sql.ref('lastUsedAt')} AS used FROM auth_session
    WHERE ${sql.ref('userId')} = ${agent.id}`.execute(desk.deps.store.db);
  expect(now() - new Date(rows[0]!.used).getTime()).toBeGreaterThanOrEqual(29 * MINUTE);
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

it('ends when an administrator ends it, with its stream', async () => {
  const { id: _, ...headers } = agent;
  const stream = await desk.app.request('/live', { headers });
  const reader = stream.body!.getReader();
  await reader.read();
  expect((await desk.mutate('admin.endSessions', { id: agent.id }, admin)).status).toBe(200);
  expect(await ask(IN_USE)).toBe(401);
  for (let left = false; !left;) left = (await reader.read()).done;
  expect((await desk.query('staff.me', {}, admin)).status).toBe(200);
});
