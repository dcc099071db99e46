/** Believable histories by chance, on whole minutes between November 2026 and March 2027. */
import fc from 'fast-check';
import type { Cycle, Target } from '../../../../server/domain/ticket/ticket.ts';
import { DAY, HOUR, MINUTE } from '../../../../shared/duration.ts';
import type { Status } from '../../../../shared/ticket.ts';
import { moscow } from './a-cycle.ts';

const OPEN: readonly Status[] = ['info_required', 'in_progress', 'analysis', 'payment', 'verification'];

/** From minutes to days, the short ones as often as the long. */
const gap = fc.oneof(
  fc.integer({ min: 0, max: 90 }),
  fc.integer({ min: 0, max: 30 }).map((hours) => hours * 60),
  fc.integer({ min: 0, max: 6 * 1440 }),
);

const target = fc.oneof(
  fc.constant({ kind: 'consultation' as const, criticality: null, estimateHours: null }),
  fc
    .constantFrom('critical' as const, 'high' as const, 'normal' as const)
    .map((criticality) => ({ kind: 'bug' as const, criticality, estimateHours: null })),
  fc
    .integer({ min: 1, max: 60 })
    .map((estimateHours) => ({ kind: 'feature' as const, criticality: null, estimateHours })),
);

export const randomCycle: fc.Arbitrary<{ cycle: Cycle; asOf: number }> = fc
  .record({
    start: fc.integer({ min: 0, max: 100 * 1440 }),
    moves: fc.array(fc.tuple(gap, fc.constantFrom(...OPEN)), { maxLength: 6 }),
    reactedAfter: fc.option(gap),
    closes: fc.boolean(),
    then: gap,
    targets: fc.array(fc.tuple(gap, target), { minLength: 1, maxLength: 3 }),
  })
  .map(({ start, moves, reactedAfter, closes, then, targets }) => {
    const startedAt = moscow('2026-11-01 00:00') + start * MINUTE;
    let at = startedAt;
    const statuses: { at: number; status: Status }[] = [{ at, status: 'request' }];
    for (const [minutes, status] of moves) statuses.push({ at: (at += minutes * MINUTE), status });
    const end = at + then * MINUTE;
    if (closes) statuses.push({ at: end, status: 'closed' });
    let when = startedAt;
    const changes: Target[] = targets.map(([minutes, change], i) => {
      if (i > 0) when = Math.min(end, when + minutes * MINUTE);
      return { at: when, promisedDueAt: null, ...change };
    });
    const reactedAt = reactedAfter === null ? null : Math.min(end, startedAt + reactedAfter * MINUTE);
    const cycle: Cycle = {
      number: 1,
      startedAt,
      regulationVersion: '2.0',
      statuses,
      targets: changes,
      firstEstimatedAt: changes.find(({ estimateHours }) => estimateHours)?.at ?? null,
      reactedAt,
      closedAt: closes ? end : null,
      resolution: closes ? 'answered' : null,
      creditedTo: null,
      rating: null,
    };
    return { cycle, asOf: closes ? end + 3 * DAY : end + HOUR };
  });
