import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REGULATION } from '../../../../server/domain/regulation.ts';
import { compileRules } from '../../../../server/domain/rules.ts';
import { ledgerOf } from '../../../../server/domain/sla/explain.ts';
import type { Ledger } from '../../../../server/domain/sla/ledger.ts';
import { HOUR, MINUTE } from '../../../../shared/duration.ts';
import { pictureOf } from '../../../../widget/ui/ledger/rows.ts';
import type { Row } from '../../../../widget/ui/ledger/rows.ts';
import { ledgerRu } from '../../../../widget/wording/ledger.ru.ts';
import { randomCycle } from '../../../server/domain/sla/random-cycle.ts';
import { DESK, FAULT, estimated, ledger, plain } from './sample-ledgers.ts';

const STRIP = { ...DESK, room: { px: 200, widthOf: (text: string) => text.length * 6.2 } };
const drawn = (of: Ledger) => pictureOf(of, STRIP, ledgerRu);
const date = (day: number) => new Date(day * 24 * HOUR).toISOString().slice(5, 10);
/** '11-05 day: counted 0–46, not_counted 46–100 | now 60 | "ждали ваш ответ" = 665' */
const told = ({ first, last, is, bars, lines, labels, adds }: Row) => {
  const percent = (at: number) => Math.round(at * 100);
  const days = first === last ? date(first) : `${date(first)}…${date(last)}`;
  const drawn = bars.map((bar) => `${bar.is} ${percent(bar.from)}–${percent(bar.to)}`).join(', ');
  const marks = lines.map((line) => `${line.is} ${percent(line.at)}`).join(', ');
  const said = labels.map(({ text }) => `"${plain(text)}"`).join(', ');
  return `${days} ${is}: ${[drawn, marks, said].filter(Boolean).join(' | ')} = ${adds / MINUTE}`;
};

describe('words stay inside their strip, however narrow it is and wide the letters', () => {
  const widthOf = (text: string) => text.length * 6.2;
  const ledgers = {
    'a week’s fault': ledger(FAULT, 'completion', '2026-11-06 14:20'),
    'over the holidays': ledger({ sent: '2026-12-30 18:30' }, 'reaction', '2026-12-30 18:40'),
    'weeks of work': ledger(estimated(200), 'completion', '2026-11-18 12:00'),
  };
  test.each(Object.entries(ledgers))('%s', (_, of) => {
    for (const px of [0, 40, 80, 120, 160, 200, 400]) {
      for (const { labels } of pictureOf(of, { ...DESK, room: { px, widthOf } }, ledgerRu).rows) {
        for (const { text, at, end } of labels) {
          const share = widthOf(text) / px;
          const [from, to] = end ? [at - share, at] : [at, at + share];
          expect([px, plain(text), from >= -0.02 && to <= 1.03]).toEqual([px, plain(text), true]);
        }
      }
    }
  });
  test('where a holiday has no room, a shorter reason of the same days stands there, or none', () => {
    const dayOff = (px: number) =>
      pictureOf(ledgers['over the holidays'], { ...DESK, room: { px, widthOf } }, ledgerRu).rows.find(
        ({ is }) => is === 'off',
      )?.labels;
    expect(dayOff(400)?.map(({ text }) => plain(text))).toEqual(['Новогодние каникулы']);
    expect(dayOff(40)).toEqual([]);
  });
});

describe('a clock that runs round the clock', () => {
  test('has a row for each day, folds equal ones, and shows now and due', () => {
    const { rows, ticks } = drawn(ledger(FAULT, 'completion', '2026-11-06 14:20'));
    expect(ticks.map(({ text }) => text)).toEqual(['0', '6', '12', '18', '24']);
    expect(rows.map(told)).toEqual([
      '11-03 day: counted 78–100 | "18:40, написали" = 320',
      '11-04 day: counted 0–100 = 1440',
      '11-05 day: counted 0–46, not_counted 46–100 | "ждали ваш ответ" = 665',
      '11-06 day: not_counted 0–39, counted 39–60, to_count 60–100 | now 60 | "сейчас" = 880',
      '11-07…11-10 days: to_count 0–25, to_count 26–50, to_count 51–75, to_count 76–100 | "по 24 ч" = 5760',
      '11-11 day: to_count 0–70 | due 70 | "до 16:55" = 1015',
    ]);
    expect(rows.map(({ today }) => today)).toEqual([false, false, false, true, false, false]);
  });

  test('a long pause is one bar, not blocks', () => {
    const fault = {
      ...FAULT,
      then: { '2026-11-04 12:00': 'payment', '2026-11-10 12:00': 'in_progress' },
    } as const;
    expect(drawn(ledger(fault, 'completion', '2026-11-10 13:00')).rows.map(told)[2]).toBe(
      '11-05…11-09 days: not_counted 0–100 | "ждали оплату" = 0',
    );
  });

  test('what R2 gave adds nothing to the sum', () => {
    const { rows } = drawn(ledger({ sent: '2026-11-06 12:00' }, 'completion', '2026-11-06 12:00'));
    expect(rows.map(told)).toEqual([
      '11-06 day: to_count 50–100 | "12:00, написали" = 720',
      '11-07 day: to_count 0–50, moved 50–100 | "перенос срока" = 720',
      '11-08 day: moved 0–100 = 0',
      '11-09 day: moved 0–50 | due 50 | "до 12:00" = 0',
    ]);
  });

  test('late is drawn after the due line, and named there', () => {
    const late = { sent: '2026-11-10 12:00', reacted: '2026-11-10 12:10', closed: '2026-11-11 14:10' };
    const { rows } = drawn(ledger(late, 'completion', '2026-11-12 12:00'));
    expect(told(rows[1]!)).toBe('11-11 day: counted 0–50, over 50–59 | due 50 | "срок 12:00" = 720');
    expect(rows[1]!.over).toBe(130 * MINUTE);
  });
});

describe('a clock of working hours', () => {
  test('has the opening hours for its axis and hatches a day off, by name', () => {
    const { rows, ticks } = drawn(ledger(FAULT, 'reaction', '2026-11-06 14:20'));
    expect(ticks.map(({ text }) => text)).toEqual(['10:00', '19:00']);
    expect(rows.map(told)).toEqual([
      '11-03 day: counted 94–98 | "18:40, написали" = 20',
      '11-04 off: off 0–100 | "День народного единства" = 0',
      '11-05 day: counted 2–4, spare 4–9 | due 9 | "срок 10:40, ответили в 10:12" = 40',
    ]);
  });

  test('joins neighbouring days off under the name that fits most of them', () => {
    const { rows } = drawn(ledger({ sent: '2026-12-30 18:30' }, 'reaction', '2026-12-30 18:30'));
    expect(rows.map(told)).toEqual([
      '12-30 day: to_count 93–98 | "18:30, написали" = 30',
      '12-31…01-10 off: off 0–100 | "Новогодние каникулы" = 0',
      '01-11 day: to_count 2–7 | due 7 | "до 10:30" = 30',
    ]);
    const weekend = drawn(ledger({ sent: '2026-11-06 18:55' }, 'reaction', '2026-11-06 18:55'));
    expect(told(weekend.rows[1]!)).toBe('11-07…11-08 off: off 0–100 | "выходные" = 0');
  });

  test('three equal working days fold, two do not', () => {
    expect(drawn(ledger(estimated(32), 'completion', '2026-11-09 12:00')).rows.map(told)).toEqual([
      '11-09 day: to_count 23–98 = 420',
      '11-10 day: to_count 2–98 = 540',
      '11-11 day: to_count 2–98 = 540',
      '11-12 day: to_count 2–77 | due 77 | "до 17:00" = 420',
    ]);
    const folded = drawn(ledger(estimated(41), 'completion', '2026-11-09 12:00')).rows.map(told);
    expect(folded[1]).toBe(
      '11-10…11-12 days: to_count 0–33, to_count 34–67, to_count 67–100 | "по 9 ч" = 1620',
    );
  });

  test('more than fourteen rows become weeks, and equal weeks fold too', () => {
    const then = { '2026-11-11 15:00': 'payment', '2026-11-17 12:00': 'in_progress' } as const;
    const { rows, ticks } = drawn(ledger(estimated(400, { then }), 'completion', '2026-11-18 12:00'));
    expect(ticks).toHaveLength(7);
    expect(rows.length).toBeLessThanOrEqual(14);
    expect(rows.every(({ is }) => is === 'week')).toBe(true);
    expect(date(rows[1]!.first)).toBe('11-16');
    expect(rows.reduce((sum, { adds }) => sum + adds, 0)).toBe(400 * HOUR);
  });

  test('another closing time stretches the axis', () => {
    const desk = { ...STRIP, dayFrom: 660, dayTo: 1080 };
    const { ticks } = pictureOf(ledger(estimated(32), 'completion', '2026-11-09 12:00'), desk, ledgerRu);
    expect(ticks.map(({ text }) => text)).toEqual(['10:00', '19:00']);
  });
});

test('without a target there is no picture', () => {
  expect(
    drawn(ledger({ kind: 'feature', sent: '2026-11-05 12:00' }, 'completion', '2026-11-06 12:00')),
  ).toEqual({
    ticks: [],
    rows: [],
  });
});

test('the rows of any ledger follow each other, keep inside their strip and sum to what counts', () => {
  const rules = compileRules(REGULATION);
  fc.assert(
    fc.property(
      randomCycle,
      fc.constantFrom('reaction' as const, 'completion' as const),
      (history, which) => {
        const of = ledgerOf(history.cycle, which, rules, history.asOf);
        const { rows } = drawn(of);
        const counts = of.spans.filter(({ is }) => is === 'counted' || is === 'to_count' || is === 'spare');
        expect(rows.reduce((sum, { adds }) => sum + adds, 0)).toBe(
          counts.reduce((sum, { adds }) => sum + adds, 0),
        );
        rows.forEach((row, i) => {
          if (i > 0) expect(row.first).toBe(rows[i - 1]!.last + 1);
          for (const { from, to } of row.bars) expect(0 <= from && from <= to && to <= 1.0001).toBe(true);
          for (const { at } of row.lines) expect(0 <= at && at <= 1).toBe(true);
        });
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});
