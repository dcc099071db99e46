/**
 * A licensor's own regulation, read from a JSON file of the shape of `Regulation`. It is checked whole: every problem is
 * named at once, each with its field, its value and what is allowed.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { CRITICALITIES, MOVE_OF, MOVING_ACTS, STATUSES, TICKET_KINDS } from '../shared/ticket.ts';
import { BUG_CEILING_HOURS, REGULATION, TOPICS } from './domain/regulation.ts';
import type { Regulation } from './domain/regulation.ts';
import { NEEDS } from './domain/ticket/workflow-row.ts';
import { workflowProblems } from './domain/ticket/workflow-problems.ts';
import type { Weekday } from './domain/working-time/calendar.ts';
import { problemsOfYear } from './domain/working-time/imported-year.ts';
import type { YearProblem } from './domain/working-time/imported-year.ts';
import { dayNumberOf, minuteOfDay } from './domain/working-time/local-date.ts';
import { each, fields, shown, text, unique, whole, wrong } from './regulation-fields.ts';
import { routing } from './regulation-routing.ts';

export type ReadRegulation = { regulation: Regulation } | { problems: readonly string[] };

/** `field` as a path: `desk.hours[0]`; empty for the whole. */
export type FieldProblem = { field: string; says: string };
export type CheckedRegulation = { regulation: Regulation } | { problems: readonly FieldProblem[] };

export function readRegulation(json: string): ReadRegulation {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch (cause) {
    return { problems: [`the file is not JSON: ${(cause as Error).message}`] };
  }
  const checked = checkRegulation(given);
  if ('regulation' in checked) return checked;
  return { problems: checked.problems.map(({ field, says }) => (field ? `${field}: ${says}` : says)) };
}

/** What a file holds, or a draft in the console: the same check, whole. */
export function checkRegulation(given: unknown): CheckedRegulation {
  const read = REGULATION_FILE.safeParse(given, { error: sayWrong });
  if (!read.success) {
    return { problems: read.error.issues.map(({ path, message }) => ({ field: at(path), says: message })) };
  }
  const regulation: Regulation = withoutEmptyRules(read.data);
  if (regulation.version === REGULATION.version && !isDeepStrictEqual(regulation, REGULATION)) {
    return {
      problems: [
        {
          field: 'version',
          says:
            `"${regulation.version}" is the regulation as printed, and this one differs from it; ` +
            `give it a version of its own, like "${regulation.version}-1"`,
        },
      ],
    };
  }
  return { regulation };
}

/** No rules are no rules, written down or not. */
function withoutEmptyRules({ routing, ...rest }: Regulation): Regulation {
  return routing && routing.length > 0 ? { ...rest, routing } : rest;
}

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const clock = z.enum(['working', 'elapsed']);
const name = fields({ ru: text(200), en: text(200) });
const hours = z.array(z.unknown()).superRefine((spans, context) => {
  let before = -1;
  for (const [i, span] of spans.entries()) {
    const minutes = minutesOf(span);
    if (!minutes) wrong(context, [i], `${shown(span)} is not a span; write ["09:00", "18:00"]`);
    else if (minutes.from >= minutes.to) {
      wrong(
        context,
        [i],
        `${shown(span)} does not end after it begins; a night is two spans, to "24:00" and from "00:00"`,
      );
    } else if (minutes.from < before) {
      wrong(context, [i], `${shown(span)} begins before the span in front of it has ended`);
    }
    before = minutes?.to ?? before;
  }
}) as unknown as z.ZodType<Regulation['desk']['hours']>;
const date = z
  .string()
  .refine(isDate, { error: ({ input }) => `${shown(input)} is not a date; write "2026-11-04"` });

const desk = fields({
  timeZone: z.string().refine(isTimeZone, {
    error: ({ input }) => `${shown(input)} is not a time zone; write an IANA name like "Europe/Moscow"`,
  }),
  hours,
  hoursByWeekday: fields(each(WEEKDAYS, hours.optional())),
  weekend: unique(whole(1, 7)),
  preHolidayShortenedMinutes: whole(0, 600),
  exceptions: z.array(fields({ date, hours, name })),
}).superRefine((desk, context) => {
  const own = desk.hoursByWeekday;
  if (WEEKDAYS.some((day) => !desk.weekend.includes(day) && (own[day] ?? desk.hours).length > 0)) return;
  wrong(
    context,
    ['hours'],
    `${shown(desk.hours)} with weekend ${shown(desk.weekend)} never opens; leave one weekday with hours`,
  );
});

const WRONG_DATE: Record<YearProblem['is'], string> = {
  not_a_date: 'is not a date; write "2026-11-04"',
  of_another_year: 'is of another year',
  twice: 'stands here twice',
  a_weekend: 'is a Saturday or a Sunday; write days off from Monday to Friday',
  no_weekend: 'is neither a Saturday nor a Sunday',
  a_day_off: 'is no working day, so it cannot be a shorter one',
};
const dates = z.array(z.string()).max(200);
const productionYears = z
  .array(
    fields({
      year: whole(2000, 2200),
      official: z.boolean(),
      source: text(500),
      holidays: dates,
      workingWeekends: dates,
      shortened: dates,
      transfers: z.array(z.tuple([date, date])).optional(),
    }),
  )
  .superRefine((years, context) => {
    for (const [i, each] of years.entries()) {
      const first = years.findIndex(({ year }) => year === each.year);
      if (first < i) wrong(context, [i, 'year'], `${each.year} stands in productionYears[${first}] already`);
      for (const { list, date: wrongDate, is } of problemsOfYear(each)) {
        wrong(context, [i, list, each[list].indexOf(wrongDate)], `${shown(wrongDate)} ${WRONG_DATE[is]}`);
      }
    }
  });

const bugTarget = fields({
  hours: whole(1, BUG_CEILING_HOURS, `more than ${BUG_CEILING_HOURS}, the ceiling for a bug`),
  clock,
});

const workflow = z
  .array(
    fields({
      act: z.enum(MOVING_ACTS),
      who: unique(z.enum(['client', 'staff', 'desk'])).min(1),
      from: unique(z.enum(STATUSES)).min(1),
      to: z.enum([...STATUSES, 'asked_from']),
      needs: unique(z.enum(NEEDS)),
      kinds: unique(z.enum(TICKET_KINDS)).min(1).optional(),
    }),
  )
  .superRefine((rows, context) => {
    for (const { row, says } of workflowProblems(rows)) wrong(context, row === null ? [] : [row], says);
  });

const REGULATION_FILE = fields({
  version: text(40),
  desk,
  productionYears: productionYears.optional(),
  shift: fields({ minimum: whole(1, 1000), technicalSpecialists: whole(0, 1000) }).superRefine(
    (shift, context) => {
      if (shift.technicalSpecialists <= shift.minimum) return;
      wrong(
        context,
        ['technicalSpecialists'],
        `${shift.technicalSpecialists} is more than the shift has: ${shift.minimum}`,
      );
    },
  ),
  routing: routing.optional(),
  reaction: fields({ minutes: whole(1, 14_400), clock }),
  completion: fields({
    consultation: fields({ hours: whole(1, 8760), clock }),
    bug: fields(each(CRITICALITIES, bugTarget)),
    feature: fields({ clock }),
    movesToWorkingDay: z.boolean(),
    notBeforeReaction: z.boolean(),
    pausedIn: unique(z.enum(STATUSES.filter((status) => MOVE_OF[status] === 'client'))),
  }),
  reminders: fields(each(['infoRequired', 'payment', 'verification'], whole(1, 365).nullable())),
  closeUnansweredVerificationAfter: whole(1, 365).nullable(),
  reopenWithinDays: whole(0, 3650),
  ratingChangeWithinDays: whole(0, 365),
  secondLine: z
    .array(
      fields({
        topic: z.enum(TOPICS),
        name,
        departments: z.array(name).min(1),
        reactionWorkingDays: whole(1, 365),
        channels: unique(z.enum(['mattermost', 'email'])).min(1),
      }),
    )
    .superRefine((topics, context) => {
      for (const [i, { topic }] of topics.entries()) {
        const first = topics.findIndex((other) => other.topic === topic);
        if (first < i) wrong(context, [i, 'topic'], `"${topic}" stands in secondLine[${first}] already`);
      }
    }),
  secondLineMetByTaking: z.boolean().optional(),
  quality: fields({
    goodFrom: whole(11, 50),
    normalFrom: whole(11, 50),
    levelOver: z.enum(['rated', 'all']),
    cutOffDay: whole(1, 28),
  }).superRefine(({ goodFrom, normalFrom }, context) => {
    if (goodFrom > normalFrom) return;
    wrong(context, ['goodFrom'], `${goodFrom} tenths are not more than normalFrom: ${normalFrom}`);
  }),
  workflow,
}).superRefine(({ routing, secondLine, reminders, closeUnansweredVerificationAfter: closing }, context) => {
  const topics = secondLine.map(({ topic }) => topic);
  for (const [i, { to }] of (routing ?? []).entries()) {
    // What is no topic at all has been said already.
    if (!('topic' in to) || !TOPICS.includes(to.topic) || topics.includes(to.topic)) continue;
    wrong(
      context,
      ['routing', i, 'to', 'topic'],
      `"${to.topic}" does not stand in secondLine; allowed: ${topics.join(', ')}`,
    );
  }
  if (closing === null || reminders.verification === null || reminders.verification < closing) return;
  const says = `${closing} working days are not more than reminders.verification: ${reminders.verification}`;
  wrong(context, ['closeUnansweredVerificationAfter'], says);
}) satisfies z.ZodType<Regulation>;

function sayWrong(issue: z.core.$ZodRawIssue): string {
  const value = issue.input === undefined ? 'missing' : `${shown(issue.input)} is not allowed`;
  if (issue.code === 'invalid_value') return `${value}; allowed: ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type') return `${value}; write ${TYPES[issue.expected] ?? issue.expected}`;
  if (issue.code === 'too_small') return `${value}; write at least ${issue.minimum}`;
  return value;
}

const TYPES: Partial<Record<string, string>> = {
  object: 'an object: {…}',
  array: 'a list: […]',
  string: 'a text: "…"',
  boolean: 'true or false',
};

/** desk.hours[0] */
function at(path: readonly PropertyKey[]): string {
  const steps = path.map((step, i) =>
    typeof step === 'number' ? `[${step}]` : `${i ? '.' : ''}${String(step)}`,
  );
  return steps.join('');
}

function isTimeZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}

function isDate(value: string): boolean {
  try {
    return Number.isInteger(dayNumberOf(value));
  } catch {
    return false;
  }
}

function minutesOf(span: unknown): { from: number; to: number } | null {
  if (!Array.isArray(span) || span.length !== 2 || !span.every((time) => typeof time === 'string'))
    return null;
  try {
    return { from: minuteOfDay(String(span[0])), to: minuteOfDay(String(span[1])) };
  } catch {
    return null;
  }
}
