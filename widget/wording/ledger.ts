/** What a ledger says in a language; `ledger.ru.ts` and `ledger.en.ts` each have one object of this shape. */
import type { ClockName } from '../../server/domain/sla/due-clock.ts';
import type { Ledger, NotCountedReason } from '../../server/domain/sla/ledger.ts';
import type { DeskHours } from '../ui/ledger/rows.ts';
import type { Entry } from '../ui/ledger/entries.ts';
import type { TimeWording } from './time.ts';

export type PauseCode = 'awaiting_info' | 'awaiting_payment' | 'awaiting_check';

export type LedgerWords = {
  time: TimeWording;
  clock: Record<ClockName, string>;
  /** The name of the lanes as a whole. */
  lanes: string;
  weekdays: readonly string[];
  now: string;
  /** «Решим в среду, 11 ноября, до 16:55» */
  heading(ledger: Ledger, desk: DeskHours): string;
  /** «7 суток подряд, с ночами и выходными. И ещё 22 ч 15 мин — столько мы ждали ваш ответ.» */
  why(ledger: Ledger, desk: DeskHours): string;
  /** For who does not see the picture. */
  picture(from: string, to: string): string;
  /** Inside it: «до 16:55», «срок 10:40, ответили в 10:12», «18:40, написали» */
  dueLabel(due: string): string;
  wasDueLabel(clock: ClockName, due: string, ended: string | null): string;
  endedLabel(clock: ClockName, ended: string): string;
  sentLabel(sent: string): string;
  pause: Record<string, string | undefined> & Record<PauseCode, string>;
  movedLabel: string;
  dayOff(reason: NotCountedReason): string;
  each(length: number): string;
  /** «5 ч 20», «24 ч», «20 мин» */
  cell(length: number): string;
  /** A row of the list, and the time it spans. */
  entry(entry: Entry, ledger: Ledger, zone: string): string;
  range(entry: Entry, ledger: Ledger, zone: string): string;
  /** Read aloud before what is struck through. */
  notCounted: string;
  total(ledger: Ledger): string;
  /** «Ошибка, обычная, § 5 регламента 2.0» */
  under(ledger: Ledger): string;
  unofficial(year: number): string;
};

/** How long each reason held the clock. */
export const pausesOf = ({ spans }: Ledger): [PauseCode, number][] => {
  const sums = new Map<PauseCode, number>();
  for (const { reason, from, to } of spans) {
    if (
      reason?.code === 'awaiting_info' ||
      reason?.code === 'awaiting_payment' ||
      reason?.code === 'awaiting_check'
    ) {
      sums.set(reason.code, (sums.get(reason.code) ?? 0) + to - from);
    }
  }
  return [...sums];
};

/** «3 ноября, 18:40 — 5 ноября, 11:05», the day once where it is one. Exact: with seconds where there are any. */
export const rangeIn = (
  { time, now }: Pick<LedgerWords, 'time' | 'now'>,
  { from, to, is }: Entry,
  { asOf, state }: Ledger,
  zone: string,
): string => {
  const open = state === 'running' || state === 'paused' || state === 'overdue';
  const say = (at: number, day = true) =>
    at === asOf && open ? now : `${day ? `${time.day(at, asOf, zone)}, ` : ''}${time.exactTime(at, zone)}`;
  const first = say(from);
  const sameDay = !(open && from === asOf) && time.day(from, asOf, zone) === time.day(to, asOf, zone);
  return is === 'left' ? '' : `${first} — ${say(to, !sameDay)}`;
};
