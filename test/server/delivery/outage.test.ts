/** The other side is down, slow, too busy, comes and goes: everything arrives, in order, and nobody hears it twice. */
import { describe, expect, test } from 'vitest';
import { ANNA, aRunningDesk, type RunningDesk } from '../commands/a-running-desk.ts';
import { aMailServer } from '../support/a-mail-server.ts';
import { aMattermost, type Mattermost } from '../support/a-mattermost.ts';
import {
  aDelivery,
  forgetNotices,
  HOUR,
  MINUTE,
  putNotices,
  rowOf,
  says,
  SECOND,
  states,
} from './a-delivery.ts';

const WORDING = { assigned_to_you: says };

async function withTickets(count: number): Promise<{ desk: RunningDesk; tickets: string[] }> {
  const desk = await aRunningDesk();
  const tickets: string[] = [];
  for (let i = 0; i < count; i++) tickets.push(await desk.submits(ANNA));
  await forgetNotices(desk);
  return { desk, tickets };
}

const numbered = (ticket: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ says: `${ticket} ${from + i}` }));

/** What a place heard of one ticket. */
const heardOf = (ticket: string, all: readonly string[]) =>
  all.filter((text) => text.startsWith(`${ticket} `));

const textsOf = ({ posts }: Mattermost) => posts.map(({ message }) => message);

describe('down for eight hours', () => {
  test('Mattermost: all of it arrives within ten minutes of its return, in order for each ticket, each once', async () => {
    const { desk, tickets } = await withTickets(12);
    const mattermost = await aMattermost();
    const { deliver } = aDelivery(desk, { mattermost: mattermost.settings, wording: WORDING });
    await mattermost.close();
    for (let minute = 0; minute < 480; minute++) {
      if (minute % 60 === 0)
        for (const id of tickets)
          await putNotices(desk, id, 'mattermost', numbered(id, minute / 60, minute / 60));
      await deliver();
      desk.clock.at += MINUTE;
    }
    expect(await states(desk)).toEqual({ waiting: 96 });
    await mattermost.open();
    for (let minute = 0; minute < 10; minute++) {
      await deliver();
      desk.clock.at += MINUTE;
    }
    expect(await states(desk)).toEqual({ sent: 96 });
    expect(mattermost.wrong).toEqual([]);
    for (const id of tickets)
      expect(heardOf(id, textsOf(mattermost))).toEqual(numbered(id, 0, 7).map(({ says }) => says));
    // One thread for each ticket.
    for (const id of tickets) {
      const [root, ...replies] = mattermost.posts.filter(({ message }) => message.startsWith(`${id} `));
      expect(root!.root_id).toBe('');
      expect(replies.map(({ root_id }) => root_id)).toEqual(replies.map(() => root!.id));
    }
  });

  test('the mail server: the same', async () => {
    const { desk, tickets } = await withTickets(5);
    const smtp = await aMailServer();
    const { deliver, ways } = aDelivery(desk, { mail: smtp.settings, wording: WORDING });
    await smtp.close();
    for (let minute = 0; minute < 480; minute++) {
      if (minute % 120 === 0)
        for (const id of tickets)
          await putNotices(desk, id, 'email', numbered(id, minute / 120, minute / 120));
      await deliver();
      desk.clock.at += MINUTE;
    }
    expect(await states(desk)).toEqual({ waiting: 20 });
    expect(ways.of('email').down).toMatchObject({ code: 'unreachable' });
    await smtp.open();
    for (let minute = 0; minute < 10; minute++) {
      await deliver();
      desk.clock.at += MINUTE;
    }
    const subjects = smtp.mails.map(({ subject }) => subject ?? '');
    for (const id of tickets)
      expect(heardOf(id, subjects)).toEqual(numbered(id, 0, 3).map(({ says }) => says));
    expect(ways.of('email').down).toBeNull();
  });

  test('one is sent to try the way, not all that wait', async () => {
    const { desk, tickets } = await withTickets(30);
    const mattermost = await aMattermost();
    const { deliver } = aDelivery(desk, { mattermost: mattermost.settings, wording: WORDING });
    mattermost.mood = { status: 503, html: '<h1>Bad gateway</h1>' };
    for (const id of tickets) await putNotices(desk, id, 'mattermost', numbered(id, 1, 1));
    for (let minute = 0; minute < 60; minute++) {
      await deliver();
      desk.clock.at += MINUTE;
    }
    // At most eight are under way at once; 5 s, 10 s, … 5 min between.
    expect(mattermost.asked.length).toBeLessThan(8 * 20);
    mattermost.mood = 'works';
    desk.clock.at += 5 * MINUTE;
    await deliver();
    expect(await states(desk)).toEqual({ sent: 30 });
  });
});

describe('slow', () => {
  test('an answer that comes too late: the post is there, is found by its mark, and is not made again', async () => {
    const { desk, tickets } = await withTickets(1);
    const mattermost = await aMattermost();
    const { deliver } = aDelivery(desk, { mattermost: mattermost.settings, wording: WORDING, withinMs: 250 });
    const [id] = await putNotices(desk, tickets[0]!, 'mattermost', numbered('slow', 1, 2));
    mattermost.mood = ({ method }) => (method === 'POST' ? 'loses_the_answer' : 'works');
    await deliver();
    expect(await rowOf(desk, id!)).toMatchObject({
      state: 'waiting',
      fault_code: 'unreachable',
      perhaps_sent: 1,
    });
    mattermost.mood = 'never_answers';
    desk.clock.at += MINUTE;
    await deliver();
    expect(await rowOf(desk, id!)).toMatchObject({
      state: 'waiting',
      fault_code: 'timed_out',
      perhaps_sent: 1,
    });
    mattermost.mood = 'works';
    desk.clock.at += MINUTE;
    await deliver();
    expect(await states(desk)).toEqual({ sent: 2 });
    expect(textsOf(mattermost)).toEqual(['slow 1', 'slow 2']);
  });

  test('a mail of which nobody knows whether it arrived is sent again under the same Message-ID', async () => {
    const { desk, tickets } = await withTickets(1);
    const smtp = await aMailServer();
    const { deliver } = aDelivery(desk, { mail: smtp.settings, wording: WORDING, withinMs: 250 });
    await putNotices(desk, tickets[0]!, 'email', numbered('slow', 1, 1));
    smtp.mood = 'hangs_after_data';
    await deliver();
    desk.clock.at += MINUTE;
    smtp.mood = 'hangs_up_after_data';
    await deliver();
    desk.clock.at += MINUTE;
    smtp.mood = 'accepts';
    await deliver();
    expect(await states(desk)).toEqual({ sent: 1 });
    expect(smtp.mails).toHaveLength(3);
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(1);
  });
});

test('flapping: every third call works; all arrives in order, each once', async () => {
  const { desk, tickets } = await withTickets(6);
  const mattermost = await aMattermost();
  const { deliver } = aDelivery(desk, { mattermost: mattermost.settings, wording: WORDING });
  for (const id of tickets) await putNotices(desk, id, 'mattermost', numbered(id, 1, 5));
  let calls = 0;
  const moods = ['loses_the_answer', { status: 500 }, 'works'] as const;
  mattermost.mood = () => moods[calls++ % 3]!;
  for (let minute = 0; minute < 24 * 60 && (await states(desk))['waiting']; minute++) {
    await deliver();
    desk.clock.at += MINUTE;
  }
  expect(await states(desk)).toEqual({ sent: 30 });
  for (const id of tickets)
    expect(heardOf(id, textsOf(mattermost))).toEqual(numbered(id, 1, 5).map(({ says }) => says));
});

test('429: nothing is asked until the time that it told is over', async () => {
  const { desk, tickets } = await withTickets(3);
  const mattermost = await aMattermost();
  const { deliver } = aDelivery(desk, { mattermost: mattermost.settings, wording: WORDING });
  for (const id of tickets) await putNotices(desk, id, 'mattermost', numbered(id, 1, 1));
  mattermost.mood = { tooMany: 40 };
  await deliver();
  mattermost.mood = 'works';
  const { length } = mattermost.asked;
  desk.clock.at += 40 * SECOND - 1;
  await deliver();
  expect(mattermost.asked).toHaveLength(length);
  desk.clock.at += 1;
  await deliver();
  expect(await states(desk)).toEqual({ sent: 3 });
});

test('a token that is refused stops nothing for good: all waits, says why, and goes once it is right', async () => {
  const { desk, tickets } = await withTickets(3);
  const mattermost = await aMattermost();
  for (const id of tickets) await putNotices(desk, id, 'mattermost', numbered(id, 1, 1));
  const wrong = aDelivery(desk, { mattermost: { ...mattermost.settings, token: 'other' }, wording: WORDING });
  await wrong.deliver();
  expect(wrong.ways.of('mattermost').down).toMatchObject({ code: 'sign_in_refused' });
  expect(await states(desk)).toEqual({ waiting: 3 });
  desk.clock.at += HOUR;
  await aDelivery(desk, { mattermost: mattermost.settings, wording: WORDING }).deliver();
  expect(await states(desk)).toEqual({ sent: 3 });
});

test('a redirect is not followed, with the token least of all', async () => {
  const { desk, tickets } = await withTickets(1);
  const [mattermost, elsewhere] = [await aMattermost(), await aMattermost()];
  const { deliver } = aDelivery(desk, { mattermost: mattermost.settings, wording: WORDING });
  const [id] = await putNotices(desk, tickets[0]!, 'mattermost', numbered('x', 1, 1));
  mattermost.mood = { redirects: new URL('/api/v4/posts', elsewhere.url).href };
  await deliver();
  expect(elsewhere.asked).toEqual([]);
  expect((await rowOf(desk, id!)).fault_code).toBe('sends_elsewhere');
});
