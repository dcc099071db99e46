import { timeIn } from './time.ts';

export const timeEn = timeIn({
  near: ['yesterday', 'today', 'tomorrow'],
  on: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ').map((day) => `on\u00a0${day}`),
  weekday: 'Mon Tue Wed Thu Fri Sat Sun'.split(' '),
  month: 'January February March April May June July August September October November December'.split(' '),
  monthShort: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  by: 'by',
  at: 'at',
  comma: '',
  days: (n) => `${n}\u00a0day${n === 1 ? '' : 's'}`,
  hour: '\u00a0h',
  minute: '\u00a0min',
  second: '\u00a0s',
  underMinute: 'less than a\u00a0minute',
  late: (length) => `by\u00a0${length}`,
  lateUnderMinute: 'by less than a\u00a0minute',
  moscow: 'Moscow\u00a0time',
});
