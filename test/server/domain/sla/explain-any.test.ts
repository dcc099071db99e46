import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REGULATION } from '../../../../server/domain/regulation.ts';
import { compileRules } from '../../../../server/domain/rules.ts';
import { ledgerOf } from '../../../../server/domain/sla/explain.ts';
import { clocksOfCycle } from '../../../../server/domain/sla/ticket-clocks.ts';
import { randomCycle } from './random-cycle.ts';

const RULES = compileRules(REGULATION);

test('the ledger of 1000 random histories has no gap, sums to the allowance and ends at the due time', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      randomCycle,
      fc.constantFrom('reaction' as const, 'completion' as const),
      (history, which) => {
        const { cycle, asOf } = history;
        const ledger = ledgerOf(cycle, which, RULES, asOf);
        const clock = clocksOfCycle(cycle, RULES, asOf)[which];
        const { spans, dueAt, allowance, left } = ledger;
        const sum = (...kinds: string[]) =>
          spans.filter(({ is }) => kinds.includes(is)).reduce((all, { adds }) => all + adds, 0);
        for (const { is, rule } of spans) seen.add(rule ?? is);

        expect(ledger).toMatchObject({
          dueAt: clock.dueAt,
          counted: clock.counted,
          left: clock.left,
          state: clock.state,
        });
        let at = ledger.startedAt!;
        for (const span of spans) {
          expect(span.from).toBe(at);
          expect(span.to).toBeGreaterThan(span.from);
          expect(span.adds).toBe(span.is === 'not_counted' ? 0 : span.to - span.from);
          expect(Boolean(span.reason)).toBe(span.is === 'not_counted');
          at = span.to;
        }
        const end = (which === 'reaction' ? cycle.reactedAt : null) ?? cycle.closedAt ?? asOf;
        if (spans.length > 0) expect(at).toBe(Math.max(end, dueAt ?? end));

        if (dueAt === null) {
          const given = sum('moved');
          expect(given > 0 ? sum('counted') : sum('counted') + left!).toBe(allowance);
        } else {
          expect(sum('counted', 'to_count', 'spare')).toBe(allowance);
          const last = spans.findLast(({ is }) => ['counted', 'to_count', 'spare', 'moved'].includes(is));
          expect(last?.to).toBe(dueAt);
          expect(sum('counted', 'over')).toBe(ledger.counted);
          expect(sum('over')).toBe(Math.max(0, -left!));
        }
      },
    ),
    { numRuns: 1000, seed: 4 },
  );
  expect([...seen].toSorted()).toEqual([
    'counted',
    'next_working_day',
    'not_before_reaction',
    'not_counted',
    'over',
    'spare',
    'to_count',
  ]);
});
