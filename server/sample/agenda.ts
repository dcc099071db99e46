/** What happens when: many stories told at once, in the order of the calendar, with the clock wherever the next one is. */
import type { Instant } from '../../shared/instant.ts';

/** Tells a piece, then says when it goes on. */
export type Story = AsyncGenerator<Instant, void, void>;

export type Agenda = {
  /** Where the clock stands. */
  now(): Instant;
  begin(at: Instant, story: Story): void;
  /** Until nothing is left before `end`; what would come later never comes. */
  runUntil(end: Instant): Promise<void>;
};

export function agendaFrom(start: Instant): Agenda {
  let now = start;
  let order = 0;
  const waiting: { at: Instant; order: number; story: Story }[] = [];
  const put = (at: Instant, story: Story) => {
    const entry = { at: Math.max(at, now), order: order++, story };
    const place = waiting.findIndex((each) => each.at > entry.at);
    waiting.splice(place < 0 ? waiting.length : place, 0, entry);
  };
  return {
    now: () => now,
    begin: put,
    async runUntil(end) {
      for (let next = waiting.shift(); next && next.at < end; next = waiting.shift()) {
        now = next.at;
        const told = await next.story.next();
        if (!told.done) put(told.value, next.story);
      }
      now = end;
    },
  };
}
