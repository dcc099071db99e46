/** R13: the draft comes into force as one recorded act, with a reason. Open cycles move to it, or are left where they stand. */
import type { Instant, LocalDate } from '../../shared/instant.ts';
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { atLocalTime } from '../domain/working-time/working-time.ts';
import { checkRegulation } from '../regulation-file.ts';
import type { Application } from '../store/rules.ts';
import { carryOutRules } from './change-open-cycles.ts';
import type { Refused } from './commit-decision.ts';
import { draftMovedOn, openDraft } from './draft-rules.ts';

export type ApplyRules = {
  /** Of the draft, as it was seen. */
  revision: number;
  version: string;
  reason: string;
  /** By the desk's clock; null is at once. */
  from: { date: LocalDate; time: string } | null;
  openCycles: boolean;
};

/** What whoever applied it waits for; the rest is moved by the job. */
const AT_ONCE = 200;

export async function applyRules(
  deps: Deps,
  caller: StaffCaller,
  { revision, version, reason, from, openCycles }: ApplyRules,
): Promise<{ version: string } | Refused> {
  const { store, ruleBook } = deps;
  const at = deps.now();
  const draft = await openDraft(deps);
  if (!draft || draft.revision !== revision) return draftMovedOn(deps);
  const checked = checkRegulation({ ...draft.read.regulation, version });
  if ('problems' in draft.checked || 'problems' in checked) {
    const of = 'problems' in draft.checked ? draft.checked : checked;
    return { refusal: { code: 'draft_wrong', problems: 'problems' in of ? of.problems.length : 0 } };
  }
  const { current } = ruleBook();
  const fromAt = from === null ? at : instantOf(from, current.workingTime, at);
  if (fromAt === null) return { refusal: { code: 'field_wrong', field: 'from', problem: 'not_valid' } };

  const applied = await store.rules.apply(
    {
      version,
      fromVersion: current.regulation.version,
      orderedBy: caller.staffId,
      reason,
      scope: openCycles ? 'open_and_new' : 'new_only',
      fromAt,
      recordedAt: at,
      state: 'waiting',
    },
    checked.regulation,
    revision,
  );
  switch (applied) {
    case 'draft_moved_on':
      return draftMovedOn(deps);
    case 'version_taken':
      return { refusal: { code: 'version_taken', version } };
    case 'under_way':
      return { refusal: { code: 'rules_under_way' } };
    case 'applied':
      await deps.reloadRules();
      await carryOutRules(deps, AT_ONCE);
      return { version };
  }
}

/** What was applied for a later instant is taken back as long as that has not come. */
export async function takeBackRules(
  deps: Deps,
  { version }: { version: string },
): Promise<Application | Refused> {
  const { store } = deps;
  const act = (await store.rules.applications()).at(-1);
  if (!act || act.version !== version || act.state !== 'waiting' || act.fromAt <= deps.now()) {
    return { refusal: { code: 'rules_under_way' } };
  }
  await store.rules.setState(act.position, 'taken_back', deps.now());
  await deps.reloadRules();
  return { ...act, state: 'taken_back' };
}

function instantOf(
  { date, time }: { date: LocalDate; time: string },
  workingTime: Parameters<typeof atLocalTime>[0],
  at: Instant,
): Instant | null {
  const instant = atLocalTime(workingTime, date, time);
  return instant < at ? null : instant;
}
