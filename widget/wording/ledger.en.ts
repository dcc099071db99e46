import { DAY, HOUR, MINUTE } from '../../shared/duration.ts';
import type { Ledger } from '../../server/domain/sla/ledger.ts';
import type { Entry } from '../ui/ledger/entries.ts';
import { pausesOf, rangeIn } from './ledger.ts';
import type { LedgerWords } from './ledger.ts';
import { dayOf } from './local.ts';
import { timeEn as time } from './time.en.ts';

const KIND = { consultation: 'Question', bug: 'Fault', feature: 'Improvement' };
const CRITICALITY = { critical: 'critical', high: 'high', normal: 'normal', low: 'low' };
const PAUSE = {
  awaiting_info: 'waited for your answer',
  awaiting_payment: 'waited for payment',
  awaiting_check: 'waited for your check',
};
const AFTER = {
  awaiting_info: 'after your answer',
  awaiting_payment: 'after the payment',
  awaiting_check: 'if it is not fixed',
};
const minutes = (ms: number) => time.lengthOf(Math.floor(ms / MINUTE) * MINUTE);
const clockTime = (minute: number) => `${Math.floor(minute / 60)}:${`0${minute % 60}`.slice(-2)}`;
const count = (n: number, one: string) => `${n}\u00a0${one}${n === 1 ? '' : 's'}`;
const did = { reaction: 'answered', completion: 'resolved' };

const allowanceOf = ({ clock, unit, allowance }: Ledger, from: number, to: number): string => {
  if (unit === 'promised') return 'We named this date ourselves, pauses do not move it.';
  if (allowance === null) return '';
  const open = `while support is open: ${clockTime(from)} to ${clockTime(to)}, except weekends and holidays.`;
  if (unit === 'working') {
    return clock === 'reaction'
      ? `We have ${count(allowance / MINUTE, 'minute')} to answer, ${open}`
      : `Estimated at ${count(allowance / HOUR, 'hour')} of work, ${open}`;
  }
  const days = allowance / DAY;
  const length = Number.isInteger(days) && days > 1 ? count(days, 'day') : count(allowance / HOUR, 'hour');
  return `${length} on end, nights and weekends included.`;
};

const stretchedBy = (ledger: Ledger): string[] => {
  if (ledger.unit === 'promised') return [];
  const pauses = pausesOf(ledger);
  const all = pauses.reduce((sum, [, length]) => sum + length, 0);
  const lines: string[] = [];
  if (ledger.unit === 'working' && pauses.length)
    lines.push(`While we ${pauses.map(([code]) => PAUSE[code]).join(' and ')}, no time counted.`);
  else if (pauses.length > 1)
    lines.push(
      `And another ${minutes(all)}: ${pauses.map(([code, length]) => `${minutes(length)} we ${PAUSE[code]}`).join(', ')}.`,
    );
  else for (const [code] of pauses) lines.push(`And another ${minutes(all)}: so long we ${PAUSE[code]}.`);
  const rules = new Set(ledger.spans.map(({ rule }) => rule));
  if (rules.has('next_working_day'))
    lines.push('It fell on a day off and moved to the same time of the next working day.');
  if (rules.has('not_before_reaction')) lines.push('A resolution is not due before the answer is.');
  return lines;
};

/** Of a reaction that has just begun: how it falls on the days. */
const splitOf = ({ clock, state, counted, spans, asOf }: Ledger, zone: string): string => {
  if (clock !== 'reaction' || state !== 'running' || counted >= MINUTE) return '';
  const [first, ...rest] = spans.filter(({ is, adds }) => is === 'to_count' && adds >= MINUTE);
  if (!first) return '';
  if (first.from > asOf + MINUTE)
    return `We are closed now and open ${time.opensAt(first.from, asOf, zone)}.`;
  const left = rest.reduce((sum, { adds }) => sum + adds, 0);
  return rest[0]
    ? `${Math.round(first.adds / MINUTE)} of them are left today, the other ${Math.round(left / MINUTE)} come ${time.opensAt(rest[0].from, asOf, zone)}, when we open.`
    : '';
};

const closedFor = ({ reasons, from, to }: Entry, zone: string): string => {
  const has = (...codes: string[]) => reasons.some(({ code }) => codes.includes(code));
  const names = [...new Set(reasons.flatMap((reason) => ('name' in reason ? reason.name.en : [])))];
  if (!names.length && !has('weekend') && dayOf(from, zone) === dayOf(to, zone))
    return `closed until ${time.time(to, zone)}`;
  const parts = [
    has('outside_hours') && 'the night',
    has('weekend') && 'the weekend',
    has('holiday') && (names.length > 1 ? 'holidays' : 'a holiday'),
  ].filter(Boolean);
  const last = parts.pop();
  const list = [parts.join(', '), last].filter(Boolean).join(' and ');
  return [list && `closed for ${list}`, ...names].filter(Boolean).join(', ');
};

export const ledgerEn: LedgerWords = {
  time,
  clock: { reaction: 'Answer', completion: 'Resolution' },
  lanes: 'Due times by day',
  weekdays: 'Mo Tu We Th Fr Sa Su'.split(' '),
  now: 'now',
  heading({ clock, state, unit, dueAt, endedAt, asOf }, { timeZone }) {
    const reaction = clock === 'reaction';
    if (state === 'no_target') return 'No due time yet';
    if (state === 'paused') return `The clock of the ${reaction ? 'answer' : 'resolution'} stands still`;
    const place = time.place(dueAt ?? asOf, timeZone);
    if (endedAt !== null)
      return `${reaction ? 'Answered' : 'Resolved'} ${time.happenedAt(endedAt, asOf, timeZone)}${place}`;
    if (dueAt === null || state === 'dropped' || state === 'missed') return 'Withdrawn before an answer';
    const due = time.dueBy(dueAt, asOf, timeZone) + place;
    if (state === 'overdue') return `We should have ${reaction ? 'answered' : 'resolved it'} ${due}`;
    return `${reaction ? 'We answer' : unit === 'promised' ? 'We deliver' : 'We resolve it'} ${due}`;
  },
  why(ledger, { timeZone, dayFrom, dayTo }) {
    const { state, dueAt, endedAt, asOf, left, spans } = ledger;
    if (state === 'no_target') return 'We name it once we have estimated the work.';
    if (ledger.unit === 'none') return 'There was none: the work was not estimated.';
    const lines = [allowanceOf(ledger, dayFrom, dayTo), splitOf(ledger, timeZone), ...stretchedBy(ledger)];
    const code = spans.at(-1)?.reason?.code;
    if (state === 'paused' && left !== null) {
      const after = code && code in AFTER ? AFTER[code as keyof typeof AFTER] : '';
      lines.push(`${minutes(left)} are left and go on ${after}.`);
    }
    const late =
      dueAt !== null && (state === 'overdue' || state === 'missed') ? (endedAt ?? asOf) - dueAt : 0;
    if (dueAt !== null && (endedAt !== null || state === 'missed')) {
      const sameDay = endedAt !== null && dayOf(endedAt, timeZone) === dayOf(dueAt, timeZone);
      const due = sameDay ? time.time(dueAt, timeZone) : time.dayAndTime(dueAt, asOf, timeZone);
      const outcome = endedAt !== null && state === 'missed' ? `, we were late ${time.lateBy(late)}` : '';
      lines.unshift(`It was due by ${due}${outcome}.`);
    } else if (state === 'overdue') lines.unshift(`We are late ${time.lateBy(late)}.`);
    return lines.filter(Boolean).join(' ');
  },
  picture: (from, to) => `Day by day from ${from} to ${to}. The same as a list below.`,
  dueLabel: (due) => `by ${due}`,
  wasDueLabel: (clock, due, ended) => `due ${due}${ended ? `, ${did[clock]} at ${ended}` : ''}`,
  endedLabel: (clock, ended) => `${did[clock]} at ${ended}`,
  sentLabel: (sent) => `${sent}, sent`,
  pause: PAUSE,
  movedLabel: 'moved on',
  dayOff: (reason) => (reason.code === 'weekend' ? 'weekend' : 'name' in reason ? reason.name.en : ''),
  each: (length) => `${minutes(length)} each`,
  cell(length) {
    const all = Math.round(length / MINUTE);
    const hours = Math.floor(all / 60);
    if (!hours) return `${all}\u00a0min`;
    return `${hours}\u00a0h${all % 60 ? `\u00a0${`0${all % 60}`.slice(-2)}` : ''}`;
  },
  entry(entry, { clock }, zone) {
    const { is, stretches, ends, rule, reasons, between } = entry;
    const days = stretches > 1 ? `, ${count(stretches, 'working day')}` : '';
    if (is === 'counted')
      return `Counted${days}${ends === 'ended' ? `, ${did[clock]}` : ends && !days ? ' until closing' : ''}`;
    if (is === 'spare') return `To spare${days}`;
    if (is === 'over') return `Late${days}`;
    if (is === 'left' || is === 'to_count') return `Left${days}`;
    if (is === 'moved')
      return rule === 'next_working_day'
        ? 'Not counted: a day off, moved to the next working day'
        : 'Not counted: not due before the answer is';
    const code = reasons[0]?.code;
    return `Not counted${between ? ' in between' : ''}: ${code && code in PAUSE ? PAUSE[code as keyof typeof PAUSE] : closedFor(entry, zone)}`;
  },
  range(entry, ledger, zone) {
    const code = entry.reasons[0]?.code;
    if (entry.is === 'left') return code && code in AFTER ? AFTER[code as keyof typeof AFTER] : '';
    return rangeIn(ledgerEn, entry, ledger, zone);
  },
  notCounted: 'not counted',
  total: ({ clock, unit }) =>
    unit === 'promised'
      ? 'The promised time'
      : clock === 'reaction'
        ? 'In all for the answer'
        : 'In all for the resolution',
  under: ({ clock, kind, criticality, paragraph, regulationVersion }) =>
    `${clock === 'reaction' ? 'Any ticket' : KIND[kind]}${clock === 'completion' && kind === 'bug' && criticality ? `, ${CRITICALITY[criticality]}` : ''}, §\u00a0${paragraph} of regulation\u00a0${regulationVersion}`,
  unofficial: (year) => `The calendar of ${year} is not published yet, so this may move.`,
};
