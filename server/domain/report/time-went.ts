/**
 * What time went on: the first line and each department within working hours, the client at every hour, and what of the
 * desk's and the departments' own time fell outside working hours. The parts sum to the whole.
 */
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { Topic } from '../regulation.ts';
import { staysOf } from '../second-line/time-split.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { WorkingTime } from '../working-time/compile.ts';
import { workingTimeBetween } from '../working-time/working-time.ts';

export type TimeWent = {
  firstLine: Milliseconds;
  /** Each moment once, however many departments were asked. */
  secondLine: Milliseconds;
  client: Milliseconds;
  outsideHours: Milliseconds;
  /** Working hours that a question of the topic was open for; several at once may be more than `secondLine`. */
  topics: Partial<Record<Topic, Milliseconds>>;
};

export const NO_TIME: TimeWent = { firstLine: 0, secondLine: 0, client: 0, outsideHours: 0, topics: {} };

export function timeWent(
  ticket: Ticket,
  cycle: number,
  { until, workingTime }: { until: Instant; workingTime: WorkingTime },
): TimeWent {
  const went = { ...NO_TIME, topics: { ...NO_TIME.topics } };
  for (const { from, to, with: whom, escalations } of staysOf(ticket, until, cycle)) {
    if (whom === 'client') {
      went.client += to - from;
      continue;
    }
    const open = workingTimeBetween(workingTime, from, to);
    went.outsideHours += to - from - open;
    if (whom === 'first_line') went.firstLine += open;
    else went.secondLine += open;
    for (const topic of new Set(escalations.map((each) => each.topic)))
      went.topics[topic] = (went.topics[topic] ?? 0) + open;
  }
  return went;
}

export function addTime(a: TimeWent, b: TimeWent): TimeWent {
  const topics = { ...a.topics };
  for (const [topic, time] of Object.entries(b.topics) as [Topic, Milliseconds][])
    topics[topic] = (topics[topic] ?? 0) + time;
  return {
    firstLine: a.firstLine + b.firstLine,
    secondLine: a.secondLine + b.secondLine,
    client: a.client + b.client,
    outsideHours: a.outsideHours + b.outsideHours,
    topics,
  };
}
