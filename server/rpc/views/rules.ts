/** The draft of the rules, what it would do, and every version there was, as managers and administrators read them. */
import type { Instant } from '../../../shared/instant.ts';
import type { EffectOfRules, MovedTicket } from '../../commands/effect-of-rules.ts';
import { nextVersion, type OpenDraft, openDraft } from '../../commands/draft-rules.ts';
import type { Deps } from '../../deps.ts';
import { differencesBetween, type Difference } from '../../domain/change/differences.ts';
import type { Regulation } from '../../domain/regulation.ts';
import { compileRules, type Rules } from '../../domain/rules.ts';
import { ledgerOf } from '../../domain/sla/explain.ts';
import type { Ledger } from '../../domain/sla/ledger.ts';
import { currentCycle } from '../../domain/ticket/ticket.ts';
import type { FieldProblem } from '../../regulation-file.ts';
import type { LoadedTicket } from '../../store/change.ts';
import type { Application } from '../../store/rules.ts';
import { readAt, rulesFor } from './ticket.ts';

export type ApplicationView = Omit<Application, 'position' | 'orderedBy'> & {
  /** Null where the operator's file brought it. */
  orderedBy: string | null;
};

export type DraftView = {
  revision: number;
  content: string;
  basedOn: string;
  startedBy: string;
  startedAt: Instant;
  savedBy: string;
  savedAt: Instant;
  problems: readonly FieldProblem[];
  /** From what is in force now; of a draft that can be read whole. */
  differences: readonly Difference[];
};

export type RulesView = {
  regulation: Regulation;
  inForce: ApplicationView | null;
  /** What is being carried out, or waits for its instant. */
  underWay: ApplicationView | null;
  suggestedVersion: string;
  openTickets: number;
  draft: DraftView | null;
};

export type VersionView = {
  version: string;
  recordedAt: Instant;
  acts: readonly ApplicationView[];
  inForce: boolean;
  openTickets: number;
  /** From the version that was in force before it; none for the first. */
  differences: readonly Difference[];
};

type Some = Pick<Deps, 'store' | 'now' | 'ruleBook'>;

export async function rulesView(deps: Some): Promise<RulesView> {
  const { store } = deps;
  const { regulation } = deps.ruleBook().current;
  const acts = await applicationViews(store);
  const versions = (await store.regulations.all()).map(({ version }) => version);
  const draft = await openDraft(deps);
  const open = await store.tickets.openByAssignee();
  return {
    regulation,
    inForce:
      acts.findLast(({ version, state }) => version === regulation.version && state !== 'taken_back') ?? null,
    underWay: acts.find(({ state }) => state === 'waiting' || state === 'running') ?? null,
    suggestedVersion: nextVersion(regulation.version, versions),
    openTickets: [...open.values()].reduce((sum, each) => sum + each, 0),
    draft: draft && (await draftView(deps, draft)),
  };
}

export async function draftView({ store, ruleBook }: Some, draft: OpenDraft): Promise<DraftView> {
  const names = await staffNames(store);
  const { revision, content, basedOn, startedAt, savedAt, checked, read } = draft;
  const { regulation } = ruleBook().current;
  return {
    revision,
    content,
    basedOn,
    startedBy: names.get(draft.startedBy) ?? '',
    startedAt,
    savedBy: names.get(draft.savedBy) ?? '',
    savedAt,
    problems: 'problems' in checked ? checked.problems : [],
    differences: differencesBetween(regulation, { ...read.regulation, version: regulation.version }),
  };
}

export async function versionViews({ store, ruleBook }: Some): Promise<VersionView[]> {
  const recorded = await store.regulations.all();
  const acts = await applicationViews(store);
  const counts = await openByVersion(store);
  const byVersion = new Map(recorded.map(({ version, regulation }) => [version, regulation]));
  return recorded.toReversed().map(({ version, regulation, recordedAt }) => {
    const own = acts.filter((act) => act.version === version);
    const before = byVersion.get(own[0]?.fromVersion ?? '');
    return {
      version,
      recordedAt,
      acts: own,
      inForce: ruleBook().current.regulation.version === version,
      openTickets: counts.get(version) ?? 0,
      differences: before
        ? differencesBetween(before, regulation).filter(({ field }) => field !== 'version')
        : [],
    };
  });
}

/** A version as it may stand in JSON: no infinity, which is `null` there. */
export type EffectView = Omit<EffectOfRules, 'rows'> & {
  rows: readonly (Omit<MovedTicket, 'moves'> & { moves: number | null })[];
  offset: number;
};

export const EFFECT_PAGE = 200;

export function effectView(effect: EffectOfRules, offset: number): EffectView {
  const rows = effect.rows.slice(offset, offset + EFFECT_PAGE);
  return {
    ...effect,
    offset,
    rows: rows.map((row) => ({ ...row, moves: Number.isFinite(row.moves) ? row.moves : null })),
  };
}

export type BothLedgers = {
  old: { reaction: Ledger; completion: Ledger };
  new: { reaction: Ledger; completion: Ledger };
};

export function bothLedgers(deps: Some, loaded: LoadedTicket, then: Rules): BothLedgers {
  const { ticket } = loaded;
  const at = readAt(deps, loaded);
  const cycle = currentCycle(ticket);
  const under = (rules: Rules, version: string) => ({
    reaction: ledgerOf({ ...cycle, regulationVersion: version }, 'reaction', rules, at),
    completion: ledgerOf({ ...cycle, regulationVersion: version }, 'completion', rules, at),
  });
  return {
    old: under(rulesFor(deps, ticket), cycle.regulationVersion),
    new: under(then, then.regulation.version),
  };
}

/** The draft as it would be in force, under the name it would be given. */
export async function rulesOfDraft(deps: Some): Promise<Rules | { problems: number } | null> {
  const draft = await openDraft(deps);
  if (!draft) return null;
  const { checked } = draft;
  return 'problems' in checked ? { problems: checked.problems.length } : compileRules(checked.regulation);
}

async function openByVersion(store: Deps['store']): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const ticket of await store.tickets.open()) {
    const { regulationVersion } = currentCycle(ticket);
    counts.set(regulationVersion, (counts.get(regulationVersion) ?? 0) + 1);
  }
  return counts;
}

async function applicationViews(store: Deps['store']): Promise<ApplicationView[]> {
  const names = await staffNames(store);
  return (await store.rules.applications()).map(({ position: _, orderedBy, ...act }) => ({
    ...act,
    orderedBy: orderedBy === null ? null : (names.get(orderedBy) ?? ''),
  }));
}

const staffNames = async (store: Deps['store']): Promise<ReadonlyMap<string, string>> =>
  new Map((await store.staff.all()).map(({ id, name }) => [id, name]));
