/** Bent calls through every door: nothing may crash, hang, pollute, or answer with a fault. */
import process from 'node:process';
import { seeded } from '../../server/sample/random.ts';
import { aWorld, type World } from '../security/two-licensees.ts';
import { DOORS } from './doors.ts';

export type FuzzRun = {
  count: number;
  slowestMs: number;
  answers: ReadonlyMap<number, number>;
  problems: readonly string[];
};

const LONGEST_MS = 1000;
/** Calls change the world they are made in: keys are retired, people switched off. */
const CALLS_PER_WORLD = 1000;
const STACK = /\bat .*\((?:file|node):|\.ts:\d+:\d+|SQLITE_|SqliteError|ECONN/;

/** Which world and which call is made from the number of the case alone, so that one case can be run again. */
export async function fuzzRun({
  seed,
  count,
  from = 0,
}: {
  seed: number;
  count: number;
  from?: number;
}): Promise<FuzzRun> {
  const problems: string[] = [];
  const answers = new Map<number, number>();
  let slowestMs = 0;
  let world: World | null = null;
  const chances = DOORS.flatMap((door) => Array.from({ length: door.weight }, () => door));
  try {
    for (let i = from; i < from + count; i++) {
      if (world === null || (i - from) % CALLS_PER_WORLD === 0) {
        await world?.desk.end();
        world = await aWorld();
      }
      const random = seeded(seed * 1_000_003 + i);
      const door = random.pick(chances);
      const faultsBefore = faultsIn(world);
      const before = cpuOf();
      const problem = (text: string) =>
        problems.push(`--seed ${seed} --from ${i} --count 1 (${door.name}): ${text}`);
      try {
        const { status, text } = await door.open(random, world);
        answers.set(status, (answers.get(status) ?? 0) + 1);
        if (status >= 500 && status !== 503) problem(`answered ${status}`);
        if (STACK.test(text)) problem(`told of its inside: ${text.slice(0, 200)}`);
      } catch (cause) {
        problem(`threw ${cause instanceof Error ? cause.message : String(cause)}`);
      }
      const took = cpuOf() - before;
      slowestMs = Math.max(slowestMs, took);
      if (took > LONGEST_MS) problem(`took ${Math.round(took)} ms`);
      if (faultsIn(world) > faultsBefore) problem(`logged ${world.desk.lines.at(-1)?.slice(0, 400)}`);
      if (Object.keys(Object.prototype).length > 0 || 'polluted' in {}) {
        problem('polluted Object.prototype');
        break;
      }
    }
  } finally {
    await world?.desk.end();
  }
  return { count, slowestMs: Math.round(slowestMs), answers, problems };
}

const faultsIn = ({ desk }: World) => desk.lines.filter((line) => line.includes('"level":"fault"')).length;

/**
 * Of the processor, not of the clock: what else this machine does is none of the server's doing. And of the thread that
 * answers, where Node can tell: what is computed in another keeps nobody waiting.
 */
function cpuOf(): number {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}
