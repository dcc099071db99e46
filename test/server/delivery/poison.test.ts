/** A message that can never go: it is told, it holds nobody else up, and its own ticket goes on after it. */
import { describe, expect, test } from 'vitest';
import type { Worded } from '../../../server/delivery/outgoing.ts';
import { ANNA, aRunningDesk } from '../commands/a-running-desk.ts';
import { aMailServer } from '../support/a-mail-server.ts';
import { aMattermost } from '../support/a-mattermost.ts';
import {
  aDelivery,
  DAY,
  forgetNotices,
  HOUR,
  MINUTE,
  putNotices,
  rowOf,
  says,
  states,
} from './a-delivery.ts';

const WORDING = { assigned_to_you: says };

async function twoTickets() {
  const desk = await aRunningDesk();
  const [a, b] = [await desk.submits(ANNA), await desk.submits(ANNA)];
  await forgetNotices(desk);
  return { desk, a, b };
}

describe('Mattermost', () => {
  test.each([403, 400, 404])('%i stops that one at once, says why, and the rest goes on', async (status) => {
    const { desk, a, b } = await twoTickets();
    const mattermost = await aMattermost();
    mattermost.mood = ({ body }) =>
      (body as { message?: string }).message === 'poison'
        ? {
            status,
            id: 'api.context.permissions.app_error',
            says: 'You do not have the appropriate permissions.',
          }
        : 'works';
    const [poison] = await putNotices(desk, a, 'mattermost', [{ says: 'poison' }, { says: 'after it' }]);
    await putNotices(desk, b, 'mattermost', [{ says: 'another' }]);
    await aDelivery(desk, { mattermost: mattermost.settings, wording: WORDING }).deliver();
    expect(mattermost.posts.map(({ message }) => message).toSorted()).toEqual(['after it', 'another']);
    expect(await rowOf(desk, poison!)).toMatchObject({
      state: 'given_up',
      attempts: 1,
      fault_code: 'refused',
      fault: `${status} api.context.permissions.app_error: You do not have the appropriate permissions.`,
      finished_at: desk.clock.at,
    });
  });

  test('500 for one message is tried again with growing gaps, for a day, while others go', async () => {
    const { desk, a, b } = await twoTickets();
    const mattermost = await aMattermost();
    const triedAt: number[] = [];
    mattermost.mood = ({ body }) => {
      if ((body as { message?: string } | undefined)?.message !== 'poison') return 'works';
      triedAt.push(desk.clock.at);
      return { status: 500, says: 'panic' };
    };
    const { deliver } = aDelivery(desk, { mattermost: mattermost.settings, wording: WORDING });
    const [poison] = await putNotices(desk, a, 'mattermost', [{ says: 'poison' }, { says: 'after it' }]);
    for (let minute = 0; minute <= 26 * 60; minute++) {
      if (minute % 60 === 0) await putNotices(desk, b, 'mattermost', [{ says: `another ${minute}` }]);
      await deliver();
      desk.clock.at += MINUTE;
      // None of the others waits a minute for it.
      expect((await states(desk))['waiting'] ?? 0).toBeLessThanOrEqual(2);
    }
    const gaps = triedAt.slice(1).map((at, i) => at - triedAt[i]!);
    expect(gaps).toEqual(gaps.toSorted((x, y) => x - y));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(HOUR + MINUTE);
    const row = await rowOf(desk, poison!);
    expect(row).toMatchObject({ state: 'given_up', fault_code: 'server_error' });
    expect(row.finished_at! - row.created_at).toBeGreaterThanOrEqual(DAY);
    expect(row.finished_at! - row.created_at).toBeLessThan(DAY + HOUR + MINUTE);
    expect(mattermost.posts.map(({ message }) => message)).toContain('after it');
  });

  test('a webhook that nobody knows any more stops at once, and its secret address is told nowhere', async () => {
    const { desk, a } = await twoTickets();
    const mattermost = await aMattermost();
    const hook = new URL('/hooks/thesecretofthewebhook00000', mattermost.url).href;
    const [id] = await putNotices(desk, a, 'mattermost', [{ says: 'x', hook }]);
    await aDelivery(desk, { wording: WORDING, webhooksAt: [mattermost.url.origin] }).deliver();
    const row = await rowOf(desk, id!);
    expect(row.state).toBe('given_up');
    expect(`${row.fault} ${desk.logged.join()}`).not.toContain('thesecretofthewebhook');
  });

  test.each([
    'http://127.0.0.1:9/hooks/a',
    'http://[::ffff:7f00:1]/hooks/a',
    'http://2130706433/hooks/a',
    'https://chat.example.com.evil.example/hooks/a',
    'https://chat.example.com:8443/hooks/a',
    'http://chat.example.com/hooks/a',
  ])('nothing is sent to a webhook that is not where the operator lets them be: %s (AD-14)', async (hook) => {
    const { desk, a } = await twoTickets();
    const [id] = await putNotices(desk, a, 'mattermost', [{ says: 'x', hook }]);
    await aDelivery(desk, { wording: WORDING, webhooksAt: ['https://chat.example.com'] }).deliver();
    expect(await rowOf(desk, id!)).toMatchObject({
      state: 'given_up',
      fault_code: 'not_allowed',
      fault: new URL(hook).origin,
    });
  });
});

describe('the mail server', () => {
  test.each([
    [
      'a recipient whom nobody knows',
      { refusesRecipient: 550, only: 'nobody@example.org' },
      'nobody@example.org',
    ],
    [
      'a mail that is refused after DATA',
      { refusesAfterData: 552, only: (mail: { subject?: string }) => mail.subject === 'poison' },
      'anna@example.org',
    ],
  ])('%s: stops at once, says what the server said, and the rest goes on', async (_, mood, to) => {
    const { desk, a, b } = await twoTickets();
    const smtp = await aMailServer();
    smtp.mood = mood;
    const [poison] = await putNotices(desk, a, 'email', [{ says: 'poison', to }, { says: 'after it' }]);
    await putNotices(desk, b, 'email', [{ says: 'another' }]);
    await aDelivery(desk, { mail: smtp.settings, wording: WORDING }).deliver();
    expect(smtp.mails.map(({ subject }) => subject).toSorted()).toEqual(['after it', 'another']);
    expect(await rowOf(desk, poison!)).toMatchObject({
      state: 'given_up',
      fault_code: 'refused',
      fault: expect.stringMatching(/^55\d /),
    });
  });

  test.each([
    ['451 after DATA', { refusesAfterData: 451 }],
    ['450 for the recipient', { refusesRecipient: 450 }],
  ])('%s is tried again, and goes', async (_, mood) => {
    const { desk, a } = await twoTickets();
    const smtp = await aMailServer();
    smtp.mood = mood;
    const { deliver } = aDelivery(desk, { mail: smtp.settings, wording: WORDING });
    const [first] = await putNotices(desk, a, 'email', [{ says: 'first' }, { says: 'second' }]);
    await deliver();
    expect(await rowOf(desk, first!)).toMatchObject({ state: 'waiting', fault_code: 'put_off', attempts: 1 });
    expect(smtp.mails).toEqual([]);
    smtp.mood = 'accepts';
    desk.clock.at += MINUTE;
    await deliver();
    expect(smtp.mails.map(({ subject }) => subject)).toEqual(['first', 'second']);
  });
});

test('words that cannot be made: five tries, then given up; nobody else notices', async () => {
  const { desk, a, b } = await twoTickets();
  const mattermost = await aMattermost();
  let worded = 0;
  const breaks: Worded = async (deps, notice) => {
    if (notice.detail['says'] !== 'poison') return says(deps, notice);
    worded += 1;
    throw new Error('no such ticket');
  };
  const { deliver } = aDelivery(desk, {
    mattermost: mattermost.settings,
    wording: { assigned_to_you: breaks },
  });
  const [poison] = await putNotices(desk, a, 'mattermost', [{ says: 'poison' }, { says: 'after it' }]);
  await putNotices(desk, b, 'mattermost', [{ says: 'another' }]);
  await deliver();
  expect(mattermost.posts.map(({ message }) => message)).toEqual(['another']);
  for (let minute = 0; minute < 10; minute++) {
    desk.clock.at += MINUTE;
    await deliver();
  }
  expect(worded).toBe(5);
  expect(await rowOf(desk, poison!)).toMatchObject({ state: 'given_up', fault_code: 'our_fault' });
  expect(mattermost.posts.map(({ message }) => message)).toEqual(['another', 'after it']);
  expect(desk.logged.join('\n')).toContain('no such ticket');
});

test('what nobody has set up waits, says so, and is given up after three days', async () => {
  const { desk, a } = await twoTickets();
  const [id] = await putNotices(desk, a, 'email', [{ says: 'x' }]);
  const { deliver } = aDelivery(desk, { wording: WORDING });
  await deliver();
  expect(await rowOf(desk, id!)).toMatchObject({ state: 'waiting', fault_code: 'not_configured' });
  for (let hour = 0; hour < 73; hour++) {
    desk.clock.at += HOUR;
    await deliver();
  }
  expect(await rowOf(desk, id!)).toMatchObject({ state: 'given_up', fault_code: 'not_configured' });
});

test('of several messages of one notice, those that have gone out are not sent again', async () => {
  const { desk, a } = await twoTickets();
  const smtp = await aMailServer();
  const toBoth: Worded = async (deps, notice) => {
    const [one] = (await says(deps, notice)) as [
      Extract<Awaited<ReturnType<Worded>>, readonly unknown[]>[number],
    ];
    if (one.channel !== 'email') throw new Error('mails alone');
    return ['olga', 'pavel'].map((name) => ({ ...one, to: { name, address: `${name}@desk.example` } }));
  };
  const { deliver } = aDelivery(desk, { mail: smtp.settings, wording: { assigned_to_you: toBoth } });
  await putNotices(desk, a, 'email', [{ says: 'x' }]);
  smtp.mood = { refusesRecipient: 450, only: 'pavel@desk.example' };
  await deliver();
  smtp.mood = 'accepts';
  desk.clock.at += MINUTE;
  await deliver();
  expect(smtp.recipients.flat()).toEqual(['olga@desk.example', 'pavel@desk.example']);
  expect(await states(desk)).toEqual({ sent: 1 });
});
