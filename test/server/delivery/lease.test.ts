/** Who has a notice, and for how long: two that deliver at once, one that dies, one that is too slow. */
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LEASE, type Transports } from '../../../server/delivery/deliver.ts';
import { emailTransport } from '../../../server/delivery/email.ts';
import { mattermostTransport } from '../../../server/delivery/mattermost.ts';
import { openStore } from '../../../server/store/open-store.ts';
import type { Store } from '../../../server/store/store.ts';
import { ANNA, aRunningDesk, type RunningDesk } from '../commands/a-running-desk.ts';
import { aFolder, T0 } from '../store/a-desk.ts';
import { aMailServer } from '../support/a-mail-server.ts';
import { aMattermost } from '../support/a-mattermost.ts';
import { aDelivery, forgetNotices, putNotices, rowOf, says, states } from './a-delivery.ts';

const WORDING = { assigned_to_you: says };

async function open(file: string): Promise<Store> {
  const store = await openStore({ file });
  onTestFinished(() => store.close().catch(() => {}));
  return store;
}

const deskOver = (desk: RunningDesk, store: Store) => ({ ...desk, store });

/** Sends, and then the process is no more: nothing is noted. */
function dyingAfter(transports: Transports, store: Store): Transports {
  const dies = (transport: Transports[keyof Transports]) => ({
    ...transport,
    async send(marked: never) {
      await transport.send(marked);
      await store.close();
      throw new Error('killed');
    },
  });
  return { email: dies(transports.email), mattermost: dies(transports.mattermost) } as Transports;
}

describe('killed between sending and noting it', () => {
  async function killed(channel: 'email' | 'mattermost') {
    const [smtp, mattermost] = [await aMailServer(), await aMattermost()];
    const file = join(aFolder(), 'desk.db');
    const desk = await aRunningDesk();
    const first = deskOver(desk, await open(file));
    const transports = {
      email: emailTransport(smtp.settings),
      mattermost: mattermostTransport(mattermost.settings),
    };
    await putNotices(first, null, channel, [{ says: 'once' }]);
    const dying = aDelivery(first, { wording: WORDING, transports: dyingAfter(transports, first.store) });
    await expect(dying.deliver()).rejects.toThrow();

    const second = deskOver(desk, await open(file));
    const { deliver } = aDelivery(second, { wording: WORDING, transports });
    await deliver();
    expect(await states(second)).toEqual({ waiting: 1 });
    desk.clock.at += LEASE;
    await deliver();
    expect(await states(second)).toEqual({ sent: 1 });
    return { smtp, mattermost };
  }

  test('Mattermost has it once: the post is found by its mark', async () => {
    const { mattermost } = await killed('mattermost');
    expect(mattermost.posts.map(({ message }) => message)).toEqual(['once']);
    expect(mattermost.wrong).toEqual([]);
  });

  test('the mail comes twice under one Message-ID, by which it is known', async () => {
    const { smtp } = await killed('email');
    expect(smtp.mails.map(({ subject }) => subject)).toEqual(['once', 'once']);
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(1);
  });
});

describe('two that deliver at once', () => {
  test('never send the same notice twice, and keep the order of each ticket', async () => {
    const desk = await aRunningDesk();
    const tickets: string[] = [];
    for (let i = 0; i < 20; i++) tickets.push(await desk.submits(ANNA));
    await forgetNotices(desk);
    const mattermost = await aMattermost();
    for (let n = 0; n < 10; n++)
      for (const id of tickets) await putNotices(desk, id, 'mattermost', [{ says: `${id} ${n}` }]);
    const [one, two, three] = [1, 2, 3].map(() =>
      aDelivery(desk, { mattermost: mattermost.settings, wording: WORDING }),
    );
    await Promise.all([one!.deliver(), two!.deliver(), three!.deliver()]);
    expect(await states(desk)).toEqual({ sent: 200 });
    const texts = mattermost.posts.map(({ message }) => message);
    expect(new Set(texts).size).toBe(texts.length);
    for (const id of tickets)
      expect(texts.filter((text) => text.startsWith(`${id} `))).toEqual(
        Array.from({ length: 10 }, (_, n) => `${id} ${n}`),
      );
  });

  test('while one has it, the other takes neither it nor what comes after it; when its time is over, it does', async () => {
    const desk = await aRunningDesk();
    const id = await desk.submits(ANNA);
    await forgetNotices(desk);
    await putNotices(desk, id, 'mattermost', [{ says: 'first' }, { says: 'second' }]);
    const { outbox } = desk.store;
    const wanted = () => ({ at: desk.clock.at, until: desk.clock.at + LEASE, most: 8, not: [] });
    const [first, ...more] = await outbox.take('one', wanted());
    expect(first!.notice.detail['says']).toBe('first');
    expect(more).toEqual([]);
    desk.clock.at += LEASE - 1;
    expect(await outbox.take('two', wanted())).toEqual([]);
    desk.clock.at += 1;
    const [again] = await outbox.take('two', wanted());
    expect(again).toMatchObject({ notice: { id: first!.notice.id }, perhapsSent: true });
    // Whoever comes back too late keeps nothing, and puts off nothing of the other's.
    expect(await outbox.keep(first!, desk.clock.at + LEASE)).toBe(false);
    const fault = { code: 'unreachable', text: 'x', perhapsSent: false, failingSince: T0 } as const;
    await outbox.putOff(first!, desk.clock.at + LEASE, { ...fault, counts: true });
    await outbox.giveUp(first!, desk.clock.at, fault);
    expect(await rowOf(desk, first!.notice.id)).toMatchObject({ state: 'waiting', taken_by: 'two' });
  });
});

test('what is not to be told before the morning keeps nothing back that is urgent, and goes first in its turn', async () => {
  const desk = await aRunningDesk();
  const id = await desk.submits(ANNA);
  await forgetNotices(desk);
  const mattermost = await aMattermost();
  const { deliver } = aDelivery(desk, { mattermost: mattermost.settings, wording: WORDING });
  const morning = desk.clock.at + 8 * 3_600_000;
  const evening = desk.clock.at;
  desk.clock.at = morning;
  await putNotices(desk, id, 'mattermost', [{ says: 'in the morning' }]);
  desk.clock.at = evening;
  await putNotices(desk, id, 'mattermost', [{ says: 'urgent' }]);
  await deliver();
  expect(mattermost.posts.map(({ message }) => message)).toEqual(['urgent']);
  desk.clock.at = morning;
  await putNotices(desk, id, 'mattermost', [{ says: 'later' }]);
  await deliver();
  expect(mattermost.posts.map(({ message }) => message)).toEqual(['urgent', 'in the morning', 'later']);
});
