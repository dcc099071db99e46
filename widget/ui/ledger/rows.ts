/**
 * A ledger's picture before it is drawn: a row is a day, its strip the hours, all as fractions of the strip's width.
 * Working clocks have an axis of opening hours, the others of the whole day: the two are never on one picture.
 */
import { DAY, MINUTE } from '../../../shared/duration.ts';
import type { Ledger, LedgerSpan, NotCountedReason } from '../../../server/domain/sla/ledger.ts';
import type { LedgerWords } from '../../wording/ledger.ts';
import { dayOf, instantOf, timeOf, wallOf } from '../../wording/local.ts';
import { foldEqual, joinDaysOff, weeksOf } from './fold.ts';
import { placed } from './labels.ts';
import type { Room, Wish } from './labels.ts';

/** Hours of a usual day, in minutes from midnight, and the zone in which days begin. */
export type DeskHours = { timeZone: string; dayFrom: number; dayTo: number };

type DrawnDesk = DeskHours & { room: Room };

/** `off`: a whole day on which nothing counts. */
export type Bar = { from: number; to: number; is: LedgerSpan['is'] | 'off'; reason?: NotCountedReason };
export type Line = { at: number; is: 'now' | 'due' };
/** `ground`: what it stands on. */
export type Label = {
  at: number;
  end: boolean;
  text: string;
  strong: boolean;
  ground: 'free' | 'solid' | 'mixed';
};

export type Row = {
  /** Days since 1970. */
  first: number;
  last: number;
  is: 'day' | 'days' | 'off' | 'week';
  today: boolean;
  bars: Bar[];
  lines: Line[];
  labels: Label[];
  /** What it adds to the sum, to the minute; the minutes of all rows sum exactly. */
  adds: number;
  over: number;
};

export type Picture = {
  ticks: { at: number; text: string }[];
  rows: Row[];
};

const MOST_ROWS = 14;

export type Day = Row & { calendar: NotCountedReason | null };

export function pictureOf(ledger: Ledger, desk: DrawnDesk, words: LedgerWords): Picture {
  if (ledger.startedAt === null || ledger.spans.length === 0) return { ticks: [], rows: [] };
  const axis = axisOf(ledger, desk);
  const days = daysOf(ledger, desk, axis, words);
  const rows = foldEqual(joinDaysOff(days, words, desk.room), words, desk.room);
  if (rows.length <= MOST_ROWS) return { ticks: axis.ticks, rows };
  return {
    ticks: [0, 1, 2, 3, 4, 5, 6].map((i) => ({ at: (i + 0.5) / 7, text: words.weekdays[i] ?? '' })),
    rows: foldEqual(weeksOf(days, desk.room), words, desk.room),
  };
}

/** A local day and where its instants stand on the axis. */
type Frame = { from: number; to: number; pos(at: number): number };

type Axis = { ticks: Picture['ticks']; at(minuteOfDay: number): number };

function axisOf({ unit, spans }: Ledger, { timeZone, dayFrom, dayTo }: DeskHours): Axis {
  if (unit !== 'working') {
    const ticks = [0, 6, 12, 18, 24].map((hour) => ({ at: hour / 24, text: `${hour}` }));
    return { ticks, at: (minute) => minute / 1440 };
  }
  let from = dayFrom;
  let to = dayTo;
  // Other hours than a usual day's stretch the axis.
  for (const { is, from: a, to: b } of spans) {
    if (is === 'not_counted' || is === 'moved') continue;
    const begin = minuteIn(a, dayOf(a, timeZone), timeZone);
    from = Math.min(from, begin);
    to = Math.max(to, Math.min(1440, begin + (b - a) / MINUTE));
  }
  const text = (minute: number) => `${Math.floor(minute / 60)}:${`0${Math.floor(minute % 60)}`.slice(-2)}`;
  const at = (minute: number) => Math.max(0, Math.min(1, 0.02 + (0.96 * (minute - from)) / (to - from)));
  return { ticks: [from, to].map((minute) => ({ at: at(minute), text: text(minute) })), at };
}

const minuteIn = (at: number, day: number, zone: string) => (wallOf(at, zone) - day * DAY) / MINUTE;

function daysOf(ledger: Ledger, desk: DrawnDesk, axis: Axis, words: LedgerWords): Day[] {
  const { spans, startedAt, dueAt, asOf } = ledger;
  const zone = desk.timeZone;
  const first = dayOf(spans[0]?.from ?? 0, zone);
  const end = spans.at(-1)?.to ?? 0;
  const last = dayOf(end - 1, zone);
  const open = isOpen(ledger);
  const days: Day[] = [];
  let exact = 0;
  let told = 0;
  for (let day = first, from = instantOf(day * DAY, zone); day <= last; day++) {
    const to = instantOf((day + 1) * DAY, zone);
    const pos = (at: number) => axis.at(at <= from ? 0 : at >= to ? 1440 : minuteIn(at, day, zone));
    const here = spans.filter((span) => span.from < to && span.to > from);
    const bars: Bar[] = [];
    let over = 0;
    for (const { is, reason, ...span } of here) {
      const length = Math.min(span.to, to) - Math.max(span.from, from);
      if (is === 'over') over += length;
      else if (is !== 'not_counted' && is !== 'moved') exact += length;
      if (is === 'not_counted' && !isPause(reason)) continue;
      bars.push({ from: pos(span.from), to: pos(span.to), is, ...(reason && { reason }) });
    }
    const adds = Math.floor(exact / MINUTE) * MINUTE - told;
    told += adds;
    const within = (at: number | null): at is number => at !== null && from < at && at <= to;
    const calendar = here.every(
      (span) => span.is === 'not_counted' && !isPause(span.reason) && span.reason?.code !== 'outside_hours',
    )
      ? (here[0]?.reason ?? null)
      : null;
    const row: Day = {
      first: day,
      last: day,
      is: 'day',
      today: false,
      bars,
      lines: [],
      labels: [],
      adds,
      over,
      calendar,
    };
    if (open && asOf >= from && asOf < to) {
      row.today = true;
      if (asOf > (startedAt ?? asOf)) row.lines.push({ at: pos(asOf), is: 'now' });
    }
    if (within(dueAt)) row.lines.push({ at: pos(dueAt), is: 'due' });
    row.labels = placed(wishesOf(ledger, row, { from, to, pos }, zone, words), {
      bars,
      lines: row.lines,
      ...desk.room,
    });
    days.push(row);
    from = to;
  }
  return days;
}

/** It still runs, or may. */
export const isOpen = ({ state }: Ledger): boolean =>
  state === 'running' || state === 'paused' || state === 'overdue';

export const isPause = (reason: NotCountedReason | undefined): boolean =>
  reason?.code.startsWith('awaiting') ?? false;

/** What a day would like to say, the weightiest first. */
function wishesOf(
  ledger: Ledger,
  row: Row,
  { from, to, pos }: Frame,
  zone: string,
  words: LedgerWords,
): Wish[] {
  const { clock, startedAt, dueAt, endedAt, asOf, kind, unit } = ledger;
  const wishes: Wish[] = [];
  const within = (at: number | null): at is number => at !== null && from < at && at <= to;
  const ended = within(endedAt) && !isOpen(ledger) ? timeOf(endedAt, zone) : null;
  if (within(dueAt)) {
    const due = timeOf(dueAt, zone);
    const texts = isOpen(ledger)
      ? [words.dueLabel(due)]
      : [...(ended ? [words.wasDueLabel(clock, due, ended)] : []), words.wasDueLabel(clock, due, null)];
    const lateUntil = row.bars.findLast(({ is }) => is === 'over')?.to;
    wishes.push({ at: pos(dueAt), texts, strong: true, ...(lateUntil && { orAt: lateUntil }) });
  } else if (within(endedAt) && ended) {
    wishes.push({ at: pos(endedAt), texts: [words.endedLabel(clock, ended)], strong: true });
  }
  if (row.lines.some(({ is }) => is === 'now')) wishes.push({ at: pos(asOf), texts: [words.now] });
  // A feature's clock starts with its estimate, a promised date with the promise.
  if (
    within(startedAt && startedAt + 1) &&
    unit !== 'promised' &&
    (kind !== 'feature' || clock === 'reaction')
  ) {
    wishes.push({ at: pos(startedAt ?? from), texts: [words.sentLabel(timeOf(startedAt ?? from, zone))] });
  }
  for (const { reason, from: at, to: end } of row.bars) {
    const text = reason && words.pause[reason.code];
    if (text) wishes.push({ at, texts: [text], within: end - at });
  }
  const moved = row.bars.find(({ is }) => is === 'moved');
  const begins = ledger.spans.find(({ is }) => is === 'moved');
  if (moved && begins && begins.from >= from) {
    wishes.push({ at: moved.from, texts: [words.movedLabel], within: moved.to - moved.from });
  }
  return wishes;
}
