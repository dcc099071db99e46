/** What an act does beside the status: reaction, due times, credit, both sides' words. Due times are written out by hand. */
import { describe, expect, test } from 'vitest';
import { clocksOf } from '../../../../server/domain/sla/ticket-clocks.ts';
import type { Story } from './a-story.ts';
import { HOUR, MINUTE, RULES, SENT, aStory, aStoryIn, moscow, moving, whole } from './a-story.ts';
import type { Act, Channel, Criticality } from '../../../../shared/ticket.ts';

const completionDue = (story: Story, at: number) => clocksOf(story.ticket, RULES, at).completion.dueAt;

describe('submission', () => {
  test.each<[Criticality | null, Criticality | null, Criticality]>([
    ['critical', 'critical', 'critical'],
    ['low', 'low', 'low'],
    [null, null, 'normal'],
  ])('a bug stated as %s: kept as %s, taken as %s', (criticality, stated, taken) => {
    const { ticket } = aStory({ kind: 'bug', criticality });
    expect(ticket).toMatchObject({ statedCriticality: stated, criticality: taken });
  });

  test.each(['consultation', 'feature'] as const)('a %s has no criticality, whatever was sent', (kind) => {
    const { ticket } = aStory({ kind, criticality: 'critical' });
    expect(ticket).toMatchObject({ statedCriticality: null, criticality: null });
  });

  test('says under which version of the regulation it stands', () => {
    expect(aStory().cycle.regulationVersion).toBe('2.0');
  });

  test('both clocks start when the client turned to us', () => {
    const turnedAt = SENT - 90 * MINUTE;
    const story = aStory({ channel: 'letter', turnedAt }, { registered: true, sentAt: SENT });
    expect(story.ticket).toMatchObject({ registeredBy: 'olga', submittedAt: SENT, statusSince: turnedAt });
    expect(story.cycle.startedAt).toBe(turnedAt);
    expect(clocksOf(story.ticket, RULES, SENT).reaction.dueAt).toBe(turnedAt + HOUR);
  });
});

describe('reaction (R5)', () => {
  test.each<[Channel, boolean]>([
    ['telephone', true],
    ['in_person', true],
    ['letter', false],
  ])('registering a ticket that came by %s is the reaction: %s', (channel, reacted) => {
    const story = aStory({ channel, turnedAt: SENT - HOUR }, { registered: true, sentAt: SENT });
    expect(story.cycle.reactedAt).toBe(reacted ? SENT : null);
  });

  test.each<[Act, 'client' | 'staff' | 'desk', boolean]>([
    ['reply', 'staff', true],
    ['start', 'staff', true],
    ['analyse', 'staff', true],
    ['ask', 'staff', true],
    ['close', 'staff', true],
    ['note', 'staff', false],
    ['assign', 'staff', false],
    ['assign', 'desk', false],
    ['estimate', 'staff', false],
    ['promise', 'staff', false],
    ['correct', 'staff', false],
    ['reply', 'client', false],
    ['withdraw', 'client', false],
  ])('%s by %s is one: %s', (act, side, reacted) => {
    const at = SENT + 7 * MINUTE;
    expect(aStory({ kind: 'feature' }).does(side, act, at).cycle.reactedAt).toBe(reacted ? at : null);
  });

  test('the first one counts', () => {
    const story = aStory()
      .does('staff', 'reply', SENT + MINUTE)
      .does('staff', 'start', SENT + HOUR);
    expect(story.cycle.reactedAt).toBe(SENT + MINUTE);
  });

  test.each([
    [HOUR, 'met'],
    [HOUR + 1, 'missed'],
  ])('%d ms after the start it is %s', (after, state) => {
    const { ticket } = aStory().does('staff', 'reply', SENT + after);
    expect(clocksOf(ticket, RULES, SENT + 2 * HOUR).reaction.state).toBe(state);
  });
});

describe('criticality and kind corrected (R3, R9)', () => {
  test('staff may correct it; what the client said stays beside it', () => {
    const story = aStory({ kind: 'bug', criticality: 'low' }).does('staff', 'correct');
    expect(story.ticket).toMatchObject({ statedCriticality: 'low', criticality: 'critical' });
  });

  test('the story has the old and the new due time', () => {
    // 336 h from Monday the 9th are Monday the 23rd, 24 h are Tuesday the 10th.
    const story = aStory({ kind: 'bug' }).does('staff', 'correct', SENT + HOUR);
    expect(story.last).toEqual({
      type: 'corrected',
      kind: 'bug',
      criticality: 'critical',
      oldKind: 'bug',
      oldCriticality: 'normal',
      oldDueAt: moscow('2026-11-23 12:00'),
      newDueAt: moscow('2026-11-10 12:00'),
      words: null,
    });
  });

  test('a bug that is a consultation has no criticality, and one day', () => {
    const act = { act: 'correct', kind: 'consultation', criticality: 'high', words: 'why' } as const;
    const story = aStory({ kind: 'bug', criticality: 'critical' }).does('staff', act);
    expect(story.last).toMatchObject({ oldCriticality: 'critical', criticality: null, words: 'why' });
    expect(story.ticket).toMatchObject({ kind: 'consultation', criticality: null });
  });

  test('a consultation that is a bug is an ordinary one unless staff say otherwise', () => {
    const act = { act: 'correct', kind: 'bug', criticality: null, words: null } as const;
    expect(aStory().does('staff', act).ticket).toMatchObject({ kind: 'bug', criticality: 'normal' });
  });

  test('a feature that nobody has estimated is due when it turns out to be a bug', () => {
    const story = aStory({ kind: 'feature' }).does('staff', 'correct');
    expect(story.last).toMatchObject({ oldDueAt: null, newDueAt: moscow('2026-11-10 12:00') });
  });

  test('what is as it was is no correction', () => {
    const act = { act: 'correct', kind: 'bug', criticality: 'normal', words: null } as const;
    expect(aStory({ kind: 'bug' }).refusal('staff', act)).toEqual({
      code: 'field_wrong',
      field: 'kind',
      problem: 'not_valid',
    });
  });
});

describe('estimate and promise (R4)', () => {
  const estimate = (hours: number) => ({ act: 'estimate', hours, words: null }) as const;
  const promise = (text: string) => ({ act: 'promise', dueAt: moscow(text), words: 'soon' }) as const;

  test('the hours run from the moment of the estimate, in working time', () => {
    // From Monday 13:00: 6 h to closing, 9 h on Tuesday, 5 h on Wednesday.
    const story = aStory({ kind: 'feature' }).does('staff', estimate(20), SENT + HOUR);
    expect(story.last).toMatchObject({ oldDueAt: null, newDueAt: moscow('2026-11-11 15:00') });
  });

  test('a revised one swaps the target; the time already counted stays, and the first estimate too', () => {
    const story = aStory({ kind: 'feature' })
      .does('staff', estimate(20), SENT + HOUR)
      .does('staff', estimate(8), SENT + 2 * HOUR);
    // 8 h from Monday 13:00.
    expect(story.last).toMatchObject({
      hours: 8,
      oldDueAt: moscow('2026-11-11 15:00'),
      newDueAt: moscow('2026-11-10 12:00'),
    });
    expect(story.cycle.firstEstimatedAt).toBe(SENT + HOUR);
    expect(story.cycle.targets.map(({ estimateHours }) => estimateHours)).toEqual([null, 20, 8]);
  });

  test('a promised date is the due time, and a pause does not move it', () => {
    const story = aStory({ kind: 'feature' }).does('staff', promise('2026-12-01 19:00'));
    expect(story.last).toMatchObject({ oldDueAt: null, newDueAt: moscow('2026-12-01 19:00'), words: 'soon' });
    story.does('staff', 'start').does('staff', 'ask').does('client', 'answer', moscow('2026-11-20 12:00'));
    expect(completionDue(story, moscow('2026-11-20 12:00'))).toBe(moscow('2026-12-01 19:00'));
  });

  test('an estimate after a promise takes its place', () => {
    const story = aStory({ kind: 'feature' })
      .does('staff', promise('2026-12-01 19:00'), SENT + HOUR)
      .does('staff', estimate(2), SENT + 2 * HOUR);
    expect(story.last).toMatchObject({
      oldDueAt: moscow('2026-12-01 19:00'),
      newDueAt: moscow('2026-11-09 16:00'),
    });
  });

  test('nobody promises what has passed', () => {
    const now = moscow('2026-12-01 19:00');
    const wrong = { code: 'field_wrong', field: 'date', problem: 'not_valid' };
    const story = aStory({ kind: 'feature' });
    expect(story.refusal('staff', promise('2026-12-01 19:00'), now)).toEqual(wrong);
    expect(story.would('staff', promise('2026-12-01 19:00'), now - 1)).not.toHaveProperty('refusal');
  });
});

describe('on the client’s word', () => {
  test.each(['confirm', 'not_fixed'] as const)('%s by staff says so, and by the client does not', (act) => {
    expect(aStoryIn('verification', 'bug')!.does('staff', act).last).toHaveProperty('onBehalf', true);
    expect(aStoryIn('verification', 'bug')!.does('client', act).last).not.toHaveProperty('onBehalf');
  });

  test('staff take back, close and reopen on their own', () => {
    expect(aStoryIn('verification', 'bug')!.does('staff', 'take_back').last).not.toHaveProperty('onBehalf');
    expect(aStoryIn('analysis', 'bug')!.does('staff', 'close').last).not.toHaveProperty('onBehalf');
    expect(aStoryIn('closed', 'bug')!.does('staff', 'reopen').last).not.toHaveProperty('onBehalf');
  });
});

describe('credit (R14)', () => {
  const to = (id: string | null) => ({ act: 'assign', to: id, reason: { code: 'by_staff' } }) as const;

  test('goes to the responsible person at the closing, not to who closed it', () => {
    const story = aStory().does('desk', to('pavel')).does('staff', to('vera')).does('staff', 'close');
    expect(story.cycle.creditedTo).toBe('vera');
  });

  test('goes to nobody when nobody was responsible', () => {
    const story = aStory().does('desk', to('pavel')).does('staff', to(null)).does('client', 'withdraw');
    expect(story.cycle.creditedTo).toBeNull();
  });

  test('of an earlier cycle stays, whoever answers for the ticket afterwards', () => {
    const story = aStory().does('staff', to('vera')).does('staff', 'close').does('client', 'reopen');
    story.does('staff', to('pavel')).does('staff', 'close');
    expect(story.ticket.cycles.map(({ creditedTo }) => creditedTo)).toEqual(['vera', 'pavel']);
  });
});

describe('who spoke last', () => {
  test.each<[Act, 'client' | 'staff', 'client' | 'desk' | 'none']>([
    ['reply', 'client', 'client'],
    ['reply', 'staff', 'desk'],
    ['start', 'staff', 'desk'],
    ['note', 'staff', 'none'],
    ['assign', 'staff', 'none'],
  ])('after %s by %s: %s', (act, side, spoke) => {
    const { ticket } = aStory().does(side, act, SENT + MINUTE);
    expect(ticket.clientSpokeAt).toBe(spoke === 'client' ? SENT + MINUTE : SENT);
    expect(ticket.deskSpokeAt).toBe(spoke === 'desk' ? SENT + MINUTE : null);
    // What staff do among themselves must not show, not even in the order of the client's list.
    expect(ticket.updatedAt).toBe(act === 'assign' || act === 'note' ? SENT : SENT + MINUTE);
  });
});

test('a decision leaves the ticket that it was asked about as it was', () => {
  const story = aStoryIn('verification', 'bug')!;
  const before = structuredClone(story.ticket);
  for (const act of ['confirm', 'not_fixed', 'reply', 'correct', 'assign'] as const) {
    expect(story.would('staff', whole(act))).toHaveProperty('events');
  }
  story.would('client', moving('withdraw'));
  expect(story.ticket).toEqual(before);
});
