/** Who hears of what, and when: tables against the rule, by the acts that people really do. */
import { describe, expect, test } from 'vitest';
import { noticesOf } from '../../../../server/domain/notices/notices-of.ts';
import type { Notice } from '../../../../server/domain/notices/notice.ts';
import type { EventBody, TicketEvent } from '../../../../server/domain/ticket/event.ts';
import { ACTORS, RULES, SENT, aStory, moscow, moving } from '../ticket/a-story.ts';
import type { Side, Story } from '../ticket/a-story.ts';
import type { Act } from '../../../../shared/ticket.ts';

const BUG = { kind: 'bug', criticality: 'normal' } as const;
const CRITICAL = { kind: 'bug', criticality: 'critical' } as const;

const heard = (notices: readonly Notice[]) =>
  notices.map(({ kind, to }) => {
    if (to.side === 'client') return `client: ${kind}`;
    return to.side === 'staff' ? `${to.staffId}: ${kind}` : `${to.side}: ${kind}`;
  });

/** Of the last thing that happened. */
const ofLast = (story: Story) => noticesOf(story.ticket, story.events.slice(-1), RULES);

const assigned = (story: Story) => story.does('desk', 'assign');

describe('who hears of it', () => {
  test('a new ticket is acknowledged to the client', () => {
    expect(heard(ofLast(aStory()))).toEqual(['client: received']);
  });

  test.each([
    ['what staff write', ['reply'], 'client: answered'],
    ['a question', ['start', 'ask'], 'client: information_needed'],
    ['an invoice', ['start', 'bill'], 'client: invoice'],
    ['a repair to look at', ['start', 'hand_over'], 'client: please_check'],
    ['a word with the taking back of a repair', ['start', 'hand_over', 'take_back'], 'client: answered'],
    ['a closing', ['close'], 'client: closed'],
  ] as const)('%s goes to the client', (_, acts, expected) => {
    const story = assigned(aStory(BUG));
    for (const act of acts) story.does('staff', act);
    expect(heard(ofLast(story))).toEqual([expected]);
  });

  test.each([
    ['a note among staff', ['note']],
    ['an estimate', ['estimate']],
    ['work begun without a word', [moving('start', { words: null })]],
    ['going on without an answer, whose words are a note', ['start', 'ask', 'go_on']],
    ['the withdrawal of an invoice, whose words are a note', ['start', 'bill', 'withdraw_invoice']],
  ] as const)('%s is nobody’s mail', (_, acts) => {
    const story = assigned(aStory({ kind: 'feature' }));
    for (const act of acts) story.does('staff', act);
    expect(ofLast(story)).toEqual([]);
  });

  test.each([
    ['an answer', ['start', 'ask'], 'answer', 'answer'],
    ['a message between', ['start'], 'reply', 'reply'],
    ['"not fixed"', ['start', 'hand_over'], 'not_fixed', 'not_fixed'],
    ['a reopening', ['close'], 'reopen', 'reopen'],
    ['a withdrawal', ['start'], 'withdraw', 'withdraw'],
  ] as const)('%s of the client goes to whoever is responsible', (_, before, act: Act, says) => {
    const story = assigned(aStory(BUG));
    for (const each of before) story.does('staff', each);
    const notices = ofLast(story.does('client', act));
    expect(heard(notices)).toEqual(['pavel: client_answered']);
    expect(notices[0]!.detail).toEqual({ act: says });
  });

  test('what the client says to a ticket that is nobody’s goes to nobody: it stands in the queue', () => {
    expect(ofLast(aStory().does('client', 'reply'))).toEqual([]);
  });

  test('a confirmed repair asks nothing of anybody', () => {
    const story = assigned(aStory(BUG)).does('staff', 'start').does('staff', 'hand_over');
    expect(ofLast(story.does('client', 'confirm'))).toEqual([]);
  });

  test('a check that was closed for silence is told to the client', () => {
    const story = assigned(aStory(BUG)).does('staff', 'start').does('staff', 'hand_over');
    expect(heard(ofLast(story.does('desk', 'silence', SENT + 30 * 86_400_000)))).toEqual(['client: closed']);
  });

  test('whoever takes a ticket is not told that they have it', () => {
    const mine = { act: 'assign', to: 'olga', reason: { code: 'by_staff' } } as const;
    expect(ofLast(aStory().does('staff', mine))).toEqual([]);
    expect(heard(ofLast(aStory().does('staff', { ...mine, to: 'pavel' })))).toEqual([
      'pavel: assigned_to_you',
    ]);
  });
});

const happens = (story: Story, body: EventBody, at: number, side: Side = 'desk'): Notice[] => {
  const event: TicketEvent = { seq: story.ticket.version + 1, at, by: ACTORS[side], body };
  return [...noticesOf(story.ticket, [event], RULES)];
};

describe('what the desk does by itself', () => {
  const due = moscow('2026-11-10 12:00');
  const warned = { type: 'warned', clock: 'completion', cycle: 1, dueAt: due } as const;
  const breached = { ...warned, type: 'breached' } as const;

  test('warns whoever is responsible, and managers where nobody is', () => {
    const at = moscow('2026-11-10 10:00');
    expect(heard(happens(assigned(aStory()), warned, at))).toEqual(['pavel: due_soon']);
    expect(heard(happens(aStory(), warned, at))).toEqual(['managers: due_soon']);
  });

  test('tells a breach to both', () => {
    expect(heard(happens(assigned(aStory()), breached, due + 1))).toEqual([
      'pavel: breached',
      'managers: breached',
    ]);
  });

  test('tells no breach by itself that is older than a working day', () => {
    const closing = moscow('2026-11-11 19:00');
    expect(happens(aStory(), breached, closing)).toHaveLength(1);
    expect(happens(aStory(), breached, closing + 1)).toEqual([]);
  });

  test('reminds the client of what is theirs to do', () => {
    const notices = happens(aStory(), { type: 'reminded', of: 'payment' }, due);
    expect(heard(notices)).toEqual(['client: reminder']);
    expect(notices[0]!.detail).toEqual({ of: 'payment' });
  });
});

describe('at night', () => {
  const NIGHT = moscow('2026-12-31 23:00');
  const OPENING = moscow('2027-01-11 10:00');

  test.each([
    ['received', 'at once', () => ofLast(aStory({ turnedAt: NIGHT }))],
    ['answered', 'at once', () => ofLast(aStory().does('staff', 'reply', NIGHT))],
    ['information_needed', 'at opening', () => ofLast(aStory().does('staff', 'ask', NIGHT))],
    ['invoice', 'at opening', () => ofLast(aStory().does('staff', 'start').does('staff', 'bill', NIGHT))],
    [
      'please_check',
      'at opening',
      () => ofLast(aStory(BUG).does('staff', 'start').does('staff', 'hand_over', NIGHT)),
    ],
    ['closed', 'at opening', () => ofLast(aStory().does('staff', 'close', NIGHT))],
    ['reminder', 'at opening', () => happens(aStory(), { type: 'reminded', of: 'payment' }, NIGHT)],
    ['assigned_to_you', 'at opening', () => ofLast(aStory(BUG).does('desk', 'assign', NIGHT))],
    ['assigned_to_you', 'at once', () => ofLast(aStory(CRITICAL).does('desk', 'assign', NIGHT))],
    ['client_answered', 'at opening', () => ofLast(assigned(aStory(BUG)).does('client', 'reply', NIGHT))],
    ['client_answered', 'at once', () => ofLast(assigned(aStory(CRITICAL)).does('client', 'reply', NIGHT))],
  ] as const)('%s goes %s', (kind, when, of: () => readonly Notice[]) => {
    expect(of().map((notice) => [notice.kind, notice.notBefore])).toEqual([
      [kind, when === 'at once' ? NIGHT : OPENING],
    ]);
  });

  test('in working hours everything goes at once', () => {
    const noon = moscow('2026-11-10 12:00');
    expect(ofLast(aStory().does('staff', 'ask', noon))[0]!.notBefore).toBe(noon);
  });
});
