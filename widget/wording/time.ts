import { DAY, HOUR, MINUTE } from '../../shared/duration.ts';
import { dayOf, differs, timeOf, wallOf, weekdayOf } from './local.ts';

/**
 * How instants and lengths are said. Each language has one object of this shape (`time.ru.ts`, `time.en.ts`).
 * `at`, `now`: UTC milliseconds; `zone`: the desk's, in which every time is said. All of it is rounded down; only
 * `exactTime` and `lengthOf` tell seconds, where there are any.
 */
export type TimeWording = {
  /** «сегодня до 15:40», «завтра, до 11:15», «в четверг, до 12:00», «в понедельник, 9 ноября, до 10:55» */
  dueBy(at: number, now: number, zone: string): string;
  /** «сегодня в 13:52», «вчера в 9:20», «в четверг, 5 ноября, в 10:12» */
  happenedAt(at: number, now: number, zone: string): string;
  /** «сегодня в 10:00», «завтра в 10:00», «в понедельник в 10:00», «в понедельник, 11 января, в 10:00» */
  opensAt(at: number, now: number, zone: string): string;
  /** «5 ноября, 10:12» */
  dayAndTime(at: number, now: number, zone: string): string;
  /** «сегодня, 15:40», «завтра, 11:15», «ср 11 ноября, 16:55» */
  shortDue(at: number, now: number, zone: string): string;
  /** For a message: «сегодня, 9:20», «вчера, 18:20», «2 ноября, 11:02» */
  saidAt(at: number, now: number, zone: string): string;
  /** For a list: «13:52», «вчера», «5 ноября» */
  agoOrAt(at: number, now: number, zone: string): string;
  /** For the queue: «25 мин», «2 ч 10 мин», «завтра», «пн 9 ноября» */
  nearness(at: number, now: number, zone: string): string;
  /** «9 ноября»; with its year when half a year away */
  day(at: number, now: number, zone: string): string;
  /** «пн 9 ноября» */
  weekdayAndDay(at: number, now: number, zone: string): string;
  /** For a row of a picture: «вт 3», with `month` «вт 3 нояб.» */
  shortDay(day: number, month?: boolean): string;
  /** «9:20» */
  time(at: number, zone: string): string;
  /** «9:20:07», «9:20» on the whole minute */
  exactTime(at: number, zone: string): string;
  /** Exact: «40 ч 25 мин», «60 мин», «12 мин 30 с» */
  lengthOf(ms: number): string;
  /** Two units at most: «25 мин», «2 ч 10 мин», «5 дней 2 ч», «меньше минуты» */
  leftOf(ms: number): string;
  /** «на 18 мин» */
  lateBy(ms: number): string;
  /** « по Москве» for a reader whose watch shows another time, else nothing; goes straight after a time. */
  place(at: number, zone: string, reader?: string): string;
};

/** What a language gives for it. */
export type TimeWords = {
  /** yesterday, today, tomorrow */
  near: readonly [string, string, string];
  /** Of seven, Monday first: «в понедельник» */
  on: readonly string[];
  weekday: readonly string[];
  month: readonly string[];
  monthShort: readonly string[];
  by: string;
  at: string;
  /** Between tomorrow, or a weekday, and «до». */
  comma: string;
  days(n: number): string;
  hour: string;
  minute: string;
  second: string;
  underMinute: string;
  late(length: string): string;
  lateUnderMinute: string;
  moscow: string;
};

const two = (n: number) => `0${n}`.slice(-2);
const joined = (...units: (string | 0 | false)[]) => units.filter(Boolean).join(' ');

export const timeIn = (words: TimeWords): TimeWording => {
  const apart = (at: number, now: number, zone: string) => dayOf(at, zone) - dayOf(now, zone);
  const near = (at: number, now: number, zone: string) => words.near[apart(at, now, zone) + 1];
  const weekday = (at: number, zone: string) => weekdayOf(dayOf(at, zone));
  const on = (at: number, zone: string) => `${words.on[weekday(at, zone)]}`;
  const time = (at: number, zone: string, before: string) => `${before}\u00a0${timeOf(at, zone)}`;

  const day = (at: number, now: number, zone: string) => {
    const date = new Date(wallOf(at, zone));
    const year = Math.abs(at - now) > 180 * DAY ? `\u00a0${date.getUTCFullYear()}` : '';
    return `${date.getUTCDate()}\u00a0${words.month[date.getUTCMonth()]}${year}`;
  };
  const weekdayAndDay = (at: number, now: number, zone: string) =>
    `${words.weekday[weekday(at, zone)]}\u00a0${day(at, now, zone)}`;
  const inFull = (at: number, now: number, zone: string) => `${on(at, zone)}, ${day(at, now, zone)},`;

  const units = (ms: number) => {
    const minutes = Math.floor(ms / MINUTE);
    const hours = Math.floor(minutes / 60);
    const days = Math.floor(hours / 24);
    const hour = hours % 24 && (hours % 24) + words.hour;
    return joined(days && words.days(days), hour, !days && minutes % 60 && (minutes % 60) + words.minute);
  };

  return {
    dueBy(at, now, zone) {
      const days = apart(at, now, zone);
      const thisWeek = days > 1 && weekdayOf(dayOf(now, zone)) + days < 7;
      const head = days
        ? near(at, now, zone) || thisWeek
          ? (near(at, now, zone) ?? on(at, zone)) + words.comma
          : inFull(at, now, zone)
        : words.near[1];
      return `${head} ${time(at, zone, words.by)}`;
    },
    happenedAt: (at, now, zone) =>
      `${near(at, now, zone) ?? inFull(at, now, zone)} ${time(at, zone, words.at)}`,
    opensAt(at, now, zone) {
      const days = apart(at, now, zone);
      const head = days > 1 && days < 7 ? on(at, zone) : (near(at, now, zone) ?? inFull(at, now, zone));
      return `${head} ${time(at, zone, words.at)}`;
    },
    dayAndTime: (at, now, zone) => `${day(at, now, zone)}, ${timeOf(at, zone)}`,
    shortDue: (at, now, zone) =>
      `${near(at, now, zone) ?? weekdayAndDay(at, now, zone)}, ${timeOf(at, zone)}`,
    saidAt: (at, now, zone) => `${near(at, now, zone) ?? day(at, now, zone)}, ${timeOf(at, zone)}`,
    agoOrAt: (at, now, zone) =>
      apart(at, now, zone) ? (near(at, now, zone) ?? day(at, now, zone)) : timeOf(at, zone),
    nearness: (at, now, zone) =>
      at - now < HOUR || !apart(at, now, zone)
        ? units(at - now) || words.underMinute
        : (near(at, now, zone) ?? weekdayAndDay(at, now, zone)),
    day,
    weekdayAndDay,
    shortDay(day, month) {
      const date = new Date(day * DAY);
      const tail = month ? `\u00a0${words.monthShort[date.getUTCMonth()]}` : '';
      return `${words.weekday[weekdayOf(day)]}\u00a0${date.getUTCDate()}${tail}`;
    },
    time: timeOf,
    exactTime(at, zone) {
      const seconds = Math.floor(wallOf(at, zone) / 1000) % 60;
      return timeOf(at, zone) + (seconds ? `:${two(seconds)}` : '');
    },
    lengthOf(ms) {
      const seconds = Math.floor(ms / 1000);
      const hours = seconds > 3600 ? Math.floor(seconds / 3600) : 0;
      const minutes = Math.floor(seconds / 60) - hours * 60;
      const rest = seconds % 60;
      return (
        joined(hours && hours + words.hour, minutes && minutes + words.minute, rest && rest + words.second) ||
        `0${words.minute}`
      );
    },
    leftOf: (ms) => units(ms) || words.underMinute,
    lateBy: (ms) => (units(ms) ? words.late(units(ms)) : words.lateUnderMinute),
    place(at, zone, reader) {
      if (!differs(at, zone, reader)) return '';
      if (zone === 'Europe/Moscow') return ` ${words.moscow}`;
      const ahead = (wallOf(at, zone) - Math.floor(at / 1000) * 1000) / MINUTE;
      const size = Math.abs(ahead);
      return ` (UTC${ahead < 0 ? '−' : '+'}${Math.floor(size / 60)}${size % 60 ? `:${two(size % 60)}` : ''})`;
    },
  };
};
