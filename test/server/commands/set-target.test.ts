import { describe, expect, test } from 'vitest';
import { previewEffect } from '../../../server/commands/preview-effect.ts';
import { setTarget } from '../../../server/commands/set-target.ts';
import type { NewTarget } from '../../../server/commands/set-target.ts';
import type { SubmitTicket } from '../../../server/commands/submit-ticket.ts';
import { ANNA, NOON, OLGA, aRunningDesk, done, moscow } from './a-running-desk.ts';

const FEATURE = { kind: 'feature', fields: { missing: 'a filter', purpose: 'to find' } } as const;
const BUG = { kind: 'bug', fields: { happened: 'x', expected: 'y' } } as const;
const REACTION = moscow('2026-11-09 13:00');

describe('a new target', () => {
  test.each<[string, Partial<SubmitTicket>, NewTarget, string | null, string]>([
    ['an estimate', FEATURE, { hours: 9 }, null, '2026-11-10 12:00'],
    ['a promise: closing time of that day', FEATURE, { date: '2026-12-01' }, null, '2026-12-01 19:00'],
    ['a promise with its hour', FEATURE, { date: '2026-12-01', time: '12:30' }, null, '2026-12-01 12:30'],
    ['a promise on a day off', FEATURE, { date: '2026-12-05', time: '12:30' }, null, '2026-12-05 12:30'],
    [
      'another criticality',
      BUG,
      { kind: 'bug', criticality: 'critical' },
      '2026-11-23 12:00',
      '2026-11-10 12:00',
    ],
    [
      'another kind',
      BUG,
      { kind: 'consultation', criticality: null },
      '2026-11-23 12:00',
      '2026-11-10 12:00',
    ],
  ])('%s is shown first, and then done exactly so', async (_, sent, target, old, due) => {
    const desk = await aRunningDesk();
    const id = await desk.submits(ANNA, sent);
    const oldDueAt = old === null ? null : moscow(old);
    const before = await desk.row(id);
    expect(await previewEffect(desk, OLGA, { id, change: target })).toEqual({
      old: { reactionDueAt: REACTION, completionDueAt: oldDueAt },
      new: { reactionDueAt: REACTION, completionDueAt: moscow(due) },
    });
    expect(await desk.row(id)).toEqual(before);
    expect(desk.heard).toHaveLength(1);

    done(await setTarget(desk, OLGA, { requestId: 't', id, seenVersion: 2, target, text: 'why' }));
    const { events, words } = await desk.load(id);
    expect(events[2]!.body).toMatchObject({ oldDueAt, newDueAt: moscow(due) });
    expect([...words.values()]).toContain('why');
    expect((await desk.row(id)).completion_due_at).toBe(moscow(due));
  });

  test.each<[string, Partial<SubmitTicket>, NewTarget, object]>([
    [
      'a day off without an hour',
      FEATURE,
      { date: '2026-12-05' },
      { code: 'field_wrong', field: 'time', problem: 'missing' },
    ],
    [
      'a day that has passed',
      FEATURE,
      { date: '2026-11-06' },
      { code: 'field_wrong', field: 'date', problem: 'not_valid' },
    ],
    [
      'an estimate of a bug',
      BUG,
      { hours: 9 },
      { code: 'act_not_allowed', act: 'estimate', status: 'request' },
    ],
    [
      'a promise for a bug',
      BUG,
      { date: '2026-12-01' },
      { code: 'act_not_allowed', act: 'promise', status: 'request' },
    ],
  ])('%s is refused, beforehand and when it is done', async (_, sent, target, refusal) => {
    const desk = await aRunningDesk();
    const id = await desk.submits(ANNA, sent);
    expect(await previewEffect(desk, OLGA, { id, change: target })).toEqual({ refusal });
    expect(await setTarget(desk, OLGA, { requestId: 't', id, seenVersion: 2, target })).toEqual({ refusal });
    expect((await desk.load(id)).ticket.version).toBe(2);
  });

  test('of a ticket that nobody knows is not found', async () => {
    const desk = await aRunningDesk();
    expect(await previewEffect(desk, OLGA, { id: 'none', change: { hours: 1 } })).toEqual({
      refusal: { code: 'not_found' },
    });
  });

  test('a promise for later today is one', async () => {
    const desk = await aRunningDesk();
    const id = await desk.submits(ANNA, FEATURE);
    const target = { date: '2026-11-09' } as const;
    expect(NOON).toBeLessThan(moscow('2026-11-09 19:00'));
    done(await setTarget(desk, OLGA, { requestId: 't', id, seenVersion: 2, target }));
    expect((await desk.row(id)).completion_due_at).toBe(moscow('2026-11-09 19:00'));
  });
});
