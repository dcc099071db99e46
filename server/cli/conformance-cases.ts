/**
 * One case of a conformance file, asked of the product's own functions. Two kinds of file: working time and clocks (each
 * case names its `op` and its calendar), and quality (each case has a sum of ratings and a number of cases).
 */
import { z } from 'zod';
import { MINUTE } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import { averageInTenths, qualityLevel, writtenTenths } from '../domain/quality/level.ts';
import { REGULATION } from '../domain/regulation.ts';
import { readClock } from '../domain/sla/clock.ts';
import type { CalendarSpec } from '../domain/working-time/calendar.ts';
import { compileWorkingTime } from '../domain/working-time/compile.ts';
import type { WorkingTime } from '../domain/working-time/compile.ts';
import { addWorkingDays, addWorkingTime, workingTimeBetween } from '../domain/working-time/working-time.ts';

/** `file` as parsed from JSON. */
export type Conformance = { cases: readonly unknown[]; calendar: (name: string) => WorkingTime };
export type Verdict =
  { id: string; passed: true } | { id: string; passed: false; expected: string; got: string };

type Answers = Record<string, unknown>;

const instant = z.iso.datetime({ offset: true }).transform((written) => Date.parse(written));
const dayHours = z.array(z.tuple([z.string(), z.string()]));
const calendarSchema = z.object({
  timeZone: z.string(),
  hours: dayHours,
  hoursByWeekday: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), dayHours).default({}),
  weekend: z.array(z.int().min(1).max(7)),
  holidays: z.array(z.string()).default([]),
  workingWeekends: z.array(z.string()).default([]),
  shortened: z.array(z.string()).default([]),
  shortenedMinutes: z.number().default(0),
});
const fileSchema = z.object({
  meta: z.object({ calendars: z.record(z.string(), z.unknown()).default({}) }).optional(),
  cases: z.array(z.unknown()),
});
const operationSchema = z.object({
  op: z.string(),
  calendar: z.string(),
  input: z.unknown(),
  expected: z.looseObject({}),
});
const qualitySchema = z.object({
  sum: z.int(),
  cases: z.int(),
  rounded: z.string().nullable(),
  tenths: z.int().nullable(),
  grade: z.string().nullable(),
});
const pauseDueSchema = z.object({
  mode: z.enum(['working', 'elapsed']),
  budgetMinutes: z.number(),
  pausing: z.array(z.string()),
  stopping: z.array(z.string()),
  events: z.array(z.tuple([z.string(), instant])),
  asOf: instant,
});

const GRADES = { good: 'Good', normal: 'Normal', unacceptable: 'Unacceptable' } as const;

const OPERATIONS: Record<string, (wt: WorkingTime, input: unknown) => Answers> = {
  addWorkingTime(wt, input) {
    const { start, minutes } = z.object({ start: instant, minutes: z.number() }).parse(input);
    return { at: written(addWorkingTime(wt, start, minutes * MINUTE)) };
  },
  workingTimeBetween(wt, input) {
    const { from, to } = z.object({ from: instant, to: instant }).parse(input);
    return { ms: workingTimeBetween(wt, from, to) };
  },
  addWorkingDays(wt, input) {
    const { start, days } = z.object({ start: instant, days: z.number() }).parse(input);
    return { at: written(addWorkingDays(wt, start, days)) };
  },
  pauseDue(wt, input) {
    const { mode, budgetMinutes, pausing, stopping, events, asOf } = pauseDueSchema.parse(input);
    const spans = events.map(([status, from]) => {
      const is = stopping.includes(status) ? 'stopped' : pausing.includes(status) ? 'paused' : 'running';
      return { from, is } as const;
    });
    const clock = readClock({ spans, budget: budgetMinutes * MINUTE, kind: mode, wt, asOf });
    return {
      due: clock.dueAt === null ? null : written(clock.dueAt),
      consumedMs: clock.counted,
      remainingMs: clock.left,
      state: clock.state,
      overdue: clock.overdue,
    };
  },
};

/** Throws when `file` is none of the two kinds. */
export function readConformance(file: unknown): Conformance {
  const { cases, meta } = fileSchema.parse(file);
  const compiled = new Map<string, WorkingTime>();
  return {
    cases,
    calendar(name) {
      const known = compiled.get(name);
      if (known) return known;
      const calendar = meta?.calendars[name];
      if (calendar === undefined) throw new Error(`calendar "${name}" is not in the file's meta.calendars`);
      const wt = compileWorkingTime(specOf(calendar));
      compiled.set(name, wt);
      return wt;
    },
  };
}

export function judgeCase(subject: unknown, calendar: Conformance['calendar'], index: number): Verdict {
  const { data: named } = z.object({ id: z.string() }).safeParse(subject);
  const id = named?.id ?? `case ${index + 1}`;
  let expected: Answers = {};
  let got: string;
  try {
    const asked = question(subject, calendar);
    expected = asked.expected;
    const answers = asked.answer();
    const unknown = Object.keys(expected).filter((key) => !(key in answers));
    if (unknown.length > 0) throw new Error(`no answer for "${unknown.join('", "')}"`);
    got = JSON.stringify(Object.fromEntries(Object.keys(expected).map((key) => [key, answers[key]])));
    if (got === JSON.stringify(expected)) return { id, passed: true };
  } catch (cause) {
    got = reasonOf(cause);
  }
  return { id, passed: false, expected: JSON.stringify(expected), got };
}

/** In one line. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof z.ZodError) return z.prettifyError(cause).replaceAll(/\n\s*/g, ' ');
  return cause instanceof Error ? cause.message : String(cause);
}

function question(
  subject: unknown,
  calendar: Conformance['calendar'],
): { expected: Answers; answer(): Answers } {
  if (typeof subject === 'object' && subject !== null && 'op' in subject) {
    const { op, calendar: name, input, expected } = operationSchema.parse(subject);
    const operation = Object.hasOwn(OPERATIONS, op) ? OPERATIONS[op] : undefined;
    if (!operation) throw new Error(`op "${op}" is unknown; known are ${Object.keys(OPERATIONS).join(', ')}`);
    return { expected, answer: () => operation(calendar(name), input) };
  }
  const { sum, cases, ...expected } = qualitySchema.parse(subject);
  return { expected, answer: () => quality(sum, cases) };
}

function quality(sum: number, tickets: number): Answers {
  const tenths = averageInTenths(sum, tickets);
  if (tenths === null) return { rounded: null, tenths: null, grade: null };
  return { rounded: writtenTenths(tenths), tenths, grade: GRADES[qualityLevel(tenths, REGULATION.quality)] };
}

function specOf(calendar: unknown): CalendarSpec {
  const spec = calendarSchema.parse(calendar);
  // The files give dates without names.
  const holidays = spec.holidays.map(
    (date) => [date, { name: { ru: date, en: date }, kind: 'holiday' }] as const,
  );
  return {
    ...spec,
    holidays: Object.fromEntries(holidays),
    exceptions: [],
    officialYears: [],
    fixedHolidays: [],
  };
}

function written(at: Instant): string {
  return new Date(at).toISOString();
}
