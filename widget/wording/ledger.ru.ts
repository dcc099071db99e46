import { DAY, HOUR, MINUTE } from '../../shared/duration.ts';
import type { Ledger } from '../../server/domain/sla/ledger.ts';
import type { Entry } from '../ui/ledger/entries.ts';
import { pausesOf, rangeIn } from './ledger.ts';
import type { LedgerWords } from './ledger.ts';
import { dayOf } from './local.ts';
import { countRu, timeRu as time } from './time.ru.ts';

const KIND = { consultation: 'Консультация', bug: 'Ошибка', feature: 'Доработка' };
const CRITICALITY = { critical: 'критическая', high: 'высокая', normal: 'обычная', low: 'низкая' };
const PAUSE = {
  awaiting_info: 'ждали ваш ответ',
  awaiting_payment: 'ждали оплату',
  awaiting_check: 'ждали вашу проверку',
};
const AFTER = {
  awaiting_info: 'после вашего ответа',
  awaiting_payment: 'после оплаты',
  awaiting_check: 'дальше, если не\u00a0исправлено',
};
const minutes = (ms: number) => time.lengthOf(Math.floor(ms / MINUTE) * MINUTE);
const clockTime = (minute: number) => `${Math.floor(minute / 60)}:${`0${minute % 60}`.slice(-2)}`;
const did = { reaction: 'ответили', completion: 'решили' };

const allowanceOf = ({ clock, unit, allowance }: Ledger, from: number, to: number): string => {
  if (unit === 'promised') return 'Эту дату мы назвали сами, паузы её не\u00a0двигают.';
  if (allowance === null) return '';
  const open = `пока поддержка открыта: с\u00a0${clockTime(from)} до\u00a0${clockTime(to)}, кроме выходных и\u00a0праздников.`;
  if (unit === 'working') {
    return clock === 'reaction'
      ? `На\u00a0ответ даётся ${countRu(allowance / MINUTE, 'минута', 'минуты', 'минут')}, ${open}`
      : `По\u00a0оценке ${countRu(allowance / HOUR, 'час', 'часа', 'часов')} работы, ${open}`;
  }
  const days = allowance / DAY;
  const length =
    Number.isInteger(days) && days > 1
      ? countRu(days, 'сутки', 'суток', 'суток')
      : countRu(allowance / HOUR, 'час', 'часа', 'часов');
  return `${length} подряд, с\u00a0ночами и\u00a0выходными.`;
};

const stretchedBy = (ledger: Ledger): string[] => {
  if (ledger.unit === 'promised') return [];
  const pauses = pausesOf(ledger);
  const all = pauses.reduce((sum, [, length]) => sum + length, 0);
  const lines: string[] = [];
  if (ledger.unit === 'working' && pauses.length)
    lines.push(`Пока ${pauses.map(([code]) => PAUSE[code]).join(' и\u00a0')}, время не\u00a0считали.`);
  else if (pauses.length > 1)
    lines.push(
      `И\u00a0ещё ${minutes(all)}: ${pauses.map(([code, length]) => `${minutes(length)} ${PAUSE[code]}`).join(', ')}.`,
    );
  else
    for (const [code] of pauses) lines.push(`И\u00a0ещё ${minutes(all)}\u00a0— столько мы ${PAUSE[code]}.`);
  const rules = new Set(ledger.spans.map(({ rule }) => rule));
  if (rules.has('next_working_day'))
    lines.push('Срок выпал на\u00a0выходной и\u00a0перешёл на\u00a0то\u00a0же время рабочего дня.');
  if (rules.has('not_before_reaction')) lines.push('Решение не\u00a0раньше срока ответа.');
  return lines;
};

/** Of a reaction that has just begun: how it falls on the days. */
const splitOf = ({ clock, state, counted, spans, asOf }: Ledger, zone: string): string => {
  if (clock !== 'reaction' || state !== 'running' || counted >= MINUTE) return '';
  const [first, ...rest] = spans.filter(({ is, adds }) => is === 'to_count' && adds >= MINUTE);
  if (!first) return '';
  if (first.from > asOf + MINUTE) return `Сейчас закрыто, откроемся ${time.opensAt(first.from, asOf, zone)}.`;
  const left = rest.reduce((sum, { adds }) => sum + adds, 0);
  return rest[0]
    ? `Сегодня из\u00a0них осталось ${Math.round(first.adds / MINUTE)}, остальные ${Math.round(left / MINUTE)}\u00a0— ${time.opensAt(rest[0].from, asOf, zone)}, когда откроемся.`
    : '';
};

const closedFor = ({ reasons, from, to }: Entry, zone: string): string => {
  const has = (...codes: string[]) => reasons.some(({ code }) => codes.includes(code));
  const names = [...new Set(reasons.flatMap((reason) => ('name' in reason ? reason.name.ru : [])))];
  if (!names.length && !has('weekend') && dayOf(from, zone) === dayOf(to, zone))
    return `закрыто до\u00a0${time.time(to, zone)}`;
  const parts = [
    has('outside_hours') && 'на\u00a0ночь',
    has('weekend') && 'на\u00a0выходные',
    has('holiday') && (names.length > 1 ? 'на\u00a0праздники' : 'на\u00a0праздник'),
  ].filter(Boolean);
  const last = parts.pop();
  const list = [parts.join(', '), last].filter(Boolean).join(' и\u00a0');
  return [list && `закрыто ${list}`, ...names].filter(Boolean).join(', ');
};

export const ledgerRu: LedgerWords = {
  time,
  clock: { reaction: 'Ответ', completion: 'Решение' },
  lanes: 'Сроки по\u00a0дням',
  weekdays: 'пн вт ср чт пт сб вс'.split(' '),
  now: 'сейчас',
  heading({ clock, state, unit, dueAt, endedAt, asOf }, { timeZone }) {
    const reaction = clock === 'reaction';
    if (state === 'no_target') return 'Срока ещё нет';
    if (state === 'paused') return `Срок ${reaction ? 'ответа' : 'решения'} стоит`;
    const place = time.place(dueAt ?? asOf, timeZone);
    if (endedAt !== null)
      return `${reaction ? 'Ответили' : 'Решили'} ${time.happenedAt(endedAt, asOf, timeZone)}${place}`;
    if (dueAt === null || state === 'dropped' || state === 'missed')
      return 'Обращение отозвали до\u00a0ответа';
    const due = time.dueBy(dueAt, asOf, timeZone) + place;
    if (state === 'overdue') return `Должны были ${reaction ? 'ответить' : 'решить'} ${due}`;
    return `${reaction ? 'Ответим' : unit === 'promised' ? 'Сделаем' : 'Решим'} ${due}`;
  },
  why(ledger, { timeZone, dayFrom, dayTo }) {
    const { state, dueAt, endedAt, asOf, left, spans } = ledger;
    if (state === 'no_target') return 'Назовём его, когда оценим работу.';
    if (ledger.unit === 'none') return 'Срока не\u00a0было: работу не\u00a0оценивали.';
    const lines = [allowanceOf(ledger, dayFrom, dayTo), splitOf(ledger, timeZone), ...stretchedBy(ledger)];
    const code = spans.at(-1)?.reason?.code;
    if (state === 'paused' && left !== null) {
      const after = code && code in AFTER ? AFTER[code as keyof typeof AFTER] : '';
      lines.push(`Осталось ${minutes(left)}, срок пойдёт ${after}.`);
    }
    const late =
      dueAt !== null && (state === 'overdue' || state === 'missed') ? (endedAt ?? asOf) - dueAt : 0;
    if (dueAt !== null && (endedAt !== null || state === 'missed')) {
      const sameDay = endedAt !== null && dayOf(endedAt, timeZone) === dayOf(dueAt, timeZone);
      const due = sameDay ? time.time(dueAt, timeZone) : time.dayAndTime(dueAt, asOf, timeZone);
      const outcome = endedAt !== null && state === 'missed' ? `, опоздали ${time.lateBy(late)}` : '';
      lines.unshift(`Срок был до\u00a0${due}${outcome}.`);
    } else if (state === 'overdue') lines.unshift(`Опаздываем ${time.lateBy(late)}.`);
    return lines.filter(Boolean).join(' ');
  },
  picture: (from, to) => `По\u00a0дням: с\u00a0${from} до\u00a0${to}. То\u00a0же списком ниже.`,
  dueLabel: (due) => `до\u00a0${due}`,
  wasDueLabel: (clock, due, ended) => `срок ${due}${ended ? `, ${did[clock]} в\u00a0${ended}` : ''}`,
  endedLabel: (clock, ended) => `${did[clock]} в\u00a0${ended}`,
  sentLabel: (sent) => `${sent}, написали`,
  pause: PAUSE,
  movedLabel: 'перенос срока',
  dayOff: (reason) => (reason.code === 'weekend' ? 'выходные' : 'name' in reason ? reason.name.ru : ''),
  each: (length) => `по\u00a0${minutes(length)}`,
  cell(length) {
    const all = Math.round(length / MINUTE);
    const hours = Math.floor(all / 60);
    if (!hours) return `${all}\u00a0мин`;
    return `${hours}\u00a0ч${all % 60 ? `\u00a0${`0${all % 60}`.slice(-2)}` : ''}`;
  },
  entry(entry, { clock }, zone) {
    const { is, stretches, ends, rule, reasons, between } = entry;
    const days =
      stretches > 1 ? `, ${countRu(stretches, 'рабочий день', 'рабочих дня', 'рабочих дней')}` : '';
    if (is === 'counted')
      return `Считаем${days}${ends === 'ended' ? `, ${did[clock]}` : ends && !days ? ' до\u00a0закрытия' : ''}`;
    if (is === 'spare') return `Осталось в\u00a0запасе${days}`;
    if (is === 'over') return `Опоздание${days}`;
    if (is === 'left' || is === 'to_count') return `Осталось${days}`;
    if (is === 'moved')
      return rule === 'next_working_day'
        ? 'Не\u00a0считаем: выходной, срок перешёл на\u00a0рабочий день'
        : 'Не\u00a0считаем: решение не\u00a0раньше срока ответа';
    const code = reasons[0]?.code;
    return `Не\u00a0считаем${between ? ' между ними' : ''}: ${code && code in PAUSE ? PAUSE[code as keyof typeof PAUSE] : closedFor(entry, zone)}`;
  },
  range(entry, ledger, zone) {
    const code = entry.reasons[0]?.code;
    if (entry.is === 'left') return code && code in AFTER ? AFTER[code as keyof typeof AFTER] : '';
    return rangeIn(ledgerRu, entry, ledger, zone);
  },
  notCounted: 'не считается',
  total: ({ clock, unit }) =>
    unit === 'promised'
      ? 'Обещанный срок'
      : clock === 'reaction'
        ? 'Всего на\u00a0ответ'
        : 'Всего на\u00a0решение',
  under: ({ clock, kind, criticality, paragraph, regulationVersion }) =>
    `${clock === 'reaction' ? 'Любое обращение' : KIND[kind]}${clock === 'completion' && kind === 'bug' && criticality ? `, ${CRITICALITY[criticality]}` : ''}, §\u00a0${paragraph} регламента\u00a0${regulationVersion}`,
  unofficial: (year) => `Календарь на\u00a0${year}\u00a0год ещё не\u00a0утверждён, срок может сдвинуться.`,
};
