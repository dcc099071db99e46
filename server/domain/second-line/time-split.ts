/**
 * What a ticket's time went on: the first line, a department, the client. Elapsed spans, half open, adjacent, which sum to
 * the whole of the cycles; while the client has the move, the time is the client's, whatever else is going on.
 */
import type { Milliseconds } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import { MOVE_OF } from '../../../shared/ticket.ts';
import type { Topic } from '../regulation.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { spansWithDepartment } from './escalation.ts';

export type Stay = {
  from: Instant;
  to: Instant;
  with: 'first_line' | 'client' | 'department';
  /** For `department`: which questions were open, the earliest asked first. */
  escalations: readonly { id: string; topic: Topic }[];
};

export type TimeSplit = {
  firstLine: Milliseconds;
  client: Milliseconds;
  /** Each moment once, however many departments were asked. */
  secondLine: Milliseconds;
  /** For each topic the whole time it was open for while the desk had the move: together they may be more than `secondLine`. */
  byTopic: Partial<Record<Topic, Milliseconds>>;
};

/** `until`: as far as is asked; an open ticket goes on until then. Of one cycle, or of all of them. */
export function staysOf(ticket: Ticket, until: Instant, cycleNumber: number | null = null): Stay[] {
  const departments = ticket.escalations.flatMap((escalation) =>
    spansWithDepartment(escalation, until).map((span) => ({ ...span, escalation })),
  );
  const cycles = ticket.cycles.filter(({ number }) => cycleNumber === null || number === cycleNumber);
  return cycles.flatMap((cycle) => {
    const end = Math.min(cycle.closedAt ?? until, until);
    return cycle.statuses.flatMap(({ at, status }, i): Stay[] => {
      const from = at;
      const to = Math.min(cycle.statuses[i + 1]?.at ?? end, end);
      if (status === 'closed' || from >= to) return [];
      if (MOVE_OF[status] === 'client') return [{ from, to, with: 'client', escalations: [] }];
      const inside = departments
        .flatMap((span) => [span.from, span.to])
        .filter((cut) => from < cut && cut < to);
      const cuts = [...new Set([from, ...inside, to])].sort((a, b) => a - b);
      return cuts.slice(1).map((cut, j): Stay => {
        const start = cuts[j]!;
        const open = departments
          .filter((span) => span.from <= start && cut <= span.to)
          .map(({ escalation: { id, topic } }) => ({ id, topic }));
        return {
          from: start,
          to: cut,
          with: open.length > 0 ? 'department' : 'first_line',
          escalations: open,
        };
      });
    });
  });
}

export function timeSplit(ticket: Ticket, until: Instant, cycleNumber: number | null = null): TimeSplit {
  const split = { firstLine: 0, client: 0, secondLine: 0 };
  const byTopic: Partial<Record<Topic, Milliseconds>> = {};
  for (const { from, to, with: whom, escalations } of staysOf(ticket, until, cycleNumber)) {
    if (whom === 'first_line') split.firstLine += to - from;
    else if (whom === 'client') split.client += to - from;
    else split.secondLine += to - from;
    for (const topic of new Set(escalations.map((each) => each.topic)))
      byTopic[topic] = (byTopic[topic] ?? 0) + to - from;
  }
  return { ...split, byTopic };
}
