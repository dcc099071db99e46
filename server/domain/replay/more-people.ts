/**
 * An estimate of when first answers would have come with more people on the shift. Each day by itself: its first answers
 * are laid out in order of arrival among as many people as gave one that day, and once more among so many and the extra
 * ones. An answer takes as long as it took then: from its arrival, the opening, or the same person's answer before it,
 * whichever was last. The difference between the two layouts is how much earlier it comes.
 *
 * On the low side: what waited from one day to the next is not brought forward over the night, and where an answer was
 * late while nobody else was being answered, another person changes nothing.
 */
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { StaffId, TicketEvent } from '../ticket/event.ts';
import type { Cycle } from '../ticket/ticket.ts';
import type { WorkingTime } from '../working-time/compile.ts';

export type Answered = { id: string; startedAt: Instant; reactedAt: Instant; by: StaffId };

/** When each would have been answered. With nobody more: as it was. */
export function withMorePeople(
  answered: readonly Answered[],
  extra: number,
  workingTime: WorkingTime,
): ReadonlyMap<string, Instant> {
  const days = Map.groupBy(answered, ({ reactedAt }) => workingTime.localDay(reactedAt));
  const moved = new Map<string, Instant>();
  for (const [day, answers] of days) {
    const midnight = workingTime.instantOf(day, 0);
    const people = new Set(answers.map(({ by }) => by)).size;
    const jobs = jobsOf(answers, midnight, workingTime);
    const before = finishes(jobs, people);
    const after = finishes(jobs, people + extra);
    for (const [i, { answer, finished }] of jobs.entries()) {
      const earlier = before[i]! - after[i]!;
      const at = earlier > 0 ? workingTime.whenOpenBefore(finished - earlier) : answer.reactedAt;
      moved.set(answer.id, Math.min(answer.reactedAt, Math.max(at, answer.startedAt, midnight)));
    }
  }
  return moved;
}

/** On the axis of working time, where nights have no length. */
type Job = { answer: Answered; arrived: Milliseconds; finished: Milliseconds; takes: Milliseconds };

/** In order of arrival. */
function jobsOf(answers: readonly Answered[], midnight: Instant, workingTime: WorkingTime): Job[] {
  const lastOf = new Map<StaffId, Milliseconds>();
  return answers
    .toSorted((a, b) => a.reactedAt - b.reactedAt || byId(a, b))
    .map((answer): Job => {
      const arrived = workingTime.openBefore(Math.max(answer.startedAt, midnight));
      const finished = workingTime.openBefore(answer.reactedAt);
      const takes = finished - Math.max(arrived, lastOf.get(answer.by) ?? arrived);
      lastOf.set(answer.by, finished);
      return { answer, arrived, finished, takes };
    })
    .toSorted(
      (a, b) => a.arrived - b.arrived || a.answer.startedAt - b.answer.startedAt || byId(a.answer, b.answer),
    );
}

const byId = (a: Answered, b: Answered): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** First come, first answered, by whoever is free first. */
function finishes(jobs: readonly Job[], people: number): Milliseconds[] {
  const freeAt = Array.from({ length: people }, () => -Infinity);
  return jobs.map(({ arrived, takes }) => {
    const soonest = freeAt.indexOf(Math.min(...freeAt));
    const finish = Math.max(arrived, freeAt[soonest]!) + takes;
    freeAt[soonest] = finish;
    return finish;
  });
}

/** Who gave the first answer of a cycle; null when nobody has. */
export function reactorOf(cycle: Cycle, events: readonly TicketEvent[]): StaffId | null {
  if (cycle.reactedAt === null) return null;
  const first = events.find(
    ({ at, by, body }) => at === cycle.reactedAt && by.side === 'staff' && REACTS.includes(body.type),
  );
  return first?.by.side === 'staff' ? first.by.id : null;
}

const REACTS: readonly TicketEvent['body']['type'][] = ['submitted', 'replied', 'moved'];
