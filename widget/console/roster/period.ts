/** Weeks and months of the calendar, as dates without a zone. */
export type PeriodKind = 'week' | 'month';
/** Half open. */
export type Period = { from: string; until: string };

const DAY = 86_400_000;

export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** 0 is Monday. */
export const weekdayOf = (date: string): number => (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;

export const periodOf = (kind: PeriodKind, date: string): Period => {
  if (kind === 'week') {
    const from = dateAfter(date, -weekdayOf(date));
    return { from, until: dateAfter(from, 7) };
  }
  const from = `${date.slice(0, 7)}-01`;
  return { from, until: `${dateAfter(from, 31).slice(0, 7)}-01` };
};

/** A day in the period before or after. */
export const stepped = (kind: PeriodKind, date: string, by: 1 | -1): string => {
  const { from, until } = periodOf(kind, date);
  return by === 1 ? until : periodOf(kind, dateAfter(from, -1)).from;
};
