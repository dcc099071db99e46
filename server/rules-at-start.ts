/**
 * Which regulation is in force after a start. A version that was never here comes into force with the start that brings it.
 * One that is known does so only if nothing was applied in the console since: what administrators applied last stays.
 */
import type { Instant } from '../shared/instant.ts';
import type { Regulation } from './domain/regulation.ts';
import { inForceAt } from './rule-book.ts';
import type { Store } from './store/store.ts';

export async function rulesAtStart(
  { regulations, rules }: Pick<Store, 'regulations' | 'rules'>,
  brought: Regulation,
  at: Instant,
): Promise<'in_force' | 'stays' | 'differs'> {
  const recorded = await regulations.record(brought, at);
  if (recorded === 'differs') return 'differs';
  const acts = await rules.applications();
  const last = acts.findLast(({ state }) => state !== 'taken_back');
  if (recorded === 'known' && last) {
    if (last.orderedBy !== null) return 'stays';
    if (last.version === brought.version) return 'in_force';
  }
  await rules.recordStart({
    version: brought.version,
    fromVersion: inForceAt(acts, at)?.version ?? null,
    orderedBy: null,
    reason: null,
    scope: 'new_only',
    fromAt: at,
    recordedAt: at,
    state: 'done',
  });
  return 'in_force';
}
