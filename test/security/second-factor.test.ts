/** The second factor of staff, and their own password: what a stolen password or session can and cannot do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from '../server/support/one-time-code.ts';
import {
  aWholeDesk,
  OWN_ORIGIN,
  PASSWORD,
  type Answer,
  type Caller,
  type WholeDesk,
} from '../server/support/whole-desk.ts';

let desk: WholeDesk;
let admin: Caller & { id: string };
beforeAll(async () => {
  desk = await aWholeDesk();
  admin = await desk.member('administrator');
});
afterAll(() => desk.end());

const NEW_PASSWORD = 'another right battery';
const OURS = { 'x-smart-support': '1', 'content-type': 'application/json', origin: OWN_ORIGIN };
const post = (path: string, body: unknown, { id: _, ...headers }: Caller = {}) =>
  desk.request(path, { method: 'POST', headers: { ...OURS, ...headers }, body: JSON.stringify(body) });
const signIn = (name: string, password = PASSWORD) =>
  post('/auth/sign-in/email', { email: `${name}@desk.example`, password });
/** The session the answer leaves the browser with; null when it has none. */
const sessionOf = ({ headers }: Answer): Caller | null => {
  const pairs = headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
  const session = pairs.findLast((pair) => pair.startsWith('smart-support=') && !pair.endsWith('='));
  return session ? { cookie: session, 'x-smart-support': '1' } : null;
};
const cookiesOf = ({ headers }: Answer): Caller => ({
  cookie: headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; '),
});
const refusalOf = ({ json }: Answer) => json?.refusal ?? json?.error?.data?.refusal;
const isIn = async (caller: Caller | null) =>
  caller !== null && (await desk.query('staff.me', {}, caller)).status === 200;

async function withSecondFactor(name: string) {
  const member = await desk.member('agent', name);
  const begun = await post('/auth/own/second-factor', { password: PASSWORD }, member);
  const { secret, backupCodes } = begun.json as { secret: string; backupCodes: string[] };
  const confirmed = await post('/auth/own/second-factor/confirm', { code: codeOf(secret) }, member);
  return { secret, backupCodes, session: sessionOf(confirmed) ?? member, member };
}

describe('the second factor', () => {
  test('is asked for only once a code has shown that the device has the secret', async () => {
    const member = await desk.member('agent', 'half');
    expect((await post('/auth/own/second-factor', { password: PASSWORD }, member)).status).toBe(200);
    expect(await isIn(sessionOf(await signIn('half')))).toBe(true);
    const wrong = await post('/auth/own/second-factor/confirm', { code: '000000' }, member);
    expect(refusalOf(wrong)).toEqual({ code: 'field_wrong', field: 'code', problem: 'not_valid' });
    expect(await isIn(sessionOf(await signIn('half')))).toBe(true);
  });

  test('is a door of its own: the password alone opens no session, the code does', async () => {
    const { secret } = await withSecondFactor('both');
    const asked = await signIn('both');
    expect(asked.json).toEqual({ needs: 'code' });
    expect(await isIn(sessionOf(asked))).toBe(false);
    const entered = await post('/auth/sign-in/code', { code: codeOf(secret) }, cookiesOf(asked));
    expect(entered.status).toBe(200);
    expect(await isIn(sessionOf(entered))).toBe(true);
  });

  test('a code without the password’s answer, or after it was used, opens nothing', async () => {
    const { secret } = await withSecondFactor('alone');
    expect((await post('/auth/sign-in/code', { code: codeOf(secret) })).status).toBe(422);
    const asked = cookiesOf(await signIn('alone'));
    expect((await post('/auth/sign-in/code', { code: codeOf(secret) }, asked)).status).toBe(200);
    const again = await post('/auth/sign-in/code', { code: codeOf(secret) }, asked);
    expect(sessionOf(again)).toBeNull();
  });

  test('five wrong codes end the question: the right one comes too late', async () => {
    const { secret } = await withSecondFactor('guessed');
    const asked = cookiesOf(await signIn('guessed'));
    const right = codeOf(secret);
    for (let i = 0; i < 5; i++) {
      const guess = String((Number(right) + 1 + i) % 1_000_000).padStart(6, '0');
      expect((await post('/auth/sign-in/code', { code: guess }, asked)).status).toBe(422);
    }
    const late = await post('/auth/sign-in/code', { code: codeOf(secret) }, asked);
    expect(await isIn(sessionOf(late))).toBe(false);
  });

  test('a kept code opens once', async () => {
    const { backupCodes } = await withSecondFactor('kept');
    const [kept = ''] = backupCodes;
    const asked = cookiesOf(await signIn('kept'));
    expect(await isIn(sessionOf(await post('/auth/sign-in/code', { code: kept }, asked)))).toBe(true);
    const again = cookiesOf(await signIn('kept'));
    expect(await isIn(sessionOf(await post('/auth/sign-in/code', { code: kept }, again)))).toBe(false);
  });

  test('goes only with the password: a stolen session neither drops it nor begins another', async () => {
    const { session } = await withSecondFactor('robbed');
    for (const path of ['/auth/own/second-factor/drop', '/auth/own/second-factor']) {
      const refused = await post(path, { password: 'a wrong password' }, session);
      expect(refusalOf(refused)).toMatchObject({ code: 'field_wrong', field: 'password' });
    }
    expect((await signIn('robbed')).json).toEqual({ needs: 'code' });
    expect((await post('/auth/own/second-factor/drop', { password: PASSWORD }, session)).status).toBe(200);
    expect((await signIn('robbed')).json).toEqual({});
  });

  test('neither the secret nor a kept code lies readable in the database', async () => {
    const { secret, backupCodes } = await withSecondFactor('sealed');
    const rows = JSON.stringify(
      await desk.deps.store.db
        .selectFrom('auth_two_factor' as never)
        .selectAll()
        .execute(),
    );
    for (const word of [secret, ...backupCodes]) expect(rows).not.toContain(word);
  });
});

describe('one’s own password', () => {
  test('is changed with the old one, and every other session ends', async () => {
    const member = await desk.member('agent', 'changing');
    const other = sessionOf(await signIn('changing'));
    const wrong = await post(
      '/auth/own/password',
      { current: 'not the right one', next: NEW_PASSWORD },
      member,
    );
    expect(refusalOf(wrong)).toMatchObject({ code: 'field_wrong', field: 'password' });
    const short = await post('/auth/own/password', { current: PASSWORD, next: 'short' }, member);
    expect(refusalOf(short)).toEqual({ code: 'password_too_short', min: 12 });
    const known = await post('/auth/own/password', { current: PASSWORD, next: 'qwerty123456' }, member);
    expect(refusalOf(known)).toEqual({ code: 'password_known' });
    const changed = await post('/auth/own/password', { current: PASSWORD, next: NEW_PASSWORD }, member);
    expect(changed.status).toBe(200);
    expect(await isIn(sessionOf(changed))).toBe(true);
    expect(await isIn(other)).toBe(false);
    expect((await signIn('changing')).status).toBe(401);
    expect(await isIn(sessionOf(await signIn('changing', NEW_PASSWORD)))).toBe(true);
  });

  test.each(['/auth/own/password', '/auth/own/second-factor', '/auth/own/second-factor/drop'])(
    '%s is nobody’s without a session, and no foreign page’s with one',
    async (path) => {
      const body = { password: PASSWORD, current: PASSWORD, next: NEW_PASSWORD };
      expect(refusalOf(await post(path, body))).toEqual({ code: 'not_signed_in' });
      const foreign = await post(path, body, { ...admin, origin: 'https://evil.example' });
      expect(refusalOf(foreign)).toEqual({ code: 'origin_refused' });
    },
  );
});

describe('who has lost both', () => {
  test('gets a link from an administrator: a new password, no second factor, no session of before', async () => {
    const { session, member } = await withSecondFactor('lost');
    const { id: _, ...asAdmin } = admin;
    const made = (await desk.mutate('admin.renewAccess', { id: member.id }, asAdmin)).json.result.data;
    const token = new URL(made.link).hash.slice(1);
    // Until it is used, all is as it was.
    expect((await signIn('lost')).json).toEqual({ needs: 'code' });
    const ours = { 'x-smart-support': '1' };
    const used = await desk.mutate('join.acceptInvitation', { token, password: NEW_PASSWORD }, ours);
    expect(used.status).toBe(200);
    expect(await isIn(sessionOf(used))).toBe(true);
    expect(await isIn(session)).toBe(false);
    expect((await signIn('lost')).status).toBe(401);
    expect((await signIn('lost', NEW_PASSWORD)).json).toEqual({});
    const twice = await desk.mutate('join.acceptInvitation', { token, password: PASSWORD }, ours);
    expect(refusalOf(twice)).toEqual({ code: 'link_used_up' });
  });
});
