/** When the desk warns, notes a breach and reminds by itself; each once. */
import { describe, expect, test } from 'vitest';
import { REGULATION } from '../../../../server/domain/regulation.ts';
import { compileRules } from '../../../../server/domain/rules.ts';
import { dueSignals, nextSignalAt } from '../../../../server/domain/sla/signals.ts';
import { clocksOf } from '../../../../server/domain/sla/ticket-clocks.ts';
import { decideSignals } from '../../../../server/domain/ticket/signal.ts';
import { evolve } from '../../../../server/domain/ticket/evolve.ts';
import type { EventBody } from '../../../../server/domain/ticket/event.ts';
import type { Ticket } from '../../../../server/domain/ticket/ticket.ts';
import { RULES, aStory, aStoryIn, moscow } from '../ticket/a-story.ts';
import type { Story } from '../ticket/a-story.ts';

const said = (bodies: readonly EventBody[]) =>
  bodies.map((body) =>
    body.type === 'reminded' ? `reminded ${body.of}` : `${body.type} ${'clock' in body ? body.clock : ''}`,
  );

/** Everything the desk does by itself until `until`, each at the moment it comes due. */
function byItself(of: Ticket, from: number, until: number, rules = RULES): [string, number][] {
  const done: [string, number][] = [];
  let ticket = of;
  let at = from;
  for (let next = nextSignalAt(ticket, rules, at); next !== null && next <= until;) {
    at = Math.max(at, next);
    const decision = decideSignals(ticket, { at, rules });
    if (!decision) throw new Error('what has come due is nothing');
    ticket = decision.ticket;
    done.push(...decision.events.map(({ body }): [string, number] => [said([body])[0]!, at]));
    next = nextSignalAt(ticket, rules, at);
  }
  return done;
}

const YEAR = moscow('2027-11-01 10:00');
const alone = (story: Story, rules = RULES) => byItself(story.ticket, story.events.at(-1)!.at, YEAR, rules);

describe('warnings and breaches', () => {
  test('a consultation that nobody touches: both clocks, a warning and a breach each', () => {
    expect(alone(aStory({ turnedAt: moscow('2026-11-09 12:00') }))).toEqual([
      ['warned reaction', moscow('2026-11-09 12:45')],
      ['breached reaction', moscow('2026-11-09 13:00') + 1],
      ['warned completion', moscow('2026-11-10 06:00')],
      ['breached completion', moscow('2026-11-10 12:00') + 1],
    ]);
  });

  test('what was sent in the evening is warned of by working time, over New Year too', () => {
    // 31 December is a day off in 2026, and work begins again on 11 January.
    expect(alone(aStory({ kind: 'feature', turnedAt: moscow('2026-12-30 18:30') }))).toEqual([
      ['warned reaction', moscow('2027-01-11 10:15')],
      ['breached reaction', moscow('2027-01-11 10:30') + 1],
    ]);
  });

  test('a pause is no part of the three quarters', () => {
    const story = aStory({ turnedAt: moscow('2026-11-09 12:00') })
      .does('staff', 'ask', moscow('2026-11-09 13:00'))
      .does('client', 'answer', moscow('2026-11-11 13:00'));
    expect(alone(story)[0]).toEqual(['warned completion', moscow('2026-11-12 06:00')]);
  });

  test('while it stands still there is none', () => {
    const story = aStory().does('staff', 'ask');
    expect(alone(story)).toEqual([['reminded info_required', moscow('2026-11-11 19:00')]]);
  });

  test('of a promised date it is three quarters of the days until it', () => {
    const story = aStory({ kind: 'feature' })
      .does('staff', 'reply')
      .does(
        'staff',
        { act: 'promise', dueAt: moscow('2026-11-13 14:00'), words: null },
        moscow('2026-11-09 14:00'),
      );
    expect(alone(story)).toEqual([
      ['warned completion', moscow('2026-11-12 14:00')],
      ['breached completion', moscow('2026-11-13 14:00') + 1],
    ]);
  });

  test('a new target is warned of anew, and an old breach is over', () => {
    const story = aStory({ kind: 'bug', criticality: 'critical' }).does('staff', 'reply');
    const breached = [...alone(story)].at(-1)!;
    expect(breached[0]).toBe('breached completion');
    const ticket = decideAll(story.ticket, breached[1]);
    const corrected = evolve(
      ticket,
      {
        seq: ticket.version + 1,
        at: breached[1] + 1000,
        by: { side: 'staff', id: 'olga' },
        body: {
          type: 'corrected',
          kind: 'bug',
          criticality: 'normal',
          oldKind: 'bug',
          oldCriticality: 'critical',
          oldDueAt: null,
          newDueAt: null,
          words: null,
        },
      },
      ticket.id,
    );
    expect(byItself(corrected, breached[1] + 1000, YEAR).map(([what]) => what)).toEqual([
      'warned completion',
      'breached completion',
    ]);
  });

  test('a feature without a target and a closed ticket have none', () => {
    const feature = aStory({ kind: 'feature' }).does('staff', 'start');
    expect(nextSignalAt(feature.ticket, RULES, feature.events.at(-1)!.at)).toBeNull();
    const closed = aStory().does('staff', 'close');
    expect(nextSignalAt(closed.ticket, RULES, closed.events.at(-1)!.at)).toBeNull();
  });

  test('reopened, both clocks are warned of again', () => {
    const story = aStory().does('staff', 'close').does('client', 'reopen');
    expect(alone(story).map(([what]) => what)).toEqual([
      'warned reaction',
      'breached reaction',
      'warned completion',
      'breached completion',
    ]);
  });

  test('they change no clock and are no reaction', () => {
    const story = aStory();
    const late = moscow('2026-11-20 12:00');
    const ticket = decideAll(story.ticket, late);
    expect(ticket.version).toBeGreaterThan(story.ticket.version);
    expect(clocksOf(ticket, RULES, late)).toEqual(clocksOf(story.ticket, RULES, late));
    expect(ticket.updatedAt).toBe(story.ticket.updatedAt);
    expect(ticket.deskSpokeAt).toBeNull();
  });
});

const decideAll = (ticket: Ticket, at: number) => decideSignals(ticket, { at, rules: RULES })!.ticket;

describe('after downtime', () => {
  test('no warning is given of what has been broken meanwhile', () => {
    const { ticket } = aStory();
    expect(said(dueSignals(ticket, RULES, moscow('2026-11-13 12:00')))).toEqual([
      'breached reaction',
      'breached completion',
    ]);
  });

  test('a reminder that is still true is given once', () => {
    const story = aStory().does('staff', 'ask');
    const back = moscow('2026-11-16 12:00');
    const decision = decideSignals(story.ticket, { at: back, rules: RULES })!;
    expect(said(decision.events.map(({ body }) => body))).toEqual(['reminded info_required']);
    expect(decideSignals(decision.ticket, { at: back + 86_400_000, rules: RULES })).toBeNull();
  });

  test('nobody is reminded of a check that is closed for silence now', () => {
    const story = aStory({ kind: 'bug' }).does('staff', 'start').does('staff', 'hand_over');
    expect(dueSignals(story.ticket, RULES, moscow('2026-11-23 18:59'))).toHaveLength(1);
    expect(dueSignals(story.ticket, RULES, moscow('2026-11-23 19:00'))).toEqual([]);
  });
});

describe('reminders (R7)', () => {
  test.each([
    ['info_required', 'consultation', '2026-11-11 19:00'],
    ['payment', 'consultation', '2026-11-16 19:00'],
    ['verification', 'bug', '2026-11-11 19:00'],
  ] as const)('in %s after the regulation’s working days', (status, kind, at) => {
    expect(alone(aStoryIn(status, kind)!)).toEqual([[`reminded ${status}`, moscow(at)]]);
  });

  test('can be off', () => {
    const rules = compileRules({
      ...REGULATION,
      reminders: { infoRequired: null, payment: null, verification: null },
    });
    for (const status of ['info_required', 'payment', 'verification'] as const) {
      expect(alone(aStoryIn(status, 'bug')!, rules)).toEqual([]);
    }
  });

  test('come again when the client is asked again', () => {
    const story = aStory().does('staff', 'ask');
    const reminded = decideAll(story.ticket, moscow('2026-11-11 19:00'));
    expect(reminded.remindedAt).toBe(moscow('2026-11-11 19:00'));
    const answered = aStory().does('staff', 'ask').does('client', 'answer').does('staff', 'ask');
    expect(answered.ticket.remindedAt).toBeUndefined();
    expect(alone(answered)).toHaveLength(1);
  });
});
