/** Rows that say the same become one: neighbouring days off, equal whole days, and where there are too many, weeks. */
import type { LedgerWords } from '../../wording/ledger.ts';
import { weekdayOf } from '../../wording/local.ts';
import { named, placed, type Room, type Wish } from './labels.ts';
import type { Bar, Day, Row } from './rows.ts';

const FOLD_FROM = 3;

/** Neighbouring days off are one row, named by the holiday that has most of them, else as a weekend. */
export function joinDaysOff(days: readonly Day[], words: LedgerWords, room: Room): Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < days.length;) {
    let next = i;
    const names = new Map<string, number>();
    for (; days[next]?.calendar && days[next]?.lines.length === 0; next++) {
      const reason = days[next]?.calendar;
      const name = reason && words.dayOff(reason);
      if (name)
        names.set(
          name,
          (names.get(name) ?? 0) +
            (reason.code === 'weekend' ? 0.01 : reason.code === 'transferred' ? 0.5 : 1),
        );
    }
    const first = days[i];
    const last = days[next - 1];
    if (next === i || !first || !last) {
      if (first) rows.push(first);
      i++;
      continue;
    }
    const byWeight = [...names].sort((a, b) => b[1] - a[1]).map(([name]) => name);
    rows.push({
      ...first,
      last: last.last,
      is: 'off',
      today: days.slice(i, next).some(({ today }) => today),
      bars: [{ from: 0, to: 1, is: 'off' }],
      labels: named(byWeight, room, 'mixed'),
    });
    i = next;
  }
  return rows;
}

/** Three or more equal whole rows, one after the other, become one row of blocks. */
export function foldEqual(rows: readonly Row[], words: LedgerWords, room: Room): Row[] {
  const folded: Row[] = [];
  for (let i = 0; i < rows.length;) {
    const first = rows[i];
    if (!first) break;
    let next = i + 1;
    while (rows[next] && alike(first, rows[next])) next++;
    const run = rows.slice(i, next);
    const last = run.at(-1);
    if (run.length >= FOLD_FROM && last) {
      const block = first.bars[0];
      folded.push({
        ...first,
        is: 'days',
        last: last.last,
        adds: run.reduce((sum, { adds }) => sum + adds, 0),
        over: run.reduce((sum, { over }) => sum + over, 0),
        bars: block?.reason
          ? [block]
          : run.map((_, n) => ({
              is: block?.is ?? 'off',
              from: n / run.length + (n ? 0.006 : 0),
              to: (n + 1) / run.length,
            })),
        labels: named(
          [block?.reason ? (words.pause[block.reason.code] ?? '') : words.each(first.adds || first.over)],
          room,
          block?.is === 'counted' ? 'solid' : 'free',
        ),
      });
    } else folded.push(...run);
    i = next;
  }
  return folded;
}

/** Whole: one bar from end to end, and nothing else to see. */
function alike(a: Row, b: Row | undefined): boolean {
  const [bar] = a.bars;
  const [other] = b?.bars ?? [];
  const bare = (row: Row | undefined) =>
    row?.bars.length === 1 && row.lines.length === 0 && !row.today && row.is === a.is;
  return (
    a.is !== 'off' &&
    bare(a) &&
    bare(b) &&
    (bar?.from ?? 1) < 0.03 &&
    (bar?.to ?? 0) > 0.97 &&
    bar?.from === other?.from &&
    bar?.to === other?.to &&
    bar?.is === other?.is &&
    bar?.reason?.code === other?.reason?.code &&
    a.adds === b?.adds &&
    a.over === b.over
  );
}

/** A row is a week, a seventh of the strip a day. */
export function weeksOf(days: readonly Day[], room: Room): Row[] {
  const weeks: (Row & { wishes: Wish[] })[] = [];
  for (const day of days) {
    const weekday = weekdayOf(day.first);
    const into = (at: number) => (weekday + at) / 7;
    let week = weeks.at(-1);
    if (!week || (weekday === 0 && week.last < day.first)) {
      week = { ...day, is: 'week', bars: [], lines: [], wishes: [], adds: 0, over: 0, today: false };
      weeks.push(week);
    }
    const bars: Bar[] = day.calendar ? [{ from: 0, to: 1, is: 'off' }] : day.bars;
    for (const bar of bars) {
      const last = week.bars.at(-1);
      const from = into(bar.from);
      if (
        last &&
        last.is === bar.is &&
        last.reason?.code === bar.reason?.code &&
        Math.abs(last.to - from) < 0.002
      )
        last.to = into(bar.to);
      else week.bars.push({ ...bar, from, to: into(bar.to) });
    }
    week.lines.push(...day.lines.map((line) => ({ ...line, at: into(line.at) })));
    const weighty = day.labels.filter(({ strong }) => strong);
    week.wishes.push(...weighty.map(({ at, text }) => ({ at: into(at), texts: [text], strong: true })));
    week.last = day.last;
    week.today ||= day.today;
    week.adds += day.adds;
    week.over += day.over;
  }
  return weeks.map(({ wishes, ...week }) => ({ ...week, labels: placed(wishes, { ...week, ...room }) }));
}
