/** What may still be done to a closed ticket and to a check without an answer: each edge to the millisecond. */
import { describe, expect, test } from 'vitest';
import { REGULATION } from '../../../../server/domain/regulation.ts';
import { compileRules } from '../../../../server/domain/rules.ts';
import { silenceOf } from '../../../../server/domain/ticket/windows.ts';
import { clocksOfCycle } from '../../../../server/domain/sla/ticket-clocks.ts';
import type { Moving } from '../../../../server/domain/ticket/act.ts';
import type { ClosingResolution } from '../../../../shared/ticket.ts';
import type { Stars } from '../../../../shared/rating.ts';
import { DAY, HOUR, RULES, SENT, aStory, aStoryIn, moscow, moving } from './a-story.ts';

const closing = (resolution: ClosingResolution): Moving => moving('close', { resolution });
const stars = (given: Stars) => ({ act: 'rate', stars: given, words: null }) as const;

describe('reopening (R8)', () => {
  const closed = () => aStory().does('staff', closing('answered'), SENT + HOUR);
  const untilAt = SENT + HOUR + 30 * DAY;

  test.each(['client', 'staff'] as const)(
    '%s may on the last millisecond of 30 days, and not after it',
    (side) => {
      expect(closed().does(side, 'reopen', untilAt).ticket.status).toBe('request');
      expect(closed().refusal(side, 'reopen', untilAt + 1)).toEqual({ code: 'reopening_over', untilAt });
    },
  );

  test('starts both clocks afresh, and leaves what the first cycle met or missed', () => {
    // The reaction is two hours late; then, on Friday at 12:00, a new cycle.
    const story = aStory()
      .does('staff', 'start', SENT + 3 * HOUR)
      .does('staff', closing('answered'));
    const first = structuredClone(story.cycle);
    const reopened = moscow('2026-11-13 12:00');
    story.does('client', 'reopen', reopened);
    expect(story.ticket.cycles[0]).toEqual(first);
    expect(clocksOfCycle(story.ticket.cycles[0]!, RULES, reopened).reaction.state).toBe('missed');
    expect(story.cycle).toMatchObject({
      number: 2,
      startedAt: reopened,
      reactedAt: null,
      closedAt: null,
      rating: null,
    });
    const { reaction, completion } = clocksOfCycle(story.cycle, RULES, reopened);
    expect(reaction).toMatchObject({ state: 'running', dueAt: moscow('2026-11-13 13:00'), counted: 0 });
    // 24 h end on a Saturday, and so on Monday.
    expect(completion).toMatchObject({ state: 'running', dueAt: moscow('2026-11-16 12:00'), counted: 0 });
  });

  test('is no reaction, and a reply after it is', () => {
    const story = closed().does('staff', 'reopen', SENT + 2 * HOUR);
    expect(story.cycle.reactedAt).toBeNull();
    expect(story.does('staff', 'reply', SENT + 3 * HOUR).cycle.reactedAt).toBe(SENT + 3 * HOUR);
  });

  test('counts its days from the last closing', () => {
    const story = closed()
      .does('client', 'reopen', untilAt)
      .does('staff', closing('answered'), untilAt + HOUR);
    expect(story.does('client', 'reopen', untilAt + HOUR + 30 * DAY).ticket.cycles).toHaveLength(3);
  });

  test('forgets the estimate, the promise and the invoice of the cycle before', () => {
    const story = aStory({ kind: 'feature' });
    for (const act of ['start', 'estimate', 'promise', 'bill', 'close', 'reopen'] as const)
      story.does('staff', act);
    expect(story.ticket.invoice).toBeNull();
    expect(story.cycle.firstEstimatedAt).toBeNull();
    expect(story.cycle.targets).toMatchObject([{ estimateHours: null, promisedDueAt: null }]);
  });

  test('stands under the regulation of its own day', () => {
    const newest = compileRules({ ...REGULATION, version: '3.0', reopenWithinDays: 1 });
    const story = aStory({}, { newest })
      .does('staff', closing('answered'))
      .does('client', 'reopen', SENT + 20 * DAY);
    expect(story.ticket.cycles.map(({ regulationVersion }) => regulationVersion)).toEqual(['2.0', '3.0']);
  });

  test('keeps the responsible person, the kind and the criticality', () => {
    const story = aStory({ kind: 'bug', criticality: 'high' })
      .does('desk', 'assign')
      .does('staff', closing('declined'));
    expect(story.does('client', 'reopen').ticket).toMatchObject({
      assignee: 'pavel',
      kind: 'bug',
      criticality: 'high',
    });
  });
});

describe('rating', () => {
  const closedAt = SENT + HOUR;
  const closed = () => aStory().does('staff', closing('answered'), closedAt);

  test.each<[ClosingResolution, boolean]>([
    ['answered', true],
    ['declined', true],
    ['no_answer', true],
    ['duplicate', false],
  ])('a ticket closed as %s may be rated: %s', (resolution, may) => {
    const story = aStory().does('staff', closing(resolution));
    if (may) expect(story.does('client', stars(4)).cycle.rating).toMatchObject({ stars: 4 });
    else expect(story.refusal('client', stars(4))).toEqual({ code: 'rating_not_open' });
  });

  test('a withdrawn one may not', () => {
    expect(aStory().does('client', 'withdraw').refusal('client', stars(1))).toEqual({
      code: 'rating_not_open',
    });
  });

  test('one that nobody checked may', () => {
    const story = aStoryIn('verification', 'bug')!;
    story.does('desk', 'silence', story.events.at(-1)!.at + 20 * DAY);
    expect(story.does('client', stars(2)).cycle.rating).toMatchObject({ stars: 2 });
  });

  test('is given first as long as the ticket can be reopened', () => {
    const untilAt = closedAt + 30 * DAY;
    expect(closed().does('client', stars(5), untilAt).cycle.rating?.firstAt).toBe(untilAt);
    expect(closed().refusal('client', stars(5), untilAt + 1)).toEqual({ code: 'rating_over', untilAt });
  });

  test('is changed for 7 days from the first, however often', () => {
    const firstAt = closedAt + 2 * DAY;
    const story = closed()
      .does('client', stars(5), firstAt)
      .does('client', stars(2), firstAt + 6 * DAY);
    expect(story.cycle.rating).toEqual({ stars: 2, words: null, firstAt, at: firstAt + 6 * DAY });
    const untilAt = firstAt + 7 * DAY;
    expect(story.refusal('client', stars(1), untilAt + 1)).toEqual({ code: 'rating_over', untilAt });
    expect(story.does('client', stars(1), untilAt).cycle.rating).toMatchObject({
      stars: 1,
      firstAt,
      at: untilAt,
    });
  });

  test('given on the last day is changed for 7 days more', () => {
    const firstAt = closedAt + 30 * DAY;
    const story = closed()
      .does('client', stars(5), firstAt)
      .does('client', stars(3), firstAt + 7 * DAY);
    expect(story.cycle.rating?.stars).toBe(3);
  });

  test('each cycle has its own, and an earlier one stays', () => {
    const story = closed().does('client', stars(1)).does('client', 'reopen');
    expect(story.refusal('client', stars(5))).toEqual({ code: 'rating_not_open' });
    story.does('staff', closing('answered')).does('client', stars(5));
    expect(story.ticket.cycles.map(({ rating }) => rating?.stars)).toEqual([1, 5]);
  });
});

describe('silence (R7)', () => {
  /** Handed over on Monday the 9th at 14:00: the 10th working day after it is Monday the 23rd. */
  const closeAt = moscow('2026-11-23 19:00');
  const checked = () => aStoryIn('verification', 'bug')!;

  test('the client is reminded after 2 working days and has 10', () => {
    expect(checked().ticket.statusSince).toBe(moscow('2026-11-09 14:00'));
    expect(silenceOf(checked().ticket, RULES)).toEqual({ remindAt: moscow('2026-11-11 19:00'), closeAt });
  });

  test('closes at the end of the tenth, and not a millisecond before', () => {
    expect(checked().refusal('desk', 'silence', closeAt - 1)).toMatchObject({ code: 'act_not_allowed' });
    const story = checked().does('desk', moving('silence', { words: null }), closeAt);
    expect(story.cycle).toMatchObject({ closedAt: closeAt, resolution: 'unanswered' });
  });

  test('counts from the last hand-over', () => {
    const story = checked()
      .does('client', 'not_fixed', closeAt - DAY)
      .does('staff', 'hand_over', closeAt - HOUR);
    expect(story.refusal('desk', 'silence', closeAt)).toMatchObject({ code: 'act_not_allowed' });
  });

  test('never closes where the regulation has it off', () => {
    const rules = compileRules({ ...REGULATION, closeUnansweredVerificationAfter: null });
    const story = aStory({ kind: 'bug' }, { rules }).does('staff', 'start').does('staff', 'hand_over');
    expect(story.refusal('desk', 'silence', SENT + 1000 * DAY)).toMatchObject({ code: 'act_not_allowed' });
  });
});
