import type { CalendarDay } from '../../client/api.ts';

export const monthsOf = (days: readonly CalendarDay[]): CalendarDay[][] => {
  const months: CalendarDay[][] = Array.from({ length: 12 }, () => []);
  for (const day of days) months[Number(day.date.slice(5, 7)) - 1]?.push(day);
  return months;
};

/** 0 is Monday. */
const weekday = (date: string): number => (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;

/** Weeks from Monday to Sunday, with empty places before the first day and after the last. */
export const weeksOf = (days: readonly CalendarDay[]): (CalendarDay | null)[][] => {
  const [first] = days;
  if (!first) return [];
  const cells: (CalendarDay | null)[] = [...Array.from({ length: weekday(first.date) }, () => null), ...days];
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
};

/** "1–8 New Year holidays": days in a row that have one name. */
export const daysTogether = (days: readonly CalendarDay[]) => {
  const rows: { from: number; to: number; day: CalendarDay }[] = [];
  for (const day of days) {
    const number = Number(day.date.slice(8));
    const last = rows.at(-1);
    const isSame =
      last && last.to === number - 1 && last.day.why === day.why && last.day.name?.ru === day.name?.ru;
    if (isSame) last.to = number;
    else rows.push({ from: number, to: number, day });
  }
  return rows;
};
