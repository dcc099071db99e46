/** The fold from events: the same ticket whether it is written or rebuilt, and no story that cannot have happened. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TicketEvent } from '../../../../server/domain/ticket/event.ts';
import { evolve, replay } from '../../../../server/domain/ticket/evolve.ts';
import { MOVING_ACTS, STANDING_ACTS, TICKET_KINDS } from '../../../../shared/ticket.ts';
import { HOUR, SENT, aStory } from './a-story.ts';

test('any story rebuilds to the ticket that its acts made', () => {
  const step = fc.record({
    act: fc.constantFrom(...MOVING_ACTS, ...STANDING_ACTS),
    side: fc.constantFrom('client' as const, 'staff' as const, 'staff' as const, 'desk' as const),
    hours: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(fc.constantFrom(...TICKET_KINDS), fc.array(step, { maxLength: 40 }), (kind, steps) => {
      const story = aStory({ kind });
      let at = SENT;
      for (const { act, side, hours } of steps) {
        at += hours * HOUR;
        const decision = story.would(side, act, at);
        if (!('refusal' in decision)) story.does(side, act, at);
      }
      const kept = JSON.parse(JSON.stringify(story.events)) as TicketEvent[];
      expect(replay('t1', 1042, kept)).toEqual({ ...story.ticket, number: 1042 });
      expect(story.ticket.version).toBe(story.events.length);
    }),
  );
});

describe('throws for a story', () => {
  const { events, ticket } = aStory().does('staff', 'start').does('staff', 'reply');
  const [submitted, started, replied] = events as [TicketEvent, TicketEvent, TicketEvent];

  test.each<[string, TicketEvent[], RegExp]>([
    ['of nothing', [], /t1 has no events/u],
    ['without its beginning', [started], /t1 begins with moved 2/u],
    ['with a gap', [submitted, replied], /t1: event 3 after version 1/u],
    ['told twice', [submitted, started, started], /t1: event 2 after version 2/u],
    ['submitted twice', [submitted, { ...submitted, seq: 2 }], /t1 was submitted twice/u],
  ])('%s', (_, story, says) => {
    expect(() => replay('t1', 1, story)).toThrow(says);
  });

  test('and leaves the ticket that it goes on from as it was', () => {
    const before = structuredClone(ticket);
    evolve(ticket, { ...replied, seq: 4, at: replied.at + HOUR }, 't1');
    expect(ticket).toEqual(before);
  });
});
