/** A ledger's list before it is written: what counted and what did not, in rows that sum to the line below. */
import type { Ledger, LedgerSpan, NotCountedReason } from '../../../server/domain/sla/ledger.ts';
import { dayOf } from '../../wording/local.ts';
import { isPause } from './rows.ts';

export type Entry = {
  is: LedgerSpan['is'] | 'left';
  from: number;
  to: number;
  /** To the second; those that count sum exactly to the allowance. */
  length: number;
  /** Why it does not count. */
  reasons: readonly NotCountedReason[];
  rule?: LedgerSpan['rule'];
  /** Folded: so many stretches that count, and what lies between them. */
  stretches: number;
  between: boolean;
  /** Where it stops: the desk closes, or what it waits for has come. */
  ends: 'closing' | 'ended' | null;
};

const FOLD_FROM = 4;

export type Entries = { upToDue: Entry[]; late: Entry[] };

export function entriesOf(ledger: Ledger, zone: string): Entries {
  const { spans, endedAt, dueAt, left, state } = ledger;
  const joined: Entry[] = [];
  let exact = 0;
  let told = 0;
  for (const [i, span] of spans.entries()) {
    const { is, from, to, reason, rule } = span;
    const last = joined.at(-1);
    if (
      last?.is === 'not_counted' &&
      is === 'not_counted' &&
      !last.reasons.some(isPause) &&
      !isPause(reason)
    ) {
      last.to = to;
      last.length += to - from;
      if (reason) last.reasons = [...last.reasons, reason];
      continue;
    }
    const counts = is !== 'not_counted' && is !== 'moved';
    if (counts) exact += to - from;
    const length = counts ? Math.floor(exact / 1000) * 1000 - told : to - from;
    if (counts) told += length;
    const next = spans[i + 1];
    const closes = counts && next?.is === 'not_counted' && !isPause(next.reason);
    joined.push({
      is,
      from,
      to,
      length,
      reasons: reason ? [reason] : [],
      ...(rule && { rule }),
      stretches: 1,
      between: false,
      ends: is !== 'spare' && counts && to === endedAt ? 'ended' : closes ? 'closing' : null,
    });
  }
  const all = folded(joined, zone);
  if (dueAt === null && left !== null && left > 0 && state === 'paused') {
    all.push({
      is: 'left',
      from: 0,
      to: 0,
      length: left,
      reasons: joined.at(-1)?.reasons ?? [],
      stretches: 1,
      between: false,
      ends: null,
    });
  }
  const due = dueAt ?? Infinity;
  const isLate = (entry: Entry) => entry.from >= due;
  return { upToDue: all.filter((entry) => !isLate(entry)), late: all.filter(isLate) };
}

/** Day after day of the same: what counts in one row, the nights and days off between them in another. */
function folded(entries: readonly Entry[], zone: string): Entry[] {
  const list: Entry[] = [];
  for (let i = 0; i < entries.length;) {
    const first = entries[i];
    if (!first) break;
    let end = i + 1;
    while (isNight(entries[end]) && entries[end + 1]?.is === first.is) end += 2;
    const counting = entries.slice(i, end).filter(({ is }) => is === first.is);
    if (first.is === 'not_counted' || counting.length < FOLD_FROM) {
      list.push(first);
      i++;
      continue;
    }
    const closed = entries.slice(i, end).filter(isNight);
    const to = entries[end - 1]?.to ?? first.to;
    list.push(
      {
        ...first,
        to,
        length: total(counting),
        stretches: dayOf(to - 1, zone) - dayOf(first.from, zone) ? counting.length : 1,
        ends: entries[end - 1]?.ends ?? null,
      },
      {
        ...first,
        ...closed[0],
        to: closed.at(-1)?.to ?? to,
        is: 'not_counted',
        length: total(closed),
        reasons: closed.flatMap(({ reasons }) => reasons),
        between: true,
        ends: null,
      },
    );
    i = end;
  }
  return list;
}

const isNight = (entry: Entry | undefined): boolean =>
  entry?.is === 'not_counted' && !entry.reasons.some(isPause);

const total = (entries: readonly Entry[]) => entries.reduce((sum, { length }) => sum + length, 0);
