import { describe, expect, test } from 'vitest';
import { REGULATION } from '../../../../server/domain/regulation.ts';
import { compileRules } from '../../../../server/domain/rules.ts';
import type { ClockName } from '../../../../server/domain/sla/due-clock.ts';
import { ledgerOf } from '../../../../server/domain/sla/explain.ts';
import type { LedgerSpan } from '../../../../server/domain/sla/ledger.ts';
import { HOUR, MINUTE } from '../../../../shared/duration.ts';
import { aCycle, moscow } from './a-cycle.ts';
import type { Written } from './a-cycle.ts';

const RULES = compileRules(REGULATION);
const ledger = (written: Written, which: ClockName, asOf: string) =>
  ledgerOf(aCycle(written), which, RULES, moscow(asOf));

const wall = (at: number) => new Date(at + 3 * HOUR).toISOString().slice(5, 16).replace('T', ' ');
const why = ({ reason, rule }: LedgerSpan) =>
  reason ? ` ${reason.code}${'name' in reason ? `: ${reason.name.ru}` : ''}` : rule ? ` ${rule}` : '';
/** '11-06 12:00 – 11-07 12:00 counted 1440' and the reason; the number is what it adds, in minutes. */
const told = (spans: readonly LedgerSpan[]) =>
  spans.map((span) => `${wall(span.from)} – ${wall(span.to)} ${span.is} ${span.adds / MINUTE}${why(span)}`);

describe('exact lists', () => {
  test('a reaction over New Year: holidays, a transferred day, weekends, by name', () => {
    const { spans, dueAt, paragraph, unofficialYear } = ledger(
      { sent: '2026-12-30 18:30' },
      'reaction',
      '2026-12-30 18:40',
    );
    expect(told(spans)).toEqual([
      '12-30 18:30 – 12-30 18:40 counted 10',
      '12-30 18:40 – 12-30 19:00 to_count 20',
      '12-30 19:00 – 12-31 00:00 not_counted 0 outside_hours',
      '12-31 00:00 – 01-01 00:00 not_counted 0 transferred: выходной перенесён с 4 января',
      '01-01 00:00 – 01-07 00:00 not_counted 0 holiday: Новогодние каникулы',
      '01-07 00:00 – 01-08 00:00 not_counted 0 holiday: Рождество Христово',
      '01-08 00:00 – 01-09 00:00 not_counted 0 holiday: Новогодние каникулы',
      '01-09 00:00 – 01-11 00:00 not_counted 0 weekend',
      '01-11 00:00 – 01-11 10:00 not_counted 0 outside_hours',
      '01-11 10:00 – 01-11 10:30 to_count 30',
    ]);
    expect(dueAt).toBe(moscow('2027-01-11 10:30'));
    expect(paragraph).toBe('5');
    expect(unofficialYear).toBeNull();
  });

  test('a feature over a working Saturday', () => {
    const written: Written = {
      kind: 'feature',
      sent: '2027-02-18 12:00',
      targets: { '2027-02-19 15:00': { estimateHours: 15 } },
    };
    expect(told(ledger(written, 'completion', '2027-02-20 11:00').spans)).toEqual([
      '02-19 15:00 – 02-19 19:00 counted 240',
      '02-19 19:00 – 02-20 10:00 not_counted 0 outside_hours',
      '02-20 10:00 – 02-20 11:00 counted 60',
      '02-20 11:00 – 02-20 19:00 to_count 480',
      '02-20 19:00 – 02-21 00:00 not_counted 0 outside_hours',
      '02-21 00:00 – 02-22 00:00 not_counted 0 weekend',
      '02-22 00:00 – 02-23 00:00 not_counted 0 transferred: выходной перенесён с 20 февраля',
      '02-23 00:00 – 02-24 00:00 not_counted 0 holiday: День защитника Отечества',
      '02-24 00:00 – 02-24 10:00 not_counted 0 outside_hours',
      '02-24 10:00 – 02-24 12:00 to_count 120',
    ]);
  });

  test('a pause overnight on a working clock is one span, whatever the hours', () => {
    const written: Written = {
      kind: 'feature',
      sent: '2026-11-09 11:00',
      targets: { '2026-11-09 12:00': { estimateHours: 9 } },
      then: { '2026-11-09 17:00': 'info_required', '2026-11-10 11:30': 'in_progress' },
    };
    const { spans, dueAt } = ledger(written, 'completion', '2026-11-10 12:00');
    expect(told(spans)).toEqual([
      '11-09 12:00 – 11-09 17:00 counted 300',
      '11-09 17:00 – 11-10 11:30 not_counted 0 awaiting_info',
      '11-10 11:30 – 11-10 12:00 counted 30',
      '11-10 12:00 – 11-10 15:30 to_count 210',
    ]);
    expect(dueAt).toBe(moscow('2026-11-10 15:30'));
  });

  test('a consultation of Friday noon: R2 gives the weekend a line of its own', () => {
    expect(told(ledger({ sent: '2026-11-06 12:00' }, 'completion', '2026-11-06 12:00').spans)).toEqual([
      '11-06 12:00 – 11-07 12:00 to_count 1440',
      '11-07 12:00 – 11-09 12:00 moved 2880 next_working_day',
    ]);
  });

  test('a consultation of Sunday at 9:00: both clocks end on Monday at 11:00', () => {
    const sunday = { sent: '2026-11-08 09:00' };
    expect(told(ledger(sunday, 'reaction', '2026-11-08 09:00').spans)).toEqual([
      '11-08 09:00 – 11-09 00:00 not_counted 0 weekend',
      '11-09 00:00 – 11-09 10:00 not_counted 0 outside_hours',
      '11-09 10:00 – 11-09 11:00 to_count 60',
    ]);
    expect(told(ledger(sunday, 'completion', '2026-11-08 09:00').spans)).toEqual([
      '11-08 09:00 – 11-09 09:00 to_count 1440',
      '11-09 09:00 – 11-09 11:00 moved 120 not_before_reaction',
    ]);
  });

  test('a consultation of Saturday night: both of R2’s lines, one after the other', () => {
    expect(told(ledger({ sent: '2026-11-07 03:00' }, 'completion', '2026-11-07 04:00').spans)).toEqual([
      '11-07 03:00 – 11-07 04:00 counted 60',
      '11-07 04:00 – 11-08 03:00 to_count 1380',
      '11-08 03:00 – 11-09 03:00 moved 1440 next_working_day',
      '11-09 03:00 – 11-09 11:00 moved 480 not_before_reaction',
    ]);
  });

  test('a reaction over 4 November that came in time keeps the rest in spare', () => {
    const written = { sent: '2026-11-03 18:40', reacted: '2026-11-05 10:12' };
    const { spans, endedAt, state, counted, left } = ledger(written, 'reaction', '2026-11-06 14:20');
    expect(told(spans)).toEqual([
      '11-03 18:40 – 11-03 19:00 counted 20',
      '11-03 19:00 – 11-04 00:00 not_counted 0 outside_hours',
      '11-04 00:00 – 11-05 00:00 not_counted 0 holiday: День народного единства',
      '11-05 00:00 – 11-05 10:00 not_counted 0 outside_hours',
      '11-05 10:00 – 11-05 10:12 counted 12',
      '11-05 10:12 – 11-05 10:40 spare 28',
    ]);
    expect({ endedAt, state, counted, left }).toEqual({
      endedAt: moscow('2026-11-05 10:12'),
      state: 'met',
      counted: 32 * MINUTE,
      left: 28 * MINUTE,
    });
  });

  test('a revised estimate: the old hours are gone, the counted ones stay', () => {
    const written: Written = {
      kind: 'feature',
      sent: '2026-11-09 09:00',
      targets: { '2026-11-09 10:00': { estimateHours: 4 }, '2026-11-09 13:00': { estimateHours: 12 } },
    };
    const { spans, allowance } = ledger(written, 'completion', '2026-11-09 13:00');
    expect(told(spans)).toEqual([
      '11-09 10:00 – 11-09 13:00 counted 180',
      '11-09 13:00 – 11-09 19:00 to_count 360',
      '11-09 19:00 – 11-10 10:00 not_counted 0 outside_hours',
      '11-10 10:00 – 11-10 13:00 to_count 180',
    ]);
    expect(allowance).toBe(12 * HOUR);
  });

  test('a promised date: from the promise to the date, nothing parts it', () => {
    const written: Written = {
      kind: 'feature',
      sent: '2026-11-05 12:00',
      targets: { '2026-11-06 12:00': { promised: '2026-11-13 12:00' } },
      then: { '2026-11-07 12:00': 'info_required' },
    };
    const { spans, unit, allowance } = ledger(written, 'completion', '2026-11-08 12:00');
    expect(told(spans)).toEqual([
      '11-06 12:00 – 11-08 12:00 counted 2880',
      '11-08 12:00 – 11-13 12:00 to_count 7200',
    ]);
    expect({ unit, allowance }).toEqual({ unit: 'promised', allowance: null });
  });

  test('late: what came after the due time is over, and the night is still not counted', () => {
    const written: Written = {
      kind: 'feature',
      sent: '2026-11-09 09:00',
      targets: { '2026-11-09 10:00': { estimateHours: 7 } },
    };
    const { spans, left, state } = ledger(written, 'completion', '2026-11-10 10:30');
    expect(told(spans)).toEqual([
      '11-09 10:00 – 11-09 17:00 counted 420',
      '11-09 17:00 – 11-09 19:00 over 120',
      '11-09 19:00 – 11-10 10:00 not_counted 0 outside_hours',
      '11-10 10:00 – 11-10 10:30 over 30',
    ]);
    expect({ left, state }).toEqual({ left: -150 * MINUTE, state: 'overdue' });
  });

  test('missed across R2: what was given stands between', () => {
    const written = { sent: '2026-11-06 12:00', reacted: '2026-11-06 12:05', closed: '2026-11-09 12:18' };
    expect(told(ledger(written, 'completion', '2026-11-20 12:00').spans)).toEqual([
      '11-06 12:00 – 11-07 12:00 counted 1440',
      '11-07 12:00 – 11-09 12:00 moved 2880 next_working_day',
      '11-09 12:00 – 11-09 12:18 over 18',
    ]);
  });

  test('every pause has its reason, and where it stands now there is no due time', () => {
    const written: Written = {
      kind: 'bug',
      criticality: 'high',
      sent: '2026-11-02 10:00',
      then: {
        '2026-11-02 11:00': 'in_progress',
        '2026-11-02 12:00': 'info_required',
        '2026-11-02 13:00': 'analysis',
        '2026-11-02 15:00': 'payment',
        '2026-11-03 10:00': 'in_progress',
        '2026-11-03 11:00': 'verification',
      },
    };
    const { spans, dueAt, left, counted } = ledger(written, 'completion', '2026-11-03 14:00');
    expect(told(spans)).toEqual([
      '11-02 10:00 – 11-02 12:00 counted 120',
      '11-02 12:00 – 11-02 13:00 not_counted 0 awaiting_info',
      '11-02 13:00 – 11-02 15:00 counted 120',
      '11-02 15:00 – 11-03 10:00 not_counted 0 awaiting_payment',
      '11-03 10:00 – 11-03 11:00 counted 60',
      '11-03 11:00 – 11-03 14:00 not_counted 0 awaiting_check',
    ]);
    expect({ dueAt, left, counted }).toEqual({ dueAt: null, left: 163 * HOUR, counted: 5 * HOUR });
  });

  test('a pause inside what R2 gave parts it', () => {
    const written: Written = {
      sent: '2026-11-06 12:00',
      then: { '2026-11-08 12:00': 'info_required', '2026-11-10 10:00': 'in_progress' },
    };
    expect(told(ledger(written, 'completion', '2026-11-10 10:00').spans)).toEqual([
      '11-06 12:00 – 11-07 12:00 counted 1440',
      '11-07 12:00 – 11-08 12:00 moved 1440 next_working_day',
      '11-08 12:00 – 11-10 10:00 not_counted 0 awaiting_info',
      '11-10 10:00 – 11-11 10:00 moved 1440 next_working_day',
    ]);
  });

  test('without a target there is nothing to list', () => {
    const { spans, unit, dueAt } = ledger(
      { kind: 'feature', sent: '2026-11-06 12:00' },
      'completion',
      '2026-11-09 12:00',
    );
    expect({ spans, unit, dueAt }).toEqual({ spans: [], unit: 'none', dueAt: null });
  });

  test('withdrawn before anybody reacted: the rest of the hour is spare', () => {
    const written = {
      sent: '2026-11-10 12:00',
      closed: '2026-11-10 12:20',
      resolution: 'withdrawn',
    } as const;
    const { spans, state, endedAt } = ledger(written, 'reaction', '2026-11-12 12:00');
    expect(told(spans)).toEqual([
      '11-10 12:00 – 11-10 12:20 counted 20',
      '11-10 12:20 – 11-10 13:00 spare 40',
    ]);
    expect({ state, endedAt }).toEqual({ state: 'dropped', endedAt: null });
  });

  test('a reopened ticket explains its new cycle from its own start', () => {
    const first = aCycle({ sent: '2026-11-02 12:00', closed: '2026-11-02 15:00' });
    const second = { ...aCycle({ sent: '2026-11-10 12:00' }), number: 2 };
    const at = moscow('2026-11-10 14:00');
    expect(told(ledgerOf(first, 'completion', RULES, at).spans)).toEqual([
      '11-02 12:00 – 11-02 15:00 counted 180',
      '11-02 15:00 – 11-03 12:00 spare 1260',
    ]);
    expect(told(ledgerOf(second, 'completion', RULES, at).spans)).toEqual([
      '11-10 12:00 – 11-10 14:00 counted 120',
      '11-10 14:00 – 11-11 12:00 to_count 1320',
    ]);
  });
});

test('a due time in a year without a published calendar says so', () => {
  const last = Math.max(...RULES.workingTime.spec.officialYears);
  const sent = `${last}-12-30 12:00`;
  expect(ledger({ kind: 'bug', sent }, 'completion', sent).unofficialYear).toBe(last + 1);
  expect(ledger({ kind: 'bug', sent: `${last}-06-01 12:00` }, 'completion', sent).unofficialYear).toBeNull();
});
