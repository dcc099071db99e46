import { describe, expect, test } from 'vitest';
import { dayOf, instantOf, timeOf, wallOf } from '../../../widget/wording/local.ts';
import { timeEn } from '../../../widget/wording/time.en.ts';
import { countRu, timeRu } from '../../../widget/wording/time.ru.ts';

const MOSCOW = 'Europe/Moscow';
/** Moscow wall time. */
const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}+03:00`);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
/** A Friday. */
const now = at('2026-11-06 14:20');

describe('by when something is due', () => {
  test.each([
    ['2026-11-06 15:40', 'сегодня до 15:40', 'today by 15:40'],
    ['2026-11-06 09:05', 'сегодня до 9:05', 'today by 9:05'],
    ['2026-11-07 11:15', 'завтра, до 11:15', 'tomorrow by 11:15'],
    ['2026-11-07 00:00', 'завтра, до 0:00', 'tomorrow by 0:00'],
    ['2026-11-08 12:00', 'в воскресенье, до 12:00', 'on Sunday by 12:00'],
    ['2026-11-09 10:55', 'в понедельник, 9 ноября, до 10:55', 'on Monday, 9 November, by 10:55'],
    ['2026-11-10 10:55', 'во вторник, 10 ноября, до 10:55', 'on Tuesday, 10 November, by 10:55'],
    ['2026-11-05 10:40', 'вчера, до 10:40', 'yesterday by 10:40'],
    ['2026-11-04 10:40', 'в среду, 4 ноября, до 10:40', 'on Wednesday, 4 November, by 10:40'],
    ['2027-01-11 10:00', 'в понедельник, 11 января, до 10:00', 'on Monday, 11 January, by 10:00'],
    ['2027-06-11 10:00', 'в пятницу, 11 июня 2027, до 10:00', 'on Friday, 11 June 2027, by 10:00'],
  ])('%s is «%s», "%s"', (due, ru, en) => {
    expect(plain(timeRu.dueBy(at(due), now, MOSCOW))).toBe(ru);
    expect(plain(timeEn.dueBy(at(due), now, MOSCOW))).toBe(en);
  });

  test('on a Monday the weekday of the same week goes without its date', () => {
    const monday = at('2026-11-09 10:00');
    expect(plain(timeRu.dueBy(at('2026-11-12 12:00'), monday, MOSCOW))).toBe('в четверг, до 12:00');
    expect(plain(timeRu.dueBy(at('2026-11-16 12:00'), monday, MOSCOW))).toBe(
      'в понедельник, 16 ноября, до 12:00',
    );
  });

  test('is rounded down to the minute', () => {
    expect(plain(timeRu.dueBy(at('2026-11-06 15:40:59'), now, MOSCOW))).toBe('сегодня до 15:40');
  });

  test('the day is that of the desk, not of the reader', () => {
    expect(plain(timeRu.dueBy(at('2026-11-06 15:40'), now, 'Asia/Vladivostok'))).toBe('сегодня до 22:40');
    expect(plain(timeRu.dueBy(at('2026-11-06 17:30'), now, 'Asia/Vladivostok'))).toBe('завтра, до 0:30');
  });

  test('a number stays with its unit, a preposition with its word', () => {
    expect(timeRu.dueBy(at('2026-11-09 10:55'), now, MOSCOW)).toBe(
      'в\u00a0понедельник, 9\u00a0ноября, до\u00a010:55',
    );
  });
});

describe('when something happened or happens', () => {
  test.each([
    ['happenedAt', '2026-11-06 13:52', 'сегодня в 13:52', 'today at 13:52'],
    ['happenedAt', '2026-11-05 09:20', 'вчера в 9:20', 'yesterday at 9:20'],
    ['happenedAt', '2026-11-03 10:12', 'во вторник, 3 ноября, в 10:12', 'on Tuesday, 3 November, at 10:12'],
    ['opensAt', '2026-11-06 10:00', 'сегодня в 10:00', 'today at 10:00'],
    ['opensAt', '2026-11-07 10:00', 'завтра в 10:00', 'tomorrow at 10:00'],
    ['opensAt', '2026-11-09 10:00', 'в понедельник в 10:00', 'on Monday at 10:00'],
    ['opensAt', '2026-11-13 10:00', 'в пятницу, 13 ноября, в 10:00', 'on Friday, 13 November, at 10:00'],
    ['dayAndTime', '2026-11-05 10:12', '5 ноября, 10:12', '5 November, 10:12'],
    ['shortDue', '2026-11-06 15:40', 'сегодня, 15:40', 'today, 15:40'],
    ['shortDue', '2026-11-11 16:55', 'ср 11 ноября, 16:55', 'Wed 11 November, 16:55'],
    ['saidAt', '2026-11-05 18:20', 'вчера, 18:20', 'yesterday, 18:20'],
    ['saidAt', '2026-11-02 11:02', '2 ноября, 11:02', '2 November, 11:02'],
    ['agoOrAt', '2026-11-06 13:52', '13:52', '13:52'],
    ['agoOrAt', '2026-11-05 13:52', 'вчера', 'yesterday'],
    ['agoOrAt', '2026-11-02 13:52', '2 ноября', '2 November'],
    ['agoOrAt', '2025-11-02 13:52', '2 ноября 2025', '2 November 2025'],
    ['nearness', '2026-11-06 14:45', '25 мин', '25 min'],
    ['nearness', '2026-11-06 14:20:30', 'меньше минуты', 'less than a minute'],
    ['nearness', '2026-11-06 16:30', '2 ч 10 мин', '2 h 10 min'],
    ['nearness', '2026-11-07 11:15', 'завтра', 'tomorrow'],
    ['nearness', '2026-11-09 10:40', 'пн 9 ноября', 'Mon 9 November'],
    ['weekdayAndDay', '2026-11-09 10:40', 'пн 9 ноября', 'Mon 9 November'],
    ['day', '2026-11-09 10:40', '9 ноября', '9 November'],
  ] as const)('%s of %s is «%s», "%s"', (say, when, ru, en) => {
    expect(plain(timeRu[say](at(when), now, MOSCOW))).toBe(ru);
    expect(plain(timeEn[say](at(when), now, MOSCOW))).toBe(en);
  });

  test('ten minutes after midnight are near even before it', () => {
    const late = at('2026-11-06 23:50');
    expect(plain(timeRu.nearness(at('2026-11-07 00:10'), late, MOSCOW))).toBe('20 мин');
  });

  test('a row of a picture names its month when asked', () => {
    const day = dayOf(at('2026-11-03 12:00'), MOSCOW);
    expect(plain(timeRu.shortDay(day))).toBe('вт 3');
    expect(plain(timeEn.shortDay(day, true))).toBe('Tue 3 Nov');
  });

  test('seconds are told only where there are any', () => {
    expect(timeRu.exactTime(at('2026-11-03 09:05:07'), MOSCOW)).toBe('9:05:07');
    expect(timeRu.exactTime(at('2026-11-03 09:05'), MOSCOW)).toBe('9:05');
    expect(timeRu.time(at('2026-11-03 09:05:07'), MOSCOW)).toBe('9:05');
  });
});

describe('lengths', () => {
  const [S, M, H] = [1000, 60_000, 3_600_000];
  test.each([
    [0, '0 мин', '0 min'],
    [999, '0 мин', '0 min'],
    [30 * S, '30 с', '30 s'],
    [12 * M + 30 * S, '12 мин 30 с', '12 min 30 s'],
    [60 * M, '60 мин', '60 min'],
    [60 * M + S, '1 ч 1 с', '1 h 1 s'],
    [90 * M, '1 ч 30 мин', '1 h 30 min'],
    [40 * H + 25 * M, '40 ч 25 мин', '40 h 25 min'],
    [168 * H, '168 ч', '168 h'],
  ])('%d ms exactly is «%s», "%s"', (ms, ru, en) => {
    expect(plain(timeRu.lengthOf(ms))).toBe(ru);
    expect(plain(timeEn.lengthOf(ms))).toBe(en);
  });

  test.each([
    [59 * S, 'меньше минуты', 'less than a minute'],
    [25 * M + 59 * S, '25 мин', '25 min'],
    [2 * H + 10 * M, '2 ч 10 мин', '2 h 10 min'],
    [3 * H, '3 ч', '3 h'],
    [24 * H, '1 день', '1 day'],
    [122 * H + 35 * M, '5 дней 2 ч', '5 days 2 h'],
    [51 * H, '2 дня 3 ч', '2 days 3 h'],
    [24 * H + 20 * M, '1 день', '1 day'],
  ])('%d ms left is «%s», "%s"', (ms, ru, en) => {
    expect(plain(timeRu.leftOf(ms))).toBe(ru);
    expect(plain(timeEn.leftOf(ms))).toBe(en);
  });

  test('late is told with its length, and under a minute as such', () => {
    expect(plain(timeRu.lateBy(18 * M))).toBe('на 18 мин');
    expect(plain(timeEn.lateBy(18 * M))).toBe('by 18 min');
    expect(plain(timeRu.lateBy(1))).toBe('меньше чем на минуту');
  });

  test.each([
    [1, '1 день'],
    [2, '2 дня'],
    [5, '5 дней'],
    [11, '11 дней'],
    [14, '14 дней'],
    [21, '21 день'],
    [112, '112 дней'],
    [122, '122 дня'],
  ])('%d has the form «%s»', (n, text) => {
    expect(plain(countRu(n, 'день', 'дня', 'дней'))).toBe(text);
  });
});

describe('the place', () => {
  test.each([
    [MOSCOW, 'Europe/Moscow', ''],
    [MOSCOW, 'Europe/Minsk', ''],
    [MOSCOW, 'Asia/Yekaterinburg', ' по Москве'],
    ['Asia/Yekaterinburg', 'Europe/Moscow', ' (UTC+5)'],
    ['Asia/Kolkata', 'Europe/Moscow', ' (UTC+5:30)'],
    ['America/St_Johns', 'Europe/Moscow', ' (UTC−3:30)'],
  ])("a time of %s is read in %s with '%s'", (zone, reader, text) => {
    expect(plain(timeRu.place(now, zone, reader))).toBe(text);
  });
});

describe('wall time', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29 00:00', '2026-03-28T23:00:00Z'],
    ['Europe/Berlin', '2026-03-30 00:00', '2026-03-29T22:00:00Z'],
    ['Europe/Berlin', '2026-10-25 02:30', '2026-10-25T00:30:00Z'],
    ['Europe/Berlin', '2026-10-26 00:00', '2026-10-25T23:00:00Z'],
    ['Europe/Berlin', '2026-03-29 02:30', '2026-03-29T01:30:00Z'],
    ['America/Santiago', '2026-09-06 00:00', '2026-09-06T04:00:00Z'],
    ['Asia/Kolkata', '2026-11-06 10:00', '2026-11-06T04:30:00Z'],
  ])('in %s %s is %s', (zone, wall, instant) => {
    expect(instantOf(Date.parse(`${wall.replace(' ', 'T')}Z`), zone)).toBe(Date.parse(instant));
  });

  test('an instant before 1970 keeps its second', () => {
    expect(wallOf(-1000, 'UTC')).toBe(-1000);
    expect(timeOf(-1000, 'UTC')).toBe('23:59');
  });
});
