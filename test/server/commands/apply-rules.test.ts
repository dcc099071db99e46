import { describe, expect, test } from 'vitest';
import type { StaffCaller } from '../../../server/auth/caller.ts';
import { applyRules, takeBackRules, type ApplyRules } from '../../../server/commands/apply-rules.ts';
import { changeStatus } from '../../../server/commands/change-status.ts';
import { carryOutRules } from '../../../server/commands/change-open-cycles.ts';
import { openDraft, saveDraft } from '../../../server/commands/draft-rules.ts';
import { effectOfRules } from '../../../server/commands/effect-of-rules.ts';
import { verify } from '../../../server/cli/verify.ts';
import { REGULATION, type Regulation } from '../../../server/domain/regulation.ts';
import { compileRules } from '../../../server/domain/rules.ts';
import { LiveRules } from '../../../server/rule-book.ts';
import { rulesAtStart } from '../../../server/rules-at-start.ts';
import { aMember } from '../store/a-desk.ts';
import { ANNA, BORIS, NOON, aRunningDesk, moscow, type RunningDesk } from './a-running-desk.ts';

const ADMIN: StaffCaller = { side: 'staff', staffId: 'nina', role: 'administrator' };

/** The same desk, closing an hour earlier. */
const until18: Regulation = { ...REGULATION, desk: { ...REGULATION.desk, hours: [['10:00', '18:00']] } };

async function aDeskWithRules(): Promise<RunningDesk> {
  const desk = await aRunningDesk();
  await desk.store.staff.add(aMember('nina', { role: 'administrator' }));
  await rulesAtStart(desk.store, REGULATION, NOON - 1);
  const rules = await LiveRules.open(desk.store);
  desk.ruleBook = () => rules.book(desk.clock.at);
  desk.reloadRules = () => rules.reload();
  return desk;
}

async function draft(desk: RunningDesk, regulation: unknown, revision = 0): Promise<void> {
  const saved = await saveDraft(desk, ADMIN, { content: JSON.stringify({ regulation, raw: {} }), revision });
  if ('refusal' in saved) throw new Error(saved.refusal.code);
}

const order = (more: Partial<ApplyRules> = {}): ApplyRules => ({
  revision: 1,
  version: '2.1',
  reason: 'winter hours',
  from: null,
  openCycles: true,
  ...more,
});

const versionOf = async (desk: RunningDesk, id: string) =>
  (await desk.load(id)).ticket.cycles.at(-1)?.regulationVersion;

const differences = async (desk: RunningDesk): Promise<readonly string[]> =>
  (await verify({ store: desk.store, ruleBook: desk.ruleBook(), filesRoot: '/nowhere' })).differences;

describe('the draft', () => {
  test('keeps what cannot be right, and says field by field what is wrong', async () => {
    const desk = await aDeskWithRules();
    await draft(desk, { ...REGULATION, desk: { ...REGULATION.desk, hours: [['10:00', '09:00']] } });
    const kept = await openDraft(desk);
    expect(kept?.read.regulation['desk']).toMatchObject({ hours: [['10:00', '09:00']] });
    expect(kept?.checked).toEqual({
      problems: [{ field: 'desk.hours[0]', says: expect.stringContaining('does not end after it begins') }],
    });
  });

  test('of two who save, the second is told and overwrites nothing', async () => {
    const desk = await aDeskWithRules();
    await draft(desk, REGULATION);
    await draft(desk, until18, 1);
    const late = await saveDraft(desk, ADMIN, {
      content: JSON.stringify({ regulation: REGULATION, raw: {} }),
      revision: 1,
    });
    expect(late).toEqual({ refusal: { code: 'draft_moved_on', by: 'Staff nina' } });
    expect((await openDraft(desk))?.read.regulation['desk']).toEqual(until18.desk);
  });

  test('with a part that is no JSON is not applied', async () => {
    const desk = await aDeskWithRules();
    await saveDraft(desk, ADMIN, {
      content: JSON.stringify({ regulation: until18, raw: { workflow: '[{' } }),
      revision: 0,
    });
    const refused = await applyRules(desk, ADMIN, order());
    expect(refused).toEqual({ refusal: { code: 'draft_wrong', problems: 1 } });
  });
});

describe('what a draft would do', () => {
  test('names every open ticket that it moves, those that move most first, and moves none', async () => {
    const desk = await aDeskWithRules();
    desk.clock.at = moscow('2026-11-09 12:00');
    await desk.submits(ANNA);
    desk.clock.at = moscow('2026-11-09 18:30');
    const late = await desk.submits(BORIS);
    const effect = await effectOfRules(desk, compileRules({ ...until18, version: 'draft' }));
    expect(effect).toMatchObject({ open: 2, touched: 1, later: 1, earlier: 0, breached: 0, saved: 0 });
    expect(effect.rows).toMatchObject([
      {
        id: late,
        reaction: { old: moscow('2026-11-10 10:30'), new: moscow('2026-11-10 11:00') },
        completion: { old: moscow('2026-11-10 18:30'), new: moscow('2026-11-10 18:30') },
        moves: 30 * 60_000,
      },
    ]);
    expect(await versionOf(desk, late)).toBe('2.0');
  });

  test('marks a ticket that would be late, and one that no longer would be', async () => {
    const desk = await aDeskWithRules();
    await desk.submits(ANNA);
    desk.clock.at += 40 * 60_000;
    const quicker = { ...REGULATION, reaction: { minutes: 30, clock: 'working' as const } };
    expect(await effectOfRules(desk, compileRules(quicker))).toMatchObject({ breached: 1, saved: 0 });
    desk.clock.at += 40 * 60_000;
    const slower = { ...REGULATION, reaction: { minutes: 120, clock: 'working' as const } };
    expect(await effectOfRules(desk, compileRules(slower))).toMatchObject({ breached: 0, saved: 1 });
  });
});

describe('applying', () => {
  test('moves every open cycle, says so in its story, and new tickets stand under it', async () => {
    const desk = await aDeskWithRules();
    desk.clock.at = moscow('2026-11-09 18:30');
    const id = await desk.submits(ANNA);
    await draft(desk, until18);
    expect(await applyRules(desk, ADMIN, order())).toEqual({ version: '2.1' });
    const { events } = await desk.load(id);
    expect(events.at(-1)).toMatchObject({
      by: { side: 'desk' },
      body: {
        type: 'rules_changed',
        from: '2.0',
        to: '2.1',
        orderedBy: 'nina',
        oldReactionDueAt: moscow('2026-11-10 10:30'),
        newReactionDueAt: moscow('2026-11-10 11:00'),
      },
    });
    expect((await desk.row(id)).reaction_due_at).toBe(moscow('2026-11-10 11:00'));
    expect(await versionOf(desk, await desk.submits(BORIS))).toBe('2.1');
    expect(await desk.store.rules.draft()).toBeNull();
    expect(await desk.store.rules.applications()).toMatchObject([
      { version: '2.0', orderedBy: null, state: 'done' },
      {
        version: '2.1',
        fromVersion: '2.0',
        orderedBy: 'nina',
        reason: 'winter hours',
        state: 'done',
        moved: 1,
      },
    ]);
    expect(await differences(desk)).toEqual([]);
  });

  test('changes not a byte of a closed ticket', async () => {
    const desk = await aDeskWithRules();
    const closed = await desk.submits(ANNA);
    const open = await desk.submits(BORIS);
    await changeStatus(
      desk,
      { side: 'staff', staffId: 'olga', role: 'agent' },
      {
        id: closed,
        requestId: 'close-it',
        seenVersion: (await desk.load(closed)).ticket.version,
        act: 'close',
        text: 'Done',
        resolution: 'answered',
        files: [],
      },
    );
    const before = JSON.stringify([await desk.row(closed), await desk.load(closed)]);
    await draft(desk, until18);
    await applyRules(desk, ADMIN, order());
    expect(JSON.stringify([await desk.row(closed), await desk.load(closed)])).toBe(before);
    expect([await versionOf(desk, closed), await versionOf(desk, open)]).toEqual(['2.0', '2.1']);
    expect(await differences(desk)).toEqual([]);
  });

  test('for new tickets only leaves open cycles where they stand', async () => {
    const desk = await aDeskWithRules();
    const old = await desk.submits(ANNA);
    await draft(desk, until18);
    await applyRules(desk, ADMIN, order({ openCycles: false }));
    await carryOutRules(desk);
    expect([await versionOf(desk, old), await versionOf(desk, await desk.submits(BORIS))]).toEqual([
      '2.0',
      '2.1',
    ]);
  });

  test('from a later instant comes into force at that instant, and can be taken back until then', async () => {
    const desk = await aDeskWithRules();
    const id = await desk.submits(ANNA);
    await draft(desk, until18);
    await applyRules(desk, ADMIN, order({ from: { date: '2026-11-10', time: '00:00' } }));
    await carryOutRules(desk);
    expect(await versionOf(desk, id)).toBe('2.0');
    expect(desk.ruleBook().current.regulation.version).toBe('2.0');
    desk.clock.at = moscow('2026-11-10 00:00');
    expect(await versionOf(desk, await desk.submits(BORIS))).toBe('2.1');
    await carryOutRules(desk);
    expect(await versionOf(desk, id)).toBe('2.1');
    expect(await takeBackRules(desk, { version: '2.1' })).toHaveProperty('refusal');
  });

  test('what was taken back never comes', async () => {
    const desk = await aDeskWithRules();
    await draft(desk, until18);
    await applyRules(desk, ADMIN, order({ from: { date: '2026-11-10', time: '00:00' } }));
    await takeBackRules(desk, { version: '2.1' });
    desk.clock.at = moscow('2026-11-10 12:00');
    expect(desk.ruleBook().current.regulation.version).toBe('2.0');
    expect(await carryOutRules(desk)).toBe(0);
  });

  test('wants a name that no version has had', async () => {
    const desk = await aDeskWithRules();
    await draft(desk, REGULATION);
    expect(await applyRules(desk, ADMIN, order({ version: '2.0' }))).toEqual({
      refusal: { code: 'version_taken', version: '2.0' },
    });
  });

  test('killed in the middle it goes on, and every ticket is moved exactly once', async () => {
    const desk = await aDeskWithRules();
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push(await desk.submits(i % 2 ? ANNA : BORIS));
    await draft(desk, until18);
    let commits = 0;
    const { commit } = desk.store.tickets;
    desk.store.tickets.commit = async (change) => {
      if (++commits > 5) throw new Error('killed');
      return commit(change);
    };
    await expect(applyRules(desk, ADMIN, order())).rejects.toThrow('killed');
    expect((await desk.store.rules.applications()).at(-1)).toMatchObject({ state: 'running', moved: 5 });

    desk.store.tickets.commit = commit;
    expect(await carryOutRules(desk)).toBe(7);
    expect(await carryOutRules(desk)).toBe(0);
    for (const id of ids) {
      const { events } = await desk.load(id);
      expect(events.filter(({ body }) => body.type === 'rules_changed')).toHaveLength(1);
    }
    expect((await desk.store.rules.applications()).at(-1)).toMatchObject({ state: 'done', moved: 12 });
    expect(await differences(desk)).toEqual([]);
  });
});

describe('after a start', () => {
  const other: Regulation = { ...until18, version: '2.0-file' };

  test('a version that was never here comes into force', async () => {
    const desk = await aDeskWithRules();
    expect(await rulesAtStart(desk.store, other, desk.clock.at)).toBe('in_force');
    await desk.reloadRules();
    expect(desk.ruleBook().current.regulation.version).toBe('2.0-file');
  });

  test('a known version of the file leaves what administrators applied last in force', async () => {
    const desk = await aDeskWithRules();
    await draft(desk, until18);
    await applyRules(desk, ADMIN, order());
    expect(await rulesAtStart(desk.store, REGULATION, desk.clock.at)).toBe('stays');
    await desk.reloadRules();
    expect(desk.ruleBook().current.regulation.version).toBe('2.1');
  });

  test('with nothing applied in the console, the file that is set is in force', async () => {
    const desk = await aDeskWithRules();
    await rulesAtStart(desk.store, other, desk.clock.at);
    await rulesAtStart(desk.store, REGULATION, desk.clock.at);
    await desk.reloadRules();
    expect(desk.ruleBook().current.regulation.version).toBe('2.0');
  });

  test('another regulation under a known name is refused', async () => {
    const desk = await aDeskWithRules();
    expect(await rulesAtStart(desk.store, until18, desk.clock.at)).toBe('differs');
  });
});
