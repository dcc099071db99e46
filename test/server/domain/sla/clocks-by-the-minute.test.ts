import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REGULATION } from '../../../../server/domain/regulation.ts';
import { compileRules } from '../../../../server/domain/rules.ts';
import { clocksOfCycle } from '../../../../server/domain/sla/ticket-clocks.ts';
import { walk } from './minute-walker.ts';
import { randomCycle } from './random-cycle.ts';

const RULES = compileRules(REGULATION);
const HOURS = { consultation: 24, critical: 24, high: 168, normal: 336, low: 336 } as const;

test('every clock of 1000 random histories says what a walk by the minute says', () => {
  const seen = { moved: 0, paused: 0, late: 0, ended: 0 };
  fc.assert(
    fc.property(randomCycle, ({ cycle, asOf }) => {
      const target = cycle.targets.at(-1)!;
      const wanted =
        target.kind === 'feature'
          ? {
              minutes: target.estimateHours! * 60,
              clock: 'working' as const,
              startedAt: cycle.firstEstimatedAt!,
            }
          : {
              minutes: HOURS[target.criticality ?? 'consultation'] * 60,
              clock: 'elapsed' as const,
              startedAt: cycle.startedAt,
            };
      const walked = walk(cycle, wanted, asOf);
      const { reaction, completion } = clocksOfCycle(cycle, RULES, asOf);
      const end = cycle.closedAt ?? asOf;

      expect(reaction.dueAt).toBe(walked.reactionDueAt);
      expect(completion.dueAt).toBe(walked.dueAt);
      expect(completion.counted).toBe(walked.counted);
      const late = walked.dueAt !== null && end > walked.dueAt;
      if (cycle.closedAt !== null) expect(completion.state).toBe(late ? 'missed' : 'met');
      else if (late) expect(completion.state).toBe('overdue');
      else expect(['running', 'paused']).toContain(completion.state);

      if (late) seen.late++;
      if (cycle.closedAt !== null) seen.ended++;
      if (completion.state === 'paused') seen.paused++;
      if (walked.given > 0) seen.moved++;
    }),
    { numRuns: 1000, seed: 20261123 },
  );
  // Chance has reached every corner that matters.
  expect(seen.moved).toBeGreaterThan(100);
  expect(seen.late).toBeGreaterThan(20);
  expect(seen.ended).toBeGreaterThan(100);
  expect(seen.paused).toBeGreaterThan(20);
}, 120_000);
