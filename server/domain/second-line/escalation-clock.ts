/**
 * The department's own clock (R11, R15): working days from the question to the first answer in substance, beside the
 * ticket's clocks, which go on. Pure; a calendar and an instant in, a reading out.
 */
import type { Instant } from '../../../shared/instant.ts';
import type { SecondLineTopic, Topic } from '../regulation.ts';
import type { Rules } from '../rules.ts';
import { addWorkingDays, addWorkingTime, workingTimeBetween } from '../working-time/working-time.ts';
import { firstAnswer } from './escalation.ts';
import type { Escalation } from './escalation.ts';

export type EscalationClock = {
  /** `dropped`: it ended in time and unanswered: handed back, closed, or the ticket was. */
  state: 'running' | 'overdue' | 'met' | 'missed' | 'dropped';
  startedAt: Instant;
  dueAt: Instant;
  /** Half of the working time between the two: the department is reminded then. */
  halfAt: Instant;
  /** What meets it: the first answer in substance, or the taking where the regulation says so. */
  metAt: Instant | null;
  /** Whatever ended it. */
  endedAt: Instant | null;
  workingDays: number;
};

/** `rules` are those the escalation stands under. */
export function escalationClock(escalation: Escalation, rules: Rules, asOf: Instant): EscalationClock {
  const { workingTime, regulation } = rules;
  const { reactionWorkingDays: workingDays } = topicOf(rules, escalation.topic);
  const startedAt = escalation.askedAt;
  const dueAt = addWorkingDays(workingTime, startedAt, workingDays);
  const half = Math.floor(workingTimeBetween(workingTime, startedAt, dueAt) / 2);
  const answeredAt = firstAnswer(escalation)?.at ?? null;
  const takenAt = regulation.secondLineMetByTaking ? (escalation.taken?.at ?? null) : null;
  const metAt = takenAt !== null && (answeredAt === null || takenAt < answeredAt) ? takenAt : answeredAt;
  const endedAt = metAt ?? escalation.ended?.at ?? null;
  const late = (endedAt ?? asOf) > dueAt;
  return {
    state: late
      ? endedAt === null
        ? 'overdue'
        : 'missed'
      : metAt !== null
        ? 'met'
        : endedAt !== null
          ? 'dropped'
          : 'running',
    startedAt,
    dueAt,
    halfAt: addWorkingTime(workingTime, startedAt, half),
    metAt,
    endedAt,
    workingDays,
  };
}

export function topicOf({ regulation }: Pick<Rules, 'regulation'>, topic: Topic): SecondLineTopic {
  const found = regulation.secondLine.find((each) => each.topic === topic);
  if (!found) throw new Error(`regulation ${regulation.version} has no second-line topic ${topic}`);
  return found;
}

/** A department has no id in the text: its English name is the key under which its channels and members are kept. */
export const departmentKey = (department: { en: string }): string => department.en;
