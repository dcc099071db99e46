/** Changing the rules: managers read, administrators change (`access.ts`). */
import { readCalendarFile } from '../calendar-file.ts';
import { applyRules, takeBackRules } from '../commands/apply-rules.ts';
import { dropDraft, openDraft, saveDraft } from '../commands/draft-rules.ts';
import { effectOfRules } from '../commands/effect-of-rules.ts';
import type { Deps } from '../deps.ts';
import { compileRules, type Rules } from '../domain/rules.ts';
import { forStaff, router } from './procedures.ts';
import { Refused, told } from './refused.ts';
import * as basic from './schemas.ts';
import * as input from './schemas/rules.ts';
import { calendarRead, knownYears, type CalendarRead, type KnownYear } from './views/calendar-years.ts';
import { replayView, type ReplayView } from './views/replay.ts';
import {
  bothLedgers,
  draftView,
  effectView,
  rulesOfDraft,
  rulesView,
  versionViews,
  type BothLedgers,
  type DraftView,
  type EffectView,
  type RulesView,
  type VersionView,
} from './views/rules.ts';

async function draftRules(deps: Deps): Promise<Rules> {
  const rules = await rulesOfDraft(deps);
  if (rules === null) throw new Refused({ code: 'draft_moved_on', by: null });
  if ('problems' in rules) throw new Refused({ code: 'draft_wrong', problems: rules.problems });
  return rules;
}

async function versionRules({ store }: Deps, version: string): Promise<Rules> {
  const recorded = await store.regulations.get(version);
  if (!recorded) throw new Refused({ code: 'not_found' });
  return compileRules(recorded.regulation);
}

export const rules = router({
  overview: forStaff
    .input(basic.nothing)
    .query(({ ctx: { desk } }): Promise<RulesView> => rulesView(desk.deps)),

  saveDraft: forStaff
    .input(input.saveDraft)
    .mutation(async ({ ctx: { desk, caller }, input: typed }): Promise<DraftView> => {
      told(await saveDraft(desk.deps, caller, typed));
      const draft = await openDraft(desk.deps);
      if (!draft) throw new Refused({ code: 'draft_moved_on', by: null });
      return draftView(desk.deps, draft);
    }),
  dropDraft: forStaff
    .input(input.dropDraft)
    .mutation(async ({ ctx: { desk }, input: seen }) => told(await dropDraft(desk.deps, seen))),

  effect: forStaff.input(input.effect).query(async ({ ctx: { desk }, input: from }): Promise<EffectView> => {
    const then = await draftRules(desk.deps);
    return effectView(await effectOfRules(desk.deps, then), from?.offset ?? 0);
  }),
  ledgers: forStaff
    .input(input.ledgers)
    .query(async ({ ctx: { desk }, input: { id } }): Promise<BothLedgers> => {
      const loaded = await desk.deps.store.tickets.load(id);
      if (!loaded) throw new Refused({ code: 'not_found' });
      return bothLedgers(desk.deps, loaded, await draftRules(desk.deps));
    }),

  putInForce: forStaff
    .input(input.putInForce)
    .mutation(async ({ ctx: { desk, caller }, input: act }): Promise<RulesView> => {
      told(await applyRules(desk.deps, caller, act));
      return rulesView(desk.deps);
    }),
  takeBack: forStaff
    .input(input.takeBack)
    .mutation(async ({ ctx: { desk }, input: act }): Promise<RulesView> => {
      told(await takeBackRules(desk.deps, act));
      return rulesView(desk.deps);
    }),

  replay: forStaff.input(input.replay).query(async ({ ctx: { desk }, input: asked }): Promise<ReplayView> => {
    const then =
      asked.under === undefined ? await draftRules(desk.deps) : await versionRules(desk.deps, asked.under);
    return replayView(desk.deps, { ...asked, then });
  }),

  years: forStaff
    .input(basic.nothing)
    .query(({ ctx: { desk } }): Promise<KnownYear[]> => knownYears(desk.deps)),
  readCalendar: forStaff
    .input(input.readCalendar)
    .mutation(async ({ ctx: { desk }, input: { text, name, year } }): Promise<CalendarRead> => {
      const read = readCalendarFile(text, { name, asked: year });
      if ('why' in read) throw new Refused({ code: 'calendar_unreadable', ...read });
      return calendarRead(desk.deps, read.years);
    }),

  versions: forStaff
    .input(basic.nothing)
    .query(({ ctx: { desk } }): Promise<VersionView[]> => versionViews(desk.deps)),
});
