import { timeIn } from './time.ts';

/** «1 день», «2 дня», «5 дней»: the number and its word, held together. */
export const countRu = (n: number, one: string, few: string, many: string): string => {
  const tens = n % 100;
  const ones = n % 10;
  return `${n}\u00a0${tens > 10 && tens < 20 ? many : ones === 1 ? one : ones > 1 && ones < 5 ? few : many}`;
};

export const timeRu = timeIn({
  near: ['вчера', 'сегодня', 'завтра'],
  on: 'понедельник вторник среду четверг пятницу субботу воскресенье'
    .split(' ')
    .map((day) => `в${day[1] === 'т' ? 'о' : ''}\u00a0${day}`),
  weekday: 'пн вт ср чт пт сб вс'.split(' '),
  month: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  monthShort: 'янв фев мар апр мая июн июл авг сен окт ноя дек'.split(' '),
  by: 'до',
  at: 'в',
  comma: ',',
  days: (n) => countRu(n, 'день', 'дня', 'дней'),
  hour: '\u00a0ч',
  minute: '\u00a0мин',
  second: '\u00a0с',
  underMinute: 'меньше минуты',
  late: (length) => `на\u00a0${length}`,
  lateUnderMinute: 'меньше чем на\u00a0минуту',
  moscow: 'по\u00a0Москве',
});
