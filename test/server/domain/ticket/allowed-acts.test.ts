/** What a screen offers is what would be decided, neither more nor less. */
import { describe, expect, test } from 'vitest';
import { allowedActs } from '../../../../server/domain/ticket/allowed-acts.ts';
import { MOVING_ACTS, STANDING_ACTS, STATUSES, TICKET_KINDS } from '../../../../shared/ticket.ts';
import { DAY, RULES, aStoryIn } from './a-story.ts';

const ACTS = [...MOVING_ACTS, ...STANDING_ACTS];

describe.each(TICKET_KINDS)('a %s', (kind) => {
  test.each(STATUSES)('in %s', (status) => {
    const story = aStoryIn(status, kind);
    if (!story) return;
    const lastAt = story.events.at(-1)!.at;
    for (const at of [lastAt, lastAt + 30 * DAY, lastAt + 30 * DAY + 1]) {
      for (const side of ['client', 'staff'] as const) {
        const decided = ACTS.filter((act) => !('refusal' in story.would(side, act, at)));
        expect(allowedActs(story.ticket, side, RULES, at).toSorted(), side).toEqual(decided.toSorted());
      }
    }
  });
});
