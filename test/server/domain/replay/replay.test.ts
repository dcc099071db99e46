import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REGULATION } from '../../../../server/domain/regulation.ts';
import { compileRules } from '../../../../server/domain/rules.ts';
import { replayCycle, tally } from '../../../../server/domain/replay/replay.ts';
import { withMorePeople, type Answered } from '../../../../server/domain/replay/more-people.ts';
import { MINUTE } from '../../../../shared/duration.ts';
import { aCycle, moscow } from '../sla/a-cycle.ts';
import { randomCycle } from '../sla/random-cycle.ts';

const RULES = compileRules(REGULATION);
const AS_OF = moscow('2026-12-01 12:00');

const until18 = compileRules({
  ...REGULATION,
  version: 'until 18',
  desk: { ...REGULATION.desk, hours: [['10:00', '18:00']] },
});
const in30 = compileRules({ ...REGULATION, version: '30', reaction: { minutes: 30, clock: 'working' } });

describe('a cycle under other rules', () => {
  test('answered 45 minutes after it was sent was in time, and would be late with half an hour', () => {
    const cycle = aCycle({
      sent: '2026-11-09 12:00',
      reacted: '2026-11-09 12:45',
      closed: '2026-11-09 13:00',
    });
    const { reaction, completion } = replayCycle(cycle, { was: RULES, then: in30, asOf: AS_OF });
    expect(reaction.was).toMatchObject({ outcome: 'met', dueAt: moscow('2026-11-09 13:00') });
    expect(reaction.then).toMatchObject({ outcome: 'missed', dueAt: moscow('2026-11-09 12:30') });
    expect(completion).toMatchObject({ was: { outcome: 'met' }, then: { outcome: 'met' } });
  });

  test('late in the evening was missed, and would be in time for a desk that closes before it', () => {
    const cycle = aCycle({ sent: '2026-11-09 17:30', reacted: '2026-11-09 18:45' });
    const { reaction } = replayCycle(cycle, { was: RULES, then: until18, asOf: AS_OF });
    expect(reaction.was).toMatchObject({ outcome: 'missed', dueAt: moscow('2026-11-09 18:30') });
    expect(reaction.then).toMatchObject({ outcome: 'met', dueAt: moscow('2026-11-10 10:30') });
  });

  test('nobody has answered yet: still to come, or late as of now', () => {
    const cycle = aCycle({ sent: '2026-11-09 12:00' });
    const asOf = moscow('2026-11-09 12:40');
    expect(replayCycle(cycle, { was: RULES, then: in30, asOf }).reaction).toMatchObject({
      was: { outcome: 'open' },
      then: { outcome: 'missed' },
    });
  });

  test('the same rules give what was, for any history', () => {
    fc.assert(
      fc.property(randomCycle, ({ cycle, asOf }) => {
        const same = replayCycle(cycle, { was: RULES, then: compileRules(REGULATION), asOf });
        expect(same.reaction.then).toEqual(same.reaction.was);
        expect(same.completion.then).toEqual(same.completion.was);
      }),
      { numRuns: 500 },
    );
  });

  test('is counted by kind and clock; what has no target in neither', () => {
    const cycles = [
      aCycle({ sent: '2026-11-09 12:00', reacted: '2026-11-09 12:45', closed: '2026-11-09 13:00' }),
      aCycle({ sent: '2026-11-09 12:00', reacted: '2026-11-09 12:10' }),
      aCycle({ kind: 'feature', sent: '2026-11-09 12:00', reacted: '2026-11-09 12:10' }),
    ].map((cycle) => replayCycle(cycle, { was: RULES, then: in30, asOf: AS_OF }));
    expect(tally(cycles, ['consultation', 'feature'])).toEqual([
      {
        kind: 'consultation',
        clock: 'reaction',
        was: { met: 2, missed: 0, open: 0 },
        then: { met: 1, missed: 1, open: 0 },
      },
      {
        kind: 'consultation',
        clock: 'completion',
        was: { met: 1, missed: 1, open: 0 },
        then: { met: 1, missed: 1, open: 0 },
      },
      {
        kind: 'feature',
        clock: 'reaction',
        was: { met: 1, missed: 0, open: 0 },
        then: { met: 1, missed: 0, open: 0 },
      },
      {
        kind: 'feature',
        clock: 'completion',
        was: { met: 0, missed: 0, open: 0 },
        then: { met: 0, missed: 0, open: 0 },
      },
    ]);
  });
});

const answered = (id: string, sent: string, at: string, by = 'olga'): Answered => ({
  id,
  startedAt: moscow(`2026-11-09 ${sent}`),
  reactedAt: moscow(`2026-11-09 ${at}`),
  by,
});

describe('more people on the shift', () => {
  const wt = RULES.workingTime;
  const told = (map: ReadonlyMap<string, number>) =>
    Object.fromEntries([...map].map(([id, at]) => [id, (at - moscow('2026-11-09 00:00')) / MINUTE]));
  const clock = (hour: number, minute = 0) => hour * 60 + minute;

  test('three that waited for one person are answered two at a time by two', () => {
    const one = [
      answered('a', '09:00', '10:20'),
      answered('b', '09:10', '10:40'),
      answered('c', '09:20', '11:00'),
    ];
    expect(told(withMorePeople(one, 1, wt))).toEqual({
      a: clock(10, 20),
      b: clock(10, 20),
      c: clock(10, 40),
    });
    expect(told(withMorePeople(one, 2, wt))).toEqual({
      a: clock(10, 20),
      b: clock(10, 20),
      c: clock(10, 20),
    });
  });

  test('an answer that nobody else was waiting before comes no earlier', () => {
    const lone = [answered('a', '12:00', '12:50')];
    expect(told(withMorePeople(lone, 3, wt))).toEqual({ a: clock(12, 50) });
  });

  test('each day is by itself: what waited over the night is not brought forward to the day before', () => {
    const late: Answered = { ...answered('a', '18:50', '18:55'), reactedAt: moscow('2026-11-10 10:30') };
    expect(withMorePeople([late], 5, wt).get('a')).toBe(late.reactedAt);
  });

  const answers = fc.array(
    fc.record({
      sent: fc.integer({ min: 0, max: 3 * 1440 }),
      after: fc.integer({ min: 0, max: 2 * 1440 }),
      by: fc.constantFrom('olga', 'pavel', 'rita'),
    }),
    { maxLength: 25 },
  );
  const written = (list: readonly { sent: number; after: number; by: string }[]): Answered[] =>
    list.map(({ sent, after, by }, i) => {
      const startedAt = moscow('2026-11-09 00:00') + sent * MINUTE;
      return { id: `t${i}`, startedAt, reactedAt: startedAt + after * MINUTE, by };
    });

  test('nobody more changes nothing, and one more never makes an answer later or comes before the question', () => {
    fc.assert(
      fc.property(answers, fc.integer({ min: 1, max: 4 }), (list, extra) => {
        const all = written(list);
        const same = withMorePeople(all, 0, wt);
        const more = withMorePeople(all, extra, wt);
        for (const { id, startedAt, reactedAt } of all) {
          expect(same.get(id)).toBe(reactedAt);
          expect(more.get(id)).toBeLessThanOrEqual(reactedAt);
          expect(more.get(id)).toBeGreaterThanOrEqual(startedAt);
        }
      }),
      { numRuns: 500 },
    );
  });
});
