import { describe, expect, test } from 'vitest';
import { readClock } from '../../../../server/domain/sla/clock.ts';
import type { ClockQuestion, ClockSpan } from '../../../../server/domain/sla/clock.ts';
import { HOUR } from '../../../../shared/duration.ts';
import { moscow, moscowDesk } from '../working-time/calendars.ts';

const wt = moscowDesk();

function read(written: [string, ClockSpan['is']][], asOf: string, rest: Partial<ClockQuestion> = {}) {
  const spans = written.map(([from, is]) => ({ from: moscow(from), is }));
  return readClock({ spans, budget: 24 * HOUR, kind: 'elapsed', wt, asOf: moscow(asOf), ...rest });
}

describe('a clock that runs', () => {
  test('counts every hour, or working hours, as it is told', () => {
    // Friday to Monday
    const run: [string, ClockSpan['is']][] = [['2026-11-06 17:00', 'running']];
    expect(read(run, '2026-11-09 11:00')).toMatchObject({ counted: 66 * HOUR, left: -42 * HOUR });
    expect(read(run, '2026-11-09 11:00', { kind: 'working' })).toEqual({
      counted: 3 * HOUR,
      left: 21 * HOUR,
      dueAt: moscow('2026-11-11 14:00'),
      state: 'running',
      overdue: false,
      usedUpAt: null,
    });
  });

  test('is in time exactly at its due instant, and a millisecond later is not', () => {
    const run: [string, ClockSpan['is']][] = [['2026-11-02 12:00', 'running']];
    const dueAt = moscow('2026-11-03 12:00');
    expect(read(run, '2026-11-03 12:00')).toMatchObject({ left: 0, dueAt, overdue: false, usedUpAt: dueAt });
    expect(read(run, '2026-11-03 12:00:00.001')).toMatchObject({
      left: -1,
      dueAt,
      overdue: true,
      usedUpAt: dueAt,
    });
  });

  test('has not begun before its first span', () => {
    expect(read([['2026-11-02 12:00', 'running']], '2026-11-02 11:59')).toEqual({
      counted: 0,
      left: 24 * HOUR,
      dueAt: null,
      state: 'paused',
      overdue: false,
      usedUpAt: null,
    });
  });

  test('without a budget only counts', () => {
    expect(read([['2026-11-02 12:00', 'running']], '2026-11-02 13:00', { budget: null })).toEqual({
      counted: HOUR,
      left: null,
      dueAt: null,
      state: 'running',
      overdue: false,
      usedUpAt: null,
    });
  });
});

describe('a pause', () => {
  test('from Friday 17:00 to Monday 10:00 moves a working due time by two hours, not 65', () => {
    const paused: [string, ClockSpan['is']][] = [
      ['2026-11-06 15:00', 'running'],
      ['2026-11-06 17:00', 'paused'],
      ['2026-11-09 10:00', 'running'],
    ];
    const rest = { kind: 'working', budget: 4 * HOUR } as const;
    expect(read(paused.slice(0, 1), '2026-11-06 16:00', rest).dueAt).toBe(moscow('2026-11-06 19:00'));
    // Two hours were left at 17:00; the desk opens on Monday at 10:00.
    expect(read(paused, '2026-11-09 10:00', rest).dueAt).toBe(moscow('2026-11-09 12:00'));
  });

  test('leaves no due time while it lasts with time left', () => {
    const paused: [string, ClockSpan['is']][] = [
      ['2026-11-02 12:00', 'running'],
      ['2026-11-02 13:00', 'paused'],
    ];
    expect(read(paused, '2026-11-05 12:00')).toMatchObject({ counted: HOUR, dueAt: null, state: 'paused' });
  });

  test('that begins when the budget is used up leaves that moment due', () => {
    const paused: [string, ClockSpan['is']][] = [
      ['2026-11-02 12:00', 'running'],
      ['2026-11-03 12:00', 'paused'],
      ['2026-11-04 12:00', 'running'],
    ];
    const dueAt = moscow('2026-11-03 12:00');
    expect(read(paused, '2026-11-03 18:00')).toMatchObject({
      dueAt,
      overdue: false,
      state: 'paused',
      left: 0,
    });
    expect(read(paused, '2026-11-04 13:00')).toMatchObject({ dueAt, overdue: true, left: -HOUR });
  });

  test('begun at closing leaves a budget that ended at closing due then, not at the pause', () => {
    const paused: [string, ClockSpan['is']][] = [
      ['2026-11-02 12:00', 'running'],
      ['2026-11-02 21:00', 'paused'],
    ];
    const rest = { kind: 'working', budget: 7 * HOUR } as const;
    expect(read(paused, '2026-11-02 22:00', rest).dueAt).toBe(moscow('2026-11-02 19:00'));
  });
});

describe('a stop', () => {
  const stopped: [string, ClockSpan['is']][] = [
    ['2026-11-02 12:00', 'running'],
    ['2026-11-02 14:00', 'stopped'],
    ['2026-11-02 15:00', 'running'],
  ];

  test('ends the clock for good', () => {
    expect(read(stopped, '2026-11-09 12:00')).toEqual({
      counted: 2 * HOUR,
      left: 22 * HOUR,
      dueAt: null,
      state: 'stopped',
      overdue: false,
      usedUpAt: null,
      stoppedAt: moscow('2026-11-02 14:00'),
    });
  });

  test('has not happened before it happens', () => {
    expect(read(stopped, '2026-11-02 13:00')).toMatchObject({
      state: 'running',
      dueAt: moscow('2026-11-03 12:00'),
    });
  });

  test('after the budget keeps the moment at which that was used up', () => {
    expect(read(stopped, '2026-11-09 12:00', { budget: HOUR })).toMatchObject({
      overdue: true,
      dueAt: moscow('2026-11-02 13:00'),
    });
  });
});

describe('of what begins in the same millisecond', () => {
  test('only the last happened, even instead of a stop', () => {
    const together: [string, ClockSpan['is']][] = [
      ['2026-11-02 12:00', 'stopped'],
      ['2026-11-02 12:00', 'paused'],
      ['2026-11-02 12:00', 'running'],
      ['2026-11-02 13:00', 'running'],
      ['2026-11-02 13:00', 'paused'],
    ];
    expect(read(together, '2026-11-02 14:00')).toMatchObject({ counted: HOUR, state: 'paused' });
  });

  test('a clock with nothing to count is due where it starts', () => {
    expect(read([['2026-11-02 12:00', 'paused']], '2026-11-02 14:00', { budget: 0 })).toMatchObject({
      dueAt: moscow('2026-11-02 12:00'),
      overdue: false,
    });
  });
});
