/** Several clocks of one ticket over one row of days, as fractions of the row. */
import { DAY } from '../../../shared/duration.ts';
import type { Ledger } from '../../../server/domain/sla/ledger.ts';
import { dayOf, wallOf, weekdayOf } from '../../wording/local.ts';
import { entriesOf } from './entries.ts';
import type { Entry } from './entries.ts';
import { isOpen, isPause } from './rows.ts';

/** `entry` is what the list would say of it; its bars are the stretches it counts. */
export type LaneSpan = { entry: Entry; bars: { from: number; to: number }[] };
export type Lane = { ledger: Ledger; spans: LaneSpan[]; due: number | null };
export type Column = {
  day: number;
  from: number;
  to: number;
  off: boolean;
  today: boolean;
  labelled: boolean;
};
export type Lanes = {
  columns: Column[];
  lanes: Lane[];
  /** Null once every clock has ended. */ now: number | null;
};

const MOST_DAYS = 12;
const MOST_WEEKS = 10;

export function lanesOf(ledgers: readonly Ledger[], zone: string): Lanes | null {
  const spans = ledgers.flatMap(({ spans }) => spans);
  const [any] = ledgers;
  if (!any || spans.length === 0) return null;
  const open = ledgers.some(isOpen);
  const first = dayOf(Math.min(...spans.map(({ from }) => from)), zone);
  const last = dayOf(Math.max(...(open ? [any.asOf + 1] : []), ...spans.map(({ to }) => to)) - 1, zone);
  const count = last - first + 1;
  const pos = (at: number) => Math.max(0, Math.min(1, (wallOf(at, zone) / DAY - first) / count));
  const off = daysOff(ledgers, zone);
  const today = dayOf(any.asOf, zone);
  const weeks = Math.ceil(count / 7 / MOST_WEEKS);
  const columns = Array.from({ length: count }, (_, i) => ({
    day: first + i,
    from: i / count,
    to: (i + 1) / count,
    off: off(first + i),
    today: open && first + i === today,
    labelled: count <= MOST_DAYS || (weekdayOf(first + i) === 0 && Math.floor(i / 7) % weeks === 0),
  }));
  const lanes = ledgers.map((ledger) => ({
    ledger,
    due: ledger.dueAt === null ? null : pos(ledger.dueAt),
    spans: spansOf(ledger, pos, zone),
  }));
  return { columns, lanes, now: open ? pos(any.asOf) : null };
}

function spansOf(ledger: Ledger, pos: (at: number) => number, zone: string): LaneSpan[] {
  const { upToDue, late } = entriesOf(ledger, zone);
  return [...upToDue, ...late]
    .filter(({ is, reasons }) => is !== 'left' && (is !== 'not_counted' || reasons.some(isPause)))
    .map((entry) => ({
      entry,
      bars: ledger.spans
        .filter(({ is, from, to }) => is === entry.is && from >= entry.from && to <= entry.to)
        .map(({ from, to }) => ({ from: pos(from), to: pos(to) })),
    }));
}

/** As far as these clocks know: a weekend unless something counted on it by working hours, and every named day. */
function daysOff(ledgers: readonly Ledger[], zone: string): (day: number) => boolean {
  const named = new Set<number>();
  const worked = new Set<number>();
  for (const { spans, unit } of ledgers) {
    for (const { from, to, is, reason } of spans) {
      const days = () =>
        Array.from({ length: dayOf(to - 1, zone) - dayOf(from, zone) + 1 }, (_, i) => dayOf(from, zone) + i);
      if (reason && 'name' in reason) for (const day of days()) named.add(day);
      if (unit === 'working' && is !== 'not_counted' && is !== 'moved')
        for (const day of days()) worked.add(day);
    }
  }
  return (day) => named.has(day) || (weekdayOf(day) > 4 && !worked.has(day));
}
