import { describe, expect, test } from 'vitest';
import { REGULATION } from '../../../../server/domain/regulation.ts';
import { compileRules } from '../../../../server/domain/rules.ts';
import { clocksOfCycle } from '../../../../server/domain/sla/ticket-clocks.ts';
import { HOUR, MINUTE } from '../../../../shared/duration.ts';
import { aCycle, moscow } from './a-cycle.ts';
import type { Written } from './a-cycle.ts';

const RULES = compileRules(REGULATION);
const clocks = (written: Written, asOf: string, rules = RULES) =>
  clocksOfCycle(aCycle(written), rules, moscow(asOf));

/** Tuesday 10 November 2026 is a working day among working days; 4 November is a holiday, 7 and 8 are a weekend. */
describe('the reaction (R5)', () => {
  test.each([
    ['an hour in the middle of a day', '2026-11-10 12:00', '2026-11-10 13:00'],
    ['ending exactly at closing', '2026-11-10 18:00', '2026-11-10 19:00'],
    ['beginning at closing', '2026-11-10 19:00', '2026-11-11 11:00'],
    ['one millisecond before opening', '2026-11-10 09:59:59.999', '2026-11-10 11:00'],
    ['over a night', '2026-11-10 18:40', '2026-11-11 10:40'],
    ['over a weekend', '2026-11-06 18:55', '2026-11-09 10:55'],
    ['over 4 November', '2026-11-03 18:40', '2026-11-05 10:40'],
    ['in the night of a holiday', '2026-11-04 03:00', '2026-11-05 11:00'],
    ['over New Year, ten days and a moved one', '2026-12-30 18:30', '2027-01-11 10:30'],
    ['on a working Saturday', '2027-02-20 12:00', '2027-02-20 13:00'],
  ])('%s: sent %s, due %s', (_, sent, due) => {
    expect(clocks({ sent }, sent).reaction).toMatchObject({
      dueAt: moscow(due),
      state: 'running',
      counted: 0,
    });
  });

  test.each([
    ['2026-11-10 13:00', 'met'],
    ['2026-11-10 13:00:00.001', 'missed'],
    ['2026-11-10 12:00', 'met'],
  ])('given at %s it is %s', (reacted, state) => {
    const { reaction } = clocks({ sent: '2026-11-10 12:00', reacted }, '2026-11-12 12:00');
    expect(reaction).toMatchObject({ state, endedAt: moscow(reacted), dueAt: moscow('2026-11-10 13:00') });
  });

  test('not given is overdue one millisecond after it was due, and not before', () => {
    expect(clocks({ sent: '2026-11-10 12:00' }, '2026-11-10 13:00').reaction.state).toBe('running');
    const { reaction } = clocks({ sent: '2026-11-10 12:00' }, '2026-11-10 13:00:00.001');
    expect(reaction).toMatchObject({ state: 'overdue', left: -1 });
  });

  test('is never paused', () => {
    const then = { '2026-11-10 12:10': 'info_required' } as const;
    expect(clocks({ sent: '2026-11-10 12:00', then }, '2026-11-10 12:30').reaction).toMatchObject({
      state: 'running',
      counted: 30 * MINUTE,
      left: 30 * MINUTE,
      pausedSince: null,
    });
  });

  test('of a ticket withdrawn in time is dropped, withdrawn late is missed, and nobody has reacted', () => {
    const withdrawn = { sent: '2026-11-10 12:00', resolution: 'withdrawn' } as const;
    const dropped = clocks({ ...withdrawn, closed: '2026-11-10 13:00' }, '2026-11-12 12:00').reaction;
    expect(dropped).toMatchObject({ state: 'dropped', endedAt: null, counted: 60 * MINUTE });
    const missed = clocks({ ...withdrawn, closed: '2026-11-10 13:00:00.001' }, '2026-11-12 12:00').reaction;
    expect(missed).toMatchObject({ state: 'missed', endedAt: null });
  });
});

describe('completion by kind and criticality (R1, R3)', () => {
  test.each([
    ['consultation', undefined, 24],
    ['bug', 'critical', 24],
    ['bug', 'high', 168],
    ['bug', 'normal', 336],
    ['bug', 'low', 336],
  ] as const)('%s %s: %d hours, every one counts', (kind, criticality, hours) => {
    const { completion } = clocks({ kind, criticality, sent: '2026-11-10 12:00' }, '2026-11-10 12:00');
    expect(completion).toMatchObject({
      unit: 'elapsed',
      allowance: hours * HOUR,
      startedAt: moscow('2026-11-10 12:00'),
    });
    expect(completion.dueAt).toBe(moscow('2026-11-10 12:00') + hours * HOUR);
  });

  test.each([
    ['2026-11-11 12:00', 'met'],
    ['2026-11-11 12:00:00.001', 'missed'],
  ])('closed at %s it is %s', (closed, state) => {
    const { completion } = clocks({ sent: '2026-11-10 12:00', reacted: closed, closed }, '2026-11-20 12:00');
    expect(completion).toMatchObject({ state, endedAt: moscow(closed), dueAt: moscow('2026-11-11 12:00') });
  });

  test('late and open it counts on below zero', () => {
    const { completion } = clocks({ sent: '2026-11-10 12:00' }, '2026-11-11 14:30');
    expect(completion).toMatchObject({ state: 'overdue', counted: 26.5 * HOUR, left: -2.5 * HOUR });
  });
});

describe('a due time on a day off (R2)', () => {
  test.each([
    ['Friday noon', '2026-11-06 12:00', '2026-11-09 12:00'],
    ['Sunday morning: not before the reaction', '2026-11-08 09:00', '2026-11-09 11:00'],
    ['Saturday noon', '2026-11-07 12:00', '2026-11-09 12:00'],
    ['Saturday night, then before the reaction', '2026-11-07 03:00', '2026-11-09 11:00'],
    ['the eve of 4 November', '2026-11-03 12:00', '2026-11-05 12:00'],
    ['the last working day of the year', '2026-12-30 12:00', '2027-01-11 12:00'],
    ['the eve of a working Saturday', '2027-02-19 12:00', '2027-02-20 12:00'],
    ['a working Saturday itself', '2027-02-20 12:00', '2027-02-24 12:00'],
    ['a minute before midnight', '2026-11-06 23:59', '2026-11-09 23:59'],
    ['midnight, which begins the day off', '2026-11-06 00:00', '2026-11-09 00:00'],
    ['to the millisecond', '2026-11-06 12:00:01.234', '2026-11-09 12:00:01.234'],
  ])('%s: sent %s, due %s', (_, sent, due) => {
    expect(clocks({ sent }, sent).completion.dueAt).toBe(moscow(due));
  });

  test('time that was given is none of the allowance: in it nothing is left to count and nothing is late', () => {
    const { completion } = clocks({ sent: '2026-11-06 12:00' }, '2026-11-08 12:00');
    expect(completion).toMatchObject({ state: 'running', counted: 24 * HOUR, left: 24 * HOUR });
  });

  test('after it, late is counted from the moved due time', () => {
    const { completion } = clocks({ sent: '2026-11-06 12:00' }, '2026-11-09 12:18');
    expect(completion).toMatchObject({
      state: 'overdue',
      counted: 24 * HOUR + 18 * MINUTE,
      left: -18 * MINUTE,
    });
  });

  test('each line can be turned off by the regulation', () => {
    const off = (change: object) =>
      compileRules({ ...REGULATION, completion: { ...REGULATION.completion, ...change } });
    const due = (sent: string, change: object) => clocks({ sent }, sent, off(change)).completion.dueAt;
    expect(due('2026-11-06 12:00', { movesToWorkingDay: false })).toBe(moscow('2026-11-07 12:00'));
    expect(due('2026-11-08 09:00', { notBeforeReaction: false })).toBe(moscow('2026-11-09 09:00'));
    expect(due('2026-11-07 03:00', { movesToWorkingDay: false })).toBe(moscow('2026-11-09 11:00'));
  });

  test('the same time is the same on the wall, also where the clocks were changed over the weekend', () => {
    const berlin = compileRules({ ...REGULATION, desk: { ...REGULATION.desk, timeZone: 'Europe/Berlin' } });
    const friday = aCycle({ sent: '2026-10-23 13:00' });
    const { dueAt } = clocksOfCycle(friday, berlin, friday.startedAt).completion;
    // Noon in Berlin both times: two hours ahead of UTC on Friday, one on Monday.
    expect(new Date(friday.startedAt).toISOString()).toBe('2026-10-23T10:00:00.000Z');
    expect(new Date(dueAt!).toISOString()).toBe('2026-10-26T11:00:00.000Z');
  });

  describe('after pauses', () => {
    test('the end that a pause has moved onto a day off moves again', () => {
      const then = {
        '2026-11-10 13:00': 'info_required',
        '2026-11-13 13:00': 'in_progress',
      } as const;
      const { completion } = clocks({ sent: '2026-11-10 12:00', then }, '2026-11-13 14:00');
      expect(completion.dueAt).toBe(moscow('2026-11-16 12:00'));
    });

    test('a pause inside what was given leaves the rest of it for afterwards', () => {
      // Given Saturday 12:00 to Monday 12:00; a question stands from Sunday 12:00 to Tuesday 10:00.
      const asked = { '2026-11-08 12:00': 'info_required' } as const;
      const paused = clocks({ sent: '2026-11-06 12:00', then: asked }, '2026-11-09 10:00').completion;
      expect(paused).toMatchObject({ state: 'paused', dueAt: null, counted: 24 * HOUR, left: 24 * HOUR });
      const then = { ...asked, '2026-11-10 10:00': 'in_progress' } as const;
      const { completion } = clocks({ sent: '2026-11-06 12:00', then }, '2026-11-10 11:00');
      expect(completion).toMatchObject({ state: 'running', dueAt: moscow('2026-11-11 10:00') });
    });

    test('a pause inside the first of its two lines leaves the second as well', () => {
      // Of Saturday 3:00: Sunday 3:00 to Monday 3:00, then to 11:00. Nine hours of it have passed.
      const then = { '2026-11-08 12:00': 'info_required' } as const;
      const { completion } = clocks({ sent: '2026-11-07 03:00', then }, '2026-11-08 20:00');
      expect(completion).toMatchObject({ state: 'paused', dueAt: null, left: (15 + 8) * HOUR });
    });

    test('and where that rest ends on a day off, it moves once more', () => {
      // 24 hours of what was given are left on Friday at 10:00.
      const then = { '2026-11-08 12:00': 'info_required', '2026-11-13 10:00': 'in_progress' } as const;
      const { completion } = clocks({ sent: '2026-11-06 12:00', then }, '2026-11-13 11:00');
      expect(completion.dueAt).toBe(moscow('2026-11-16 10:00'));
    });
  });
});

describe('pauses (R6, R7)', () => {
  const bug = { kind: 'bug', criticality: 'high', sent: '2026-11-10 12:00' } as const;

  test.each(['info_required', 'payment', 'verification'] as const)('it stands still in %s', (status) => {
    const then = { '2026-11-11 12:00': 'in_progress', '2026-11-12 12:00': status } as const;
    expect(clocks({ ...bug, then }, '2026-11-20 12:00').completion).toMatchObject({
      state: 'paused',
      counted: 48 * HOUR,
      left: 120 * HOUR,
      dueAt: null,
      pausedSince: moscow('2026-11-12 12:00'),
      pausedIn: status,
    });
  });

  test.each(['request', 'in_progress', 'analysis'] as const)('it runs in %s', (status) => {
    const then = { '2026-11-11 12:00': status } as const;
    expect(clocks({ ...bug, then }, '2026-11-12 12:00').completion).toMatchObject({
      state: 'running',
      counted: 48 * HOUR,
      dueAt: moscow('2026-11-17 12:00'),
    });
  });

  test('"not fixed" goes on with what was left', () => {
    const then = {
      '2026-11-11 12:00': 'in_progress',
      '2026-11-12 12:00': 'verification',
      '2026-11-18 12:00': 'in_progress',
    } as const;
    expect(clocks({ ...bug, then }, '2026-11-18 13:00').completion).toMatchObject({
      state: 'running',
      left: 119 * HOUR,
      dueAt: moscow('2026-11-23 12:00'),
    });
  });

  test('used up in the very moment of the pause: that moment was due', () => {
    const then = { '2026-11-17 12:00': 'info_required' } as const;
    expect(clocks({ ...bug, then }, '2026-11-17 12:00').completion).toMatchObject({
      dueAt: moscow('2026-11-17 12:00'),
      state: 'paused',
      left: 0,
    });
    // Not ours any more: handed over in time, it is late only if it comes back and runs on.
    expect(clocks({ ...bug, then }, '2026-11-18 12:00').completion.state).toBe('paused');
    expect(clocks({ ...bug, then, closed: '2026-11-18 12:00' }, '2026-11-18 12:00').completion.state).toBe(
      'met',
    );
    const back = { ...then, '2026-11-18 12:00': 'in_progress' } as const;
    expect(clocks({ ...bug, then: back }, '2026-11-18 12:00').completion.state).toBe('running');
    expect(clocks({ ...bug, then: back }, '2026-11-18 12:00:00.001').completion.state).toBe('overdue');
  });

  test('late stays late in a pause, without growing later', () => {
    const then = { '2026-11-17 13:00': 'verification' } as const;
    expect(clocks({ ...bug, then }, '2026-11-19 12:00').completion).toMatchObject({
      state: 'overdue',
      dueAt: moscow('2026-11-17 12:00'),
      left: -HOUR,
      pausedSince: moscow('2026-11-17 13:00'),
    });
  });

  test('closed from a pause with time left is met', () => {
    const then = { '2026-11-17 11:59': 'verification' } as const;
    const confirmed = clocks({ ...bug, then, closed: '2026-11-25 12:00' }, '2026-11-30 12:00').completion;
    expect(confirmed).toMatchObject({
      state: 'met',
      dueAt: null,
      left: MINUTE,
      endedAt: moscow('2026-11-25 12:00'),
    });
  });

  test('two statuses in one millisecond: the later one holds', () => {
    const cycle = aCycle({ ...bug, then: { '2026-11-11 12:00': 'in_progress' } });
    const at = moscow('2026-11-12 12:00');
    const statuses = [
      ...cycle.statuses,
      { at, status: 'info_required' },
      { at, status: 'in_progress' },
    ] as const;
    expect(clocksOfCycle({ ...cycle, statuses }, RULES, at + HOUR).completion.counted).toBe(49 * HOUR);
  });

  test('a working clock that pauses from Friday 17:00 to Monday 10:00 moves by two hours, not 65', () => {
    const feature: Written = {
      kind: 'feature',
      sent: '2026-11-05 12:00',
      targets: { '2026-11-06 12:00': { estimateHours: 9 } },
    };
    expect(clocks(feature, '2026-11-06 13:00').completion.dueAt).toBe(moscow('2026-11-09 12:00'));
    const then = { '2026-11-06 17:00': 'info_required', '2026-11-09 10:00': 'in_progress' } as const;
    expect(clocks({ ...feature, then }, '2026-11-09 11:00').completion.dueAt).toBe(
      moscow('2026-11-09 14:00'),
    );
  });
});

describe('a feature (R4)', () => {
  test('has no target until somebody has estimated it', () => {
    expect(
      clocks({ kind: 'feature', sent: '2026-11-10 12:00' }, '2026-11-12 12:00').completion,
    ).toMatchObject({
      unit: 'none',
      state: 'no_target',
      startedAt: null,
      allowance: null,
      dueAt: null,
      left: null,
      counted: 0,
    });
    const declined = { kind: 'feature', sent: '2026-11-10 12:00', closed: '2026-11-11 12:00' } as const;
    expect(clocks(declined, '2026-11-12 12:00').completion.state).toBe('dropped');
  });

  test('its hours begin with the estimate and run inside working hours', () => {
    const estimated: Written = {
      kind: 'feature',
      sent: '2026-11-05 12:00',
      targets: { '2026-11-06 18:00': { estimateHours: 10 } },
    };
    expect(clocks(estimated, '2026-11-09 12:00').completion).toMatchObject({
      unit: 'working',
      startedAt: moscow('2026-11-06 18:00'),
      allowance: 10 * HOUR,
      counted: 3 * HOUR,
      left: 7 * HOUR,
      dueAt: moscow('2026-11-09 19:00'),
    });
  });

  test('a revised estimate swaps the target and keeps what was counted', () => {
    const revised: Written = {
      kind: 'feature',
      sent: '2026-11-05 12:00',
      targets: { '2026-11-09 10:00': { estimateHours: 9 }, '2026-11-09 16:00': { estimateHours: 18 } },
    };
    expect(clocks(revised, '2026-11-09 16:00').completion).toMatchObject({
      startedAt: moscow('2026-11-09 10:00'),
      counted: 6 * HOUR,
      left: 12 * HOUR,
      dueAt: moscow('2026-11-10 19:00'),
    });
  });

  test('a promised date is the due time itself, wherever it falls, and no pause moves it', () => {
    const promised: Written = {
      kind: 'feature',
      sent: '2026-11-05 12:00',
      targets: { '2026-11-06 12:00': { promised: '2026-11-14 19:00' } },
      then: { '2026-11-09 12:00': 'info_required' },
    };
    expect(clocks(promised, '2026-11-13 19:00').completion).toMatchObject({
      unit: 'promised',
      state: 'running',
      allowance: null,
      dueAt: moscow('2026-11-14 19:00'),
      left: 24 * HOUR,
      pausedSince: null,
    });
    expect(clocks(promised, '2026-11-14 19:00:00.001').completion.state).toBe('overdue');
    expect(clocks({ ...promised, closed: '2026-11-14 19:00' }, '2026-11-20 12:00').completion.state).toBe(
      'met',
    );
  });
});

describe('change of kind and criticality (R9)', () => {
  test('a bug that becomes critical keeps what was counted, and may be late at once', () => {
    const bug = { kind: 'bug', criticality: 'normal', sent: '2026-11-10 12:00' } as const;
    const targets = { '2026-11-10 14:00': { criticality: 'critical' } } as const;
    expect(clocks({ ...bug, targets }, '2026-11-10 14:00').completion).toMatchObject({
      allowance: 24 * HOUR,
      counted: 2 * HOUR,
      dueAt: moscow('2026-11-11 12:00'),
    });
    const late = { '2026-11-12 12:00': { criticality: 'critical' } } as const;
    expect(clocks({ ...bug, targets: late }, '2026-11-12 12:00').completion).toMatchObject({
      state: 'overdue',
      dueAt: moscow('2026-11-11 12:00'),
      left: -24 * HOUR,
    });
  });

  test('a consultation that was a bug all along has its pauses still', () => {
    const then = { '2026-11-10 14:00': 'info_required', '2026-11-12 14:00': 'in_progress' } as const;
    const targets = { '2026-11-12 15:00': { kind: 'bug', criticality: 'high' } } as const;
    expect(clocks({ sent: '2026-11-10 12:00', then, targets }, '2026-11-12 15:00').completion).toMatchObject({
      counted: 3 * HOUR,
      dueAt: moscow('2026-11-19 12:00'),
    });
  });

  test('a bug that becomes a feature waits for its estimate; a promise made before is none for a bug', () => {
    const asFeature = { '2026-11-10 14:00': { kind: 'feature', criticality: null } } as const;
    expect(
      clocks({ kind: 'bug', sent: '2026-11-10 12:00', targets: asFeature }, '2026-11-10 15:00').completion
        .state,
    ).toBe('no_target');
    const asBug: Written = {
      kind: 'feature',
      sent: '2026-11-10 12:00',
      targets: {
        '2026-11-10 13:00': { promised: '2026-11-30 19:00' },
        '2026-11-10 14:00': { kind: 'bug', criticality: 'critical' },
      },
    };
    expect(clocks(asBug, '2026-11-10 15:00').completion.dueAt).toBe(moscow('2026-11-11 12:00'));
  });
});
