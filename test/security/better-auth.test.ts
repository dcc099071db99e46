/** Staff accounts: nothing of better-auth's own routes is reachable, and accounts come by one-time links alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../shared/duration.ts';
import { makeLink } from '../../server/auth/one-time-links.ts';
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

const OURS = { 'x-smart-support': '1', 'content-type': 'application/json', origin: OWN_ORIGIN };
const codeOf = ({ json }: Answer): string | null =>
  json?.error?.data?.refusal?.code ?? json?.refusal?.code ?? null;
const post = (path: string, body: unknown, headers: Caller = {}) =>
  desk.request(path, { method: 'POST', headers: { ...OURS, ...headers }, body: JSON.stringify(body) });
const signIn = (email: string, password: string) => post('/auth/sign-in/email', { email, password });
const cookieOf = ({ headers }: Answer): Caller => ({
  cookie: headers.getSetCookie()[0]!.split(';')[0]!,
  'x-smart-support': '1',
});
const tokenOf = (link: string) => new URL(link).hash.slice(1);

/** All that may be reached; whatever better-auth brings along with an update is not. */
const REACHABLE: Record<string, 'anyone with our header' | 'staff'> = {
  '/sign-in/email': 'anyone with our header',
  '/sign-out': 'staff',
};

describe('better-auth’s routes', () => {
  test('are known: there are some, and the two that we serve are among them', () => {
    const paths = desk.desk.staff.routes().map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(15);
    for (const path of Object.keys(REACHABLE)) expect(paths).toContain(path);
  });

  test('every one that is not classified as reachable answers as an address that does not exist', async () => {
    const { id: _, ...signedIn } = admin;
    const nowhere = await desk.request('/auth/no-such-thing', { headers: signedIn });
    for (const { path } of desk.desk.staff.routes()) {
      const address = `/auth${path.replace(/:\w+/g, 'x')}`;
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']) {
        if (path in REACHABLE && method === 'POST') continue;
        const body = method === 'GET' || method === 'HEAD' ? null : '{}';
        const answer = await desk.request(address, { method, headers: { ...OURS, ...signedIn }, body });
        expect(answer.status, `${method} ${address}`).toBe(404);
        if (method !== 'HEAD') expect(answer.text).toBe(nowhere.text);
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
    }
  });

  test.each([
    '/auth/sign-in/email/',
    '/auth//sign-in/email',
    '/auth/sign-in%2Femail',
    '/AUTH/sign-in/email',
    '/auth/sign-up/email',
  ])('%s is nothing', async (path) => {
    expect((await post(path, { email: 'a@b.example', password: PASSWORD, name: 'Eve' })).status).toBe(404);
  });
});

describe('signing in', () => {
  test('gives a cookie that only our own pages send, and scripts cannot read', async () => {
    await desk.member('agent', 'signer');
    const answer = await signIn('signer@desk.example', PASSWORD);
    expect(answer.status).toBe(200);
    const [cookie, ...more] = answer.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(cookie).toMatch(/^smart-support=/);
    for (const part of [/; HttpOnly/i, /; SameSite=Strict/i, /; Path=\//i, /; Max-Age=43200/i])
      expect(cookie).toMatch(part);
    expect(cookie).not.toMatch(/Domain/i);
    expect(answer.text).toBe('{}');
    expect((await desk.query('staff.me', {}, cookieOf(answer))).json.result.data.name).toBe('signer');
  });

  test('each time is another session; signing out ends this one and no other', async () => {
    const one = cookieOf(await signIn('signer@desk.example', PASSWORD));
    const two = cookieOf(await signIn('Signer@Desk.Example', PASSWORD));
    expect(one['cookie']).not.toBe(two['cookie']);
    expect((await post('/auth/sign-out', {}, one)).status).toBe(200);
    expect(codeOf(await desk.query('staff.me', {}, one))).toBe('not_signed_in');
    expect((await desk.query('staff.me', {}, two)).status).toBe(200);
  });

  test('a wrong password, an unknown address and a disabled account are told apart by nobody', async () => {
    const { id } = await desk.member('agent', 'left');
    await desk.deps.store.staff.update(id, { disabled: true });
    const answers = [
      await signIn('signer@desk.example', 'wrong password 1'),
      await signIn('nobody@desk.example', PASSWORD),
      await signIn('left@desk.example', PASSWORD),
      await signIn('left@desk.example', 'wrong password 1'),
    ];
    for (const answer of answers) {
      expect({ status: answer.status, text: answer.text, cookies: answer.headers.getSetCookie() }).toEqual({
        status: 401,
        text: '{"refusal":{"code":"not_signed_in"}}',
        cookies: [],
      });
    }
  });

  test('a forged cookie opens nothing', async () => {
    const [name, value] = admin['cookie']!.split('=') as [string, string];
    const [token = '', signature = ''] = decodeURIComponent(value).split('.');
    for (const forged of [
      token,
      `${token}.`,
      `${token}.${signature.slice(0, -4)}AAA=`,
      `${[...token].toReversed().join('')}.${signature}`,
      `${token} .${signature}`,
      '',
      'x'.repeat(5000),
    ]) {
      const caller = { cookie: `${name}=${encodeURIComponent(forged)}`, 'x-smart-support': '1' };
      expect(codeOf(await desk.query('staff.me', {}, caller)), forged.slice(0, 20)).toBe('not_signed_in');
    }
  });

  test('a client’s identity never becomes staff’s: neither by subject nor by address (ID-14)', async () => {
    const site = await desk.site(await desk.licensee('North'));
    const client = await desk.client(site, admin.id, {
      email: 'administrator@desk.example',
      email_verified: true,
    });
    const [scheme, token] = client['authorization']!.split(' ');
    const bearer = { authorization: `${scheme} ${token}`, 'x-smart-support': '1' };
    expect(codeOf(await desk.query('staff.me', {}, bearer))).toBe('not_signed_in');
    const asCookie = { cookie: `smart-support=${token}`, 'x-smart-support': '1' };
    expect(codeOf(await desk.query('staff.me', {}, asCookie))).toBe('not_signed_in');
  });
});

describe('who is disabled or given another role', () => {
  test('is out at once', async () => {
    const { id, ...gone } = await desk.member('agent', 'going');
    expect((await desk.query('staff.me', {}, gone)).status).toBe(200);
    const update = await desk.mutate('admin.updateStaff', { id, disabled: true }, admin);
    expect(update.json.result.data).toMatchObject({ state: 'disabled', presence: 'off' });
    expect(codeOf(await desk.query('staff.me', {}, gone))).toBe('not_signed_in');
    expect((await desk.mutate('admin.updateStaff', { id, disabled: false }, admin)).status).toBe(200);
    expect(codeOf(await desk.query('staff.me', {}, gone))).toBe('not_signed_in');
    expect((await signIn('going@desk.example', PASSWORD)).status).toBe(200);
  });

  test('has to sign in again when the role changed', async () => {
    const { id, ...promoted } = await desk.member('agent', 'promoted');
    await desk.mutate('admin.updateStaff', { id, role: 'manager' }, admin);
    expect(codeOf(await desk.query('admin.licensees', {}, promoted))).toBe('not_signed_in');
    const again = cookieOf(await signIn('promoted@desk.example', PASSWORD));
    expect((await desk.query('admin.licensees', {}, again)).status).toBe(200);
  });

  test('the last administrator can be neither disabled nor made less', async () => {
    for (const change of [{ disabled: true }, { role: 'agent' }]) {
      const answer = await desk.mutate('admin.updateStaff', { id: admin.id, ...change }, admin);
      expect(codeOf(answer)).toBe('last_administrator');
    }
    expect((await desk.query('staff.me', {}, admin)).status).toBe(200);
  });
});

describe('one-time links (ID-23, ID-24, AD-10)', () => {
  const invite = async (name: string) => {
    const invited = { name, email: `${name}@desk.example`, role: 'manager', technicalSpecialist: true };
    const answer = await desk.mutate('admin.inviteStaff', invited, admin);
    expect(answer.status, answer.text).toBe(200);
    return { ...answer.json.result.data, token: tokenOf(answer.json.result.data.link) };
  };
  const read = (token: string) => desk.mutate('join.invitation', { token }, OURS);
  const accept = (token: string, more: object = {}) =>
    desk.mutate('join.acceptInvitation', { token, password: PASSWORD, ...more }, OURS);

  test('an invitation makes the account it speaks of, signed in, and nothing that the invited person says', async () => {
    const { link, token, staff } = await invite('olga');
    expect(link).toBe(`${OWN_ORIGIN}/admin/join#${token}`);
    expect(staff).toMatchObject({ state: 'invited', role: 'manager', technicalSpecialist: true });
    expect((await read(token)).json.result.data).toMatchObject({
      purpose: 'invitation',
      name: 'olga',
      email: 'olga@desk.example',
      role: 'manager',
      passwordMin: 12,
    });
    const accepted = await accept(token, { name: 'Eve', email: 'eve@evil.example' });
    expect(accepted.status, accepted.text).toBe(200);
    const me = await desk.query('staff.me', {}, cookieOf(accepted));
    expect(me.json.result.data).toMatchObject({ name: 'olga', role: 'manager', email: 'olga@desk.example' });
    expect((await signIn('olga@desk.example', PASSWORD)).status).toBe(200);
  });

  test('read a hundred times it is still there; used once it is gone, for fifty in the same moment too', async () => {
    const { token } = await invite('pavel');
    for (let i = 0; i < 100; i++) expect((await read(token)).status).toBe(200);
    await desk.request(`/admin/join`, { method: 'GET' });
    const answers = await Promise.all(Array.from({ length: 50 }, () => accept(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(codeOf))).toEqual(
      new Set(['link_used_up']),
    );
  });

  test('wrong, used, over, taken back, mistyped and of another kind: all answer the same', async () => {
    const used = await invite('quentin');
    await accept(used.token);
    const withdrawn = await invite('rita');
    await desk.mutate('admin.updateStaff', { id: withdrawn.staff.id, disabled: true }, admin);
    const again = await invite('sara');
    await invite('sara');
    const late = await invite('tom');
    const fresh = await invite('ulla');
    const signInLink = await makeLink(
      { links: desk.deps.store.links, baseUrl: new URL(OWN_ORIGIN), at: desk.clock.at },
      'sign_in',
      { staffId: admin.id },
    );
    const variants = [
      'A'.repeat(43),
      used.token,
      withdrawn.token,
      again.token,
      `${fresh.token} `,
      ` ${fresh.token}`,
      `${fresh.token}\n`,
      fresh.token.slice(0, -1),
      `${fresh.token}A`,
      fresh.token.toUpperCase(),
      `${fresh.token}\0`,
      tokenOf(signInLink.link),
    ];
    const answers: Answer[] = [];
    for (const token of variants) answers.push(await accept(token));
    desk.clock.at += DAY;
    answers.push(await accept(late.token));
    expect(codeOf(await read(late.token))).toBe('link_used_up');
    desk.clock.at -= DAY;
    const bodies = new Set(
      answers.map(({ status, text }) => `${status} ${text.replace(/"requestId":"\w+"/, '')}`),
    );
    expect(bodies.size).toBe(1);
    expect(codeOf(answers[0]!)).toBe('link_used_up');
    expect((await read(fresh.token)).status).toBe(200);
  });

  test('a list or a number is no token', async () => {
    for (const token of [['x'], 7, { $ne: null }]) {
      expect(codeOf(await desk.mutate('join.acceptInvitation', { token, password: PASSWORD }, OURS))).toBe(
        'field_wrong',
      );
    }
  });

  test('a password that is too short, too long or known to all uses nothing up', async () => {
    const { token } = await invite('vera');
    expect(codeOf(await accept(token, { password: 'short' }))).toBe('password_too_short');
    expect(codeOf(await accept(token, { password: 'x'.repeat(129) }))).toBe('field_wrong');
    expect(codeOf(await accept(token, { password: 'Password1234' }))).toBe('password_known');
    expect((await accept(token)).status).toBe(200);
  });

  test('an address that has an account is not invited again', async () => {
    const invited = {
      name: 'X',
      email: 'Administrator@desk.example',
      role: 'agent',
      technicalSpecialist: false,
    };
    expect(codeOf(await desk.mutate('admin.inviteStaff', invited, admin))).toBe('email_taken');
  });

  test('the first administrator’s link is worth nothing once there is one', async () => {
    expect(await desk.firstAdministratorLink()).toBeNull();
    const { link } = await makeLink(
      { links: desk.deps.store.links, baseUrl: new URL(OWN_ORIGIN), at: desk.clock.at },
      'first_administrator',
    );
    expect(codeOf(await accept(tokenOf(link), { name: 'Eve', email: 'eve@evil.example' }))).toBe(
      'link_used_up',
    );
  });

  test('a sign-in link signs in, once', async () => {
    const { link } = await makeLink(
      { links: desk.deps.store.links, baseUrl: new URL(OWN_ORIGIN), at: desk.clock.at },
      'sign_in',
      { staffId: admin.id },
    );
    const token = tokenOf(link);
    const entered = await desk.mutate('join.signIn', { token }, OURS);
    expect((await desk.query('staff.me', {}, cookieOf(entered))).json.result.data.id).toBe(admin.id);
    expect(codeOf(await desk.mutate('join.signIn', { token }, OURS))).toBe('link_used_up');
  });

  test('two links for the same are not alike, and no link is in the log or the database', async () => {
    const one = await invite('wanda');
    const two = await invite('wanda');
    expect(one.token).not.toBe(two.token);
    expect(one.token).toMatch(/^[\w-]{43}$/);
    expect(desk.lines.join('\n')).not.toContain(two.token);
    const rows = await desk.deps.store.db.selectFrom('one_time_link').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(two.token);
  });
});

test('on a new database the first administrator comes by the printed link, and the one printed before is dead', async () => {
  const fresh = await aWholeDesk();
  try {
    const first = tokenOf((await fresh.firstAdministratorLink())!);
    const second = tokenOf((await fresh.firstAdministratorLink())!);
    const person = { name: 'Ada', email: 'Ada@desk.example', password: PASSWORD };
    const accept = (token: string, more: object = person) =>
      fresh.mutate('join.acceptInvitation', { token, ...more }, OURS);
    expect(codeOf(await accept(first))).toBe('link_used_up');
    expect(codeOf(await accept(second, { password: PASSWORD }))).toBe('field_wrong');
    const made = await accept(second);
    const me = await fresh.query('staff.me', {}, cookieOf(made));
    expect(me.json.result.data).toMatchObject({
      name: 'Ada',
      role: 'administrator',
      email: 'ada@desk.example',
    });
  } finally {
    await fresh.end();
  }
});

test('over https the cookie is bound to this very host', async () => {
  const secure = await aWholeDesk({ BASE_URL: 'https://desk.example' });
  try {
    await secure.desk.staff.createAccount(
      { name: 'A', email: 'a@desk.example', role: 'agent', technicalSpecialist: false, password: PASSWORD },
      secure.clock.at,
    );
    const answer = await secure.request('/auth/sign-in/email', {
      method: 'POST',
      headers: { 'x-smart-support': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'a@desk.example', password: PASSWORD }),
    });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-smart-support=.*; Secure/);
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect((await secure.query('staff.me', {}, cookieOf(answer))).status).toBe(200);
  } finally {
    await secure.end();
  }
});

test('while the database is away nobody is told that a right password is wrong', async () => {
  const away = await aWholeDesk();
  await away.member('agent', 'waiting');
  await away.deps.store.close();
  const headers = OURS;
  const body = JSON.stringify({ email: 'waiting@desk.example', password: PASSWORD });
  const answer = await away.request('/auth/sign-in/email', { method: 'POST', headers, body });
  expect(answer.status).toBeGreaterThanOrEqual(500);
});
