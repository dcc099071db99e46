/** A past period under other rules, as it is asked for by the desk's own days and read by people. */
import type { LocalDate } from '../../../shared/instant.ts';
import { replayPeriod, type ReplayAsked, type ReplayedPeriod } from '../../commands/replay-period.ts';
import type { Deps } from '../../deps.ts';
import { atLocalTime } from '../../domain/working-time/working-time.ts';
import { Refused } from '../refused.ts';

export type ReplayView = ReplayedPeriod & { changed: number; version: string; people: number };

/** Two years and a day: what anybody compares, and what one question may cost. */
const LONGEST_DAYS = 732;
const SHOWN = 200;

type Asked = Omit<ReplayAsked, 'from' | 'to'> & { from: LocalDate; to: LocalDate };

export async function replayView(
  deps: Pick<Deps, 'store' | 'ruleBook' | 'now'>,
  { from, to, ...asked }: Asked,
): Promise<ReplayView> {
  const { workingTime } = deps.ruleBook().current;
  const period = { from: atLocalTime(workingTime, from, '00:00'), to: atLocalTime(workingTime, to, '24:00') };
  const days = (period.to - period.from) / 86_400_000;
  if (days <= 0 || days > LONGEST_DAYS) {
    throw new Refused({ code: 'field_wrong', field: 'to', problem: 'not_valid' });
  }
  const replayed = await replayPeriod(deps, { ...period, ...asked });
  return {
    ...replayed,
    changes: replayed.changes.slice(0, SHOWN),
    changed: replayed.changes.length,
    version: asked.then.regulation.version,
    people: asked.people,
  };
}
