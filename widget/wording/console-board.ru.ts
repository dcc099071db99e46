import { countRu } from './time.ru.ts';

export const boardRu = {
  title: 'Табло',
  asOf: (time: string) => `на\u00a0${time}`,
  closed: (opens: string) => `Служба закрыта, откроется ${opens}`,
  hour: 'Срок в\u00a0ближайший час',
  hourNone: 'В ближайший час сроков нет',
  overdue: 'Просрочено',
  overdueNone: 'Ничего не\u00a0просрочено',
  nobody: 'Ничьи',
  nobodyNone: 'У\u00a0каждого обращения есть ответственный',
  breaches: 'Нарушено сегодня',
  breachesNone: 'Сегодня ни\u00a0один срок не\u00a0нарушен',
  onShift: 'На смене',
  /** A desk without a roster. */
  working: 'Работают',
  onShiftNone: 'На смене никого нет',
  others: 'Не на смене, но с\u00a0обращениями',
  open: (n: number) => countRu(n, 'открытое', 'открытых', 'открытых'),
  noTickets: 'обращений нет',
  part: (from: string, to: string) => `${from}–${to}`,
  absence: { vacation: 'отпуск', sick: 'болеет', other: 'отсутствует' },
  why: 'Почему',
  whyOf: (number: number) => `Почему такой срок у\u00a0обращения №\u00a0${number}`,
  number: (number: number) => `№\u00a0${number}`,
  nobodys: 'ничьё',
  wasDue: {
    reaction: (at: string) => `ответ, срок ${at}`,
    completion: (at: string) => `решение, срок ${at}`,
  },
  whole: 'Все в\u00a0очереди',
  more: (n: number) => `и\u00a0ещё ${n}`,
};

export type BoardWords = typeof boardRu;
