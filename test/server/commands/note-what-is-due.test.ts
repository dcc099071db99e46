/** The desk's own look at its promises, on a real store, by a clock that is set: once each, and after downtime too. */
import { describe, expect, test } from 'vitest';
import { changeStatus } from '../../../server/commands/change-status.ts';
import { closeSilentTickets } from '../../../server/commands/close-silent-tickets.ts';
import { noteWhatIsDue } from '../../../server/commands/note-what-is-due.ts';
import { reply } from '../../../server/commands/reply.ts';
import { setSignals } from '../../../server/store/migrations/005-notices.ts';
import { REGULATION } from '../../../server/domain/regulation.ts';
import { ANNA, OLGA, NOON, aRunningDesk, done, moscow } from './a-running-desk.ts';
import type { RunningDesk } from './a-running-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const BUG = { kind: 'bug', fields: { happened: 'x', expected: 'y' } } as const;

/** What was put out, as `kind to`, with when it may go. */
async function put(desk: RunningDesk): Promise<[string, number][]> {
  const rows = await desk.store.db
    .selectFrom('outbox')
    .select(['kind', 'recipient', 'due_at'])
    .orderBy('position')
    .execute();
  return rows.map(({ kind, recipient, due_at }) => {
    const to = JSON.parse(recipient) as { side: string; staffId?: string };
    return [`${kind} ${to.staffId ?? to.side}`, due_at];
  });
}

const story = async (desk: RunningDesk, id: string) =>
  (await desk.load(id)).events.map(({ body }) => body.type);

/** Every minute, as the table of jobs has it. */
async function runs(desk: RunningDesk, until: number): Promise<void> {
  for (; desk.clock.at <= until; desk.clock.at += MINUTE) await noteWhatIsDue(desk);
}

test('warns of a reaction at 45 minutes and notes its breach after 60, once each', async () => {
  const desk = await aRunningDesk();
  const id = await desk.submits(ANNA);
  const before = await put(desk);
  await runs(desk, NOON + 3 * HOUR);
  expect(await story(desk, id)).toEqual(['submitted', 'assigned', 'warned', 'breached']);
  expect((await put(desk)).slice(before.length)).toEqual([
    ['due_soon olga', NOON + 45 * MINUTE],
    ['breached olga', NOON + 61 * MINUTE],
    ['breached managers', NOON + 61 * MINUTE],
  ]);
});

test('two that look at the same moment note it once', async () => {
  const desk = await aRunningDesk();
  const id = await desk.submits(ANNA);
  desk.clock.at = NOON + 50 * MINUTE;
  await Promise.all([noteWhatIsDue(desk), noteWhatIsDue(desk)]);
  expect(await story(desk, id)).toEqual(['submitted', 'assigned', 'warned']);
});

test('answered in time, there is nothing to warn of', async () => {
  const desk = await aRunningDesk();
  const id = await desk.submits(ANNA);
  desk.clock.at += 44 * MINUTE;
  done(await reply(desk, OLGA, { requestId: 'r', id, seenVersion: 2, text: 'Menu, Export', files: [] }));
  await runs(desk, NOON + 2 * HOUR);
  expect(await story(desk, id)).toEqual(['submitted', 'assigned', 'replied']);
});

test('a client hears nothing of warnings and breaches, and sees that they were reminded', async () => {
  const desk = await aRunningDesk();
  const id = await desk.submits(ANNA);
  const asked = done(
    await changeStatus(desk, OLGA, { requestId: 'q', id, seenVersion: 2, act: 'ask', text: 'Which one?' }),
  );
  desk.clock.at = moscow('2026-11-11 19:00');
  expect(await noteWhatIsDue(desk)).toBe(1);
  expect(await story(desk, id)).toEqual(['submitted', 'assigned', 'moved', 'reminded']);
  // R7: after two working days, which is at closing; so the mail waits for the morning.
  expect((await put(desk)).at(-1)).toEqual(['reminder client', moscow('2026-11-12 10:00')]);
  expect(desk.heard.at(-1)).toMatchObject({ version: asked.version + 1 });
  await runs(desk, moscow('2026-11-11 23:00'));
  expect(await story(desk, id)).toHaveLength(4);
});

describe('the server was down', () => {
  test('for three days: what is still true goes once, nothing else goes', async () => {
    const desk = await aRunningDesk();
    const late = await desk.submits(ANNA);
    const asked = await desk.submits(ANNA);
    done(
      await changeStatus(desk, OLGA, {
        requestId: 'q',
        id: asked,
        seenVersion: 2,
        act: 'ask',
        text: 'Which one?',
      }),
    );
    const before = await put(desk);
    desk.clock.at = moscow('2026-11-12 11:00');
    await noteWhatIsDue(desk);
    await runs(desk, desk.clock.at + HOUR);
    expect(await story(desk, late)).toEqual(['submitted', 'assigned', 'breached', 'breached']);
    expect(await story(desk, asked)).toEqual(['submitted', 'assigned', 'moved', 'reminded']);
    // The reaction was broken three days ago: told together with whatever else is as old. The completion, on Tuesday at
    // 12:00, less than a working day and a bit: it too, since Wednesday's closing has passed.
    expect((await put(desk)).slice(before.length).toSorted()).toEqual([
      ['breached_before managers', moscow('2026-11-12 11:00')],
      ['reminder client', moscow('2026-11-12 11:00')],
    ]);
  });

  test('over night: what was broken in the evening is told in the morning', async () => {
    const desk = await aRunningDesk();
    desk.clock.at = moscow('2026-11-09 17:30');
    await desk.submits(ANNA);
    const before = await put(desk);
    desk.clock.at = moscow('2026-11-10 08:00');
    await noteWhatIsDue(desk);
    expect((await put(desk)).slice(before.length)).toEqual([
      ['breached olga', moscow('2026-11-10 10:00')],
      ['breached managers', moscow('2026-11-10 10:00')],
    ]);
  });

  test('past the closing of a check: it is closed, and nobody is reminded of it', async () => {
    const desk = await aRunningDesk();
    const id = await desk.submits(ANNA, BUG);
    done(await changeStatus(desk, OLGA, { requestId: 's', id, seenVersion: 2, act: 'start' }));
    const handOver = { act: 'hand_over', text: 'Repaired' } as const;
    done(await changeStatus(desk, OLGA, { requestId: 'h', id, seenVersion: 3, ...handOver }));
    desk.clock.at = moscow('2026-12-01 12:00');
    await noteWhatIsDue(desk);
    await closeSilentTickets(desk);
    await noteWhatIsDue(desk);
    const kinds = (await put(desk)).map(([what]) => what);
    expect(kinds).toContain('closed client');
    expect(kinds).not.toContain('reminder client');
  });

  test('what was due and is done no more is found no more', async () => {
    const desk = await aRunningDesk();
    const id = await desk.submits(ANNA);
    desk.clock.at = moscow('2026-11-12 11:00');
    await noteWhatIsDue(desk);
    expect(await desk.store.tickets.signalled(Number.MAX_SAFE_INTEGER)).not.toContain(id);
  });
});

test('a database from before gets the same instants as one that was kept all along', async () => {
  const desk = await aRunningDesk();
  await desk.store.regulations.record(REGULATION, NOON);
  const ids = [await desk.submits(ANNA), await desk.submits(ANNA, BUG)];
  done(
    await changeStatus(desk, OLGA, { requestId: 'q', id: ids[0]!, seenVersion: 2, act: 'ask', text: '?' }),
  );
  const kept = async () => Promise.all(ids.map(async (id) => (await desk.row(id)).signal_at));
  const before = await kept();
  expect(before).toEqual([moscow('2026-11-11 19:00'), NOON + 45 * MINUTE]);
  await desk.store.db.updateTable('ticket').set({ signal_at: null }).execute();
  await setSignals(desk.store.db as never);
  expect(await kept()).toEqual(before);
});
