/**
 * The power goes at any moment. A server's run is written down write by write and sync by sync; then for many moments of it
 * the disk is made as a machine would find it: what was synced, and of all else nothing, or any part. On each the desk opens,
 * and all that a client had been told by then is there. The same without the sync after a commit has to lose some, or this
 * proves nothing.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedRules, verify } from '../../server/cli/verify.ts';
import { databaseIn, filesIn } from '../../server/data-dir.ts';
import { seeded, type Random } from '../../server/sample/random.ts';
import { openStore } from '../../server/store/open-store.ts';
import { aServer } from './a-server.ts';
import type { Fault, Outcome } from './fault.ts';
import { invariantsIn } from './invariants.ts';
import { missingForLayer } from './disk/layer.ts';
import { firstWord, recordedRun, type Ending, type RecordedRun } from './disk/recorded-run.ts';
import type { Survives } from './disk/disk.ts';

type Plan = {
  seed: number;
  cuts: number;
  acknowledged: number;
  endings: readonly Ending[];
  imports?: readonly string[];
  /** The whole server is started on every so manieth. */
  startsEvery: number;
};

type PowerRun = { cuts: number; acknowledged: number; problems: readonly string[]; syncs: number };

const NORMAL = new URL('./disk/synchronous-normal.ts', import.meta.url).href;

export async function powerRun(plan: Plan): Promise<PowerRun> {
  const run = await recordedRun(plan);
  const random = seeded(plan.seed + 1);
  const folder = await mkdtemp(join(tmpdir(), 'power-'));
  const problems = [...run.surprises];
  const moments = momentsOf(run, plan.cuts, random);
  try {
    let next = 0;
    for (const [i, moment] of moments.entries()) {
      while (next < moment) run.disk.take(run.records[next++]!);
      const dataDir = join(folder, String(i));
      run.disk.layInto(dataDir, survivorsOf(random));
      const found = await problemsOn(dataDir, run, moment);
      if (i % plan.startsEvery === 0) found.push(...(await problemsOfStart(dataDir, run)));
      problems.push(...found.map((problem) => `cut ${i + 1}, before act ${moment}: ${problem}`));
      await rm(dataDir, { recursive: true, force: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return {
    cuts: moments.length,
    acknowledged: run.intents.filter(({ acknowledged }) => acknowledged).length,
    syncs: run.records.filter(({ is }) => is === 'sync').length,
    problems,
  };
}

/** Half of them when a client has just been told something: nothing is more recent than that. */
function momentsOf({ records, toldAt }: RecordedRun, cuts: number, random: Random): number[] {
  const told = [...toldAt.values()];
  return Array.from({ length: cuts }, (_, i) =>
    i % 2 ? random.pick(told) + 1 : random.between(1, records.length),
  ).toSorted((a, b) => a - b);
}

function survivorsOf(random: Random): Survives {
  const chance = random.pick([0, 0, 0.1, 0.5, 0.9]);
  return () => random.chance(chance);
}

async function problemsOn(dataDir: string, run: RecordedRun, moment: number): Promise<string[]> {
  const database = { file: databaseIn(dataDir) };
  const intents = run.intents.map((intent) => {
    const at = run.toldAt.get(firstWord(intent));
    return at !== undefined && at < moment ? intent : { ...intent, acknowledged: null };
  });
  try {
    // As the server opens it.
    await (await openStore(database)).close();
    const store = await openStore({ ...database, readOnly: true });
    try {
      const { problems } = await invariantsIn(store, intents);
      const ruleBook = await recordedRules(store);
      const { differences } = await verify({ store, ruleBook, filesRoot: filesIn(dataDir) });
      return [...problems, ...differences];
    } finally {
      await store.close();
    }
  } catch (cause) {
    return [`it does not open: ${cause instanceof Error ? cause.message : String(cause)}`];
  }
}

async function problemsOfStart(dataDir: string, { env }: RecordedRun): Promise<string[]> {
  const server = await aServer({ env: { ...env, DATA_DIR: dataDir } });
  try {
    await server.start();
    return [];
  } catch (cause) {
    return [`the server does not start: ${cause instanceof Error ? cause.message : String(cause)}`];
  } finally {
    await server.kill();
  }
}

const isLoss = (problem: string): boolean => problem.includes('was acknowledged and is lost');

export const power: Fault = {
  does: 'the power goes: only what was synced is there, or any part of the rest; needs Linux and a C compiler',
  async run({ length, seed }): Promise<Outcome> {
    const missing = missingForLayer();
    if (missing) return { held: missing, problems: [missing] };
    const [cuts, acknowledged] = length === 'long' ? [1000, 500] : [20, 200];
    const half = { cuts: cuts / 2, acknowledged, startsEvery: 20 };
    const sound = await powerRun({ ...half, seed, endings: ['gone', 'stopped', 'gone'] });
    const failing = await powerRun({
      ...half,
      seed: seed + 1,
      endings: ['not synced', 'gone', 'not synced'],
    });
    const normal = await powerRun({
      ...{ ...half, cuts: 20, acknowledged: 100, seed, endings: [], startsEvery: 1000 },
      imports: [NORMAL],
    });
    const lost = normal.problems.filter(isLoss).length;
    return {
      held:
        `${sound.cuts} cuts of a run with ${sound.acknowledged} acknowledged and ${sound.syncs} syncs, ` +
        `${failing.cuts} of one with ${failing.acknowledged} in which syncs failed; ` +
        `without the sync after a commit ${lost} losses in ${normal.cuts} cuts`,
      problems: [
        ...sound.problems,
        ...failing.problems.map((problem) => `with failed syncs: ${problem}`),
        ...(lost > 0 ? [] : ['without the sync after a commit nothing was lost: this run proves nothing']),
      ],
    };
  },
};
