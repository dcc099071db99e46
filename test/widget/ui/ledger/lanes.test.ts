import { expect, test } from 'vitest';
import { lanesOf } from '../../../../widget/ui/ledger/lanes.ts';
import { DESK, FAULT, estimated, ledger } from './sample-ledgers.ts';

const lanes = (written: Parameters<typeof ledger>[0], asOf: string) =>
  lanesOf([ledger(written, 'reaction', asOf), ledger(written, 'completion', asOf)], DESK.timeZone)!;
const percent = (at: number | null) => at !== null && Math.round(at * 1000) / 10;

test('both clocks stand over the same days, with the holiday and the weekend shaded', () => {
  const { columns, now, lanes: drawn } = lanes(FAULT, '2026-11-06 14:20');
  expect(columns.map(({ off }) => off)).toEqual([false, true, false, false, true, true, false, false, false]);
  expect(columns.findIndex(({ today }) => today)).toBe(3);
  expect(percent(now)).toBe(40);
  expect(drawn.map(({ due }) => percent(due))).toEqual([27.2, 96.7]);
});

test('a lane shows what counts and what waits, and no nights', () => {
  const [reaction, completion] = lanes(FAULT, '2026-11-06 14:20').lanes;
  expect(reaction!.spans.map(({ entry }) => entry.is)).toEqual(['counted', 'counted', 'spare']);
  expect(completion!.spans.map(({ entry }) => entry.is)).toEqual([
    'counted',
    'not_counted',
    'counted',
    'to_count',
  ]);
});

test('days of the same are one span to ask about, drawn as the days they are', () => {
  const [, completion] = lanes(estimated(60), '2026-11-09 12:00').lanes;
  expect(completion!.spans.map(({ bars }) => bars.length)).toEqual([7]);
});

test('a working Saturday is not shaded', () => {
  const { columns } = lanes(
    { kind: 'feature', sent: '2027-02-18 12:00', targets: { '2027-02-19 15:00': { estimateHours: 15 } } },
    '2027-02-20 11:00',
  );
  expect(columns.map(({ off }) => off)).toEqual([false, false, false, true, true, true, false]);
});

test('of a ticket that has ended they end with it, however long ago that was', () => {
  const { columns, now } = lanes({ ...FAULT, closed: '2026-11-10 16:00' }, '2027-03-01 12:00');
  expect(columns).toHaveLength(9);
  expect(columns.some(({ today }) => today)).toBe(false);
  expect(now).toBeNull();
});

test('without any span there are no lanes', () => {
  expect(lanesOf([], DESK.timeZone)).toBeNull();
});
