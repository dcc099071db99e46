/**
 * A database that was damaged while no server ran: gone, emptied, cut, with bytes turned over in its pages and in its log.
 * The start refuses with one line, or nothing was lost by it: a desk that was damaged is never served as if it were whole,
 * and never begun anew.
 */
import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { databaseIn } from '../../server/data-dir.ts';
import { seeded, type Random } from '../../server/sample/random.ts';
import { aFilledDesk, type ACopy, type AFilledDesk } from './a-filled-desk.ts';
import { aServer, type AServer } from './a-server.ts';
import type { Fault } from './fault.ts';
import { invariantsOf } from './invariants.ts';

const PAGE = 4096;
const WAL_HEAD = 32;
const FRAME_HEAD = 24;

type Harm = {
  name: string;
  to: 'killed' | 'stopped';
  /** What else than a refusal is right: nothing; or a start that has lost nothing. */
  passes: 'refused' | 'whole';
  /** Says what it did. */
  do(file: string, random: Random): string;
};

const wal = (file: string) => `${file}-wal`;

/** A byte with one to eight of its bits turned over. */
function flip(path: string, at: number, random: Random): string {
  const bytes = readFileSync(path);
  bytes[at] = bytes[at]! ^ random.between(1, 255);
  writeFileSync(path, bytes);
  return `byte ${at}`;
}

const GONE: readonly Harm[] = [
  { name: 'gone', to: 'stopped', passes: 'refused', do: (file) => (rmSync(file), '') },
  { name: 'gone, its log there', to: 'killed', passes: 'refused', do: (file) => (rmSync(file), '') },
  {
    name: 'gone, its lock too',
    to: 'stopped',
    passes: 'refused',
    do: (file) => (rmSync(file), rmSync(`${file}.lock`), ''),
  },
  { name: 'emptied', to: 'stopped', passes: 'refused', do: (file) => (truncateSync(file, 0), '') },
  {
    name: 'emptied, its log there',
    to: 'killed',
    passes: 'refused',
    do: (file) => (truncateSync(file, 0), ''),
  },
  {
    name: 'cut',
    to: 'stopped',
    passes: 'refused',
    do(file, random) {
      const bytes = random.between(1, statSync(file).size - 1);
      truncateSync(file, bytes);
      return `to ${bytes} bytes`;
    },
  },
];

/** Of a page of a tree: its head, and where its cells are. */
function structureOf(bytes: Buffer, page: number): number[] {
  const begin = page * PAGE;
  const head = begin + (page === 0 ? 100 : 0);
  const kind = bytes[head]!;
  if (![2, 5, 10, 13].includes(kind)) return [];
  const headBytes = kind === 2 || kind === 5 ? 12 : 8;
  const cells = bytes.readUInt16BE(head + 3);
  return Array.from({ length: headBytes + 2 * cells }, (_, i) => head + i);
}

const IN_A_HEAD: Harm = {
  name: 'a byte of the head of a page',
  to: 'stopped',
  passes: 'whole',
  do(file, random) {
    const bytes = readFileSync(file);
    for (;;) {
      const structure = structureOf(bytes, random.between(0, bytes.length / PAGE - 1));
      if (structure.length > 0) return flip(file, random.pick(structure), random);
    }
  },
};

/**
 * Where the log's last commit but one is written down, or its head ends. A log that ends earlier is what a power cut leaves,
 * and cannot be told from it unless a commit follows. The file may be longer than the log: begun anew, it keeps the frames
 * of the log before until they are written over.
 */
function followedByACommit(log: Buffer): number {
  const salts = log.subarray(16, 24);
  const commits: number[] = [];
  for (let at = WAL_HEAD; at < log.length; at += FRAME_HEAD + PAGE)
    if (log.subarray(at + 8, at + 16).equals(salts) && log.readUInt32BE(at + 4) > 0) commits.push(at);
  return commits.at(-2) ?? WAL_HEAD;
}

const IN_THE_LOG: Harm = {
  name: 'a byte of the log',
  to: 'killed',
  passes: 'whole',
  do: (file, random) =>
    flip(wal(file), random.between(0, followedByACommit(readFileSync(wal(file))) - 1), random),
};

const ANYWHERE: Harm = {
  name: 'a byte anywhere',
  to: 'stopped',
  passes: 'whole',
  do: (file, random) => flip(file, random.between(0, statSync(file).size - 1), random),
};

type Result = { is: 'refused' | 'whole' | 'altered' | 'wrong'; says: string };

async function after(harm: Harm, desk: AFilledDesk, random: Random): Promise<Result> {
  const copy = await desk.copyOf(harm.to);
  try {
    const file = databaseIn(copy.dataDir);
    const what = harm.do(file, random);
    const was = existsSync(file) ? statSync(file).size : null;
    const result = await started(copy, desk);
    const is = existsSync(file) ? statSync(file).size : null;
    const begunAnew = result.is === 'refused' && harm.passes === 'refused' && is !== was;
    return begunAnew
      ? { is: 'wrong', says: `${what}: it had ${String(was)} bytes and has ${String(is)}` }
      : { ...result, says: `${what}: ${result.says}` };
  } finally {
    await copy.remove();
  }
}

async function started(copy: ACopy, { intents }: AFilledDesk): Promise<Result> {
  const server = await aServer(copy);
  try {
    await server.start();
  } catch (cause) {
    const ended = server.ended();
    if (!ended) throw cause;
    const line = refusalIn(server);
    if (line !== null) return { is: 'refused', says: line };
    const met = ended.code === 1 && server.said().includes('the database is damaged (SQLITE_');
    const next = met ? await startedAgain(copy) : null;
    return next === null
      ? { is: 'wrong', says: `it ended with ${ended.code} and said ${server.said().slice(0, 600)}` }
      : { is: 'refused', says: `it ended by itself, and at the next start: ${next}` };
  }
  await server.kill();
  const { problems } = await invariantsOf(copy, intents).catch((cause: Error) => ({
    problems: [`it was served, and cannot be read: ${cause.message}`],
  }));
  return problems.length === 0
    ? { is: 'whole', says: 'nothing was lost' }
    : { is: 'altered', says: `it was served, and ${problems[0]}` };
}

/** The one line with which it has refused to start; null where it has not, or has said more. */
function refusalIn(server: AServer): string | null {
  const lines = server.said().trim().split('\n');
  const isOneLine = lines.length === 1 && lines[0]!.startsWith('smart-support cannot start. the database ');
  return isOneLine && server.ended()?.code === 1 ? lines[0]! : null;
}

/** What it came upon was in no place that is looked at before it serves: the next start knows. */
async function startedAgain(copy: ACopy): Promise<string | null> {
  const server = await aServer(copy);
  try {
    await server.start();
  } catch (cause) {
    if (!server.ended()) throw cause;
    return refusalIn(server);
  }
  await server.kill();
  return null;
}

export type CorruptRun = { held: string; problems: readonly string[] };

type Plan = { seed: number; acknowledged: number; heads: number; log: number; anywhere: number };

export async function corruptRun(plan: Plan): Promise<CorruptRun> {
  const random = seeded(plan.seed);
  const desk = await aFilledDesk(plan);
  const problems: string[] = [];
  const many = (harm: Harm, count: number) => Array.from({ length: count }, () => harm);
  try {
    const counted: string[] = [];
    const run = async (name: string, harms: readonly Harm[], isMeasured: boolean) => {
      const all: Result[] = [];
      for (const harm of harms) {
        const result = await after(harm, desk, random);
        all.push(result);
        const isRight = result.is === 'refused' || (result.is === 'whole' && harm.passes === 'whole');
        if (!isRight && !(isMeasured && result.is === 'altered'))
          problems.push(`${harm.name}: ${result.is}: ${result.says}`);
      }
      const of = (is: Result['is']) => all.filter((result) => result.is === is).length;
      if (all.length > 0)
        counted.push(
          `${name}: ${all.length}, ${of('refused')} refused, ${of('whole')} without loss` +
            (isMeasured
              ? `, ${of('altered')} in what is written on the page, which only a backup knows`
              : ''),
        );
    };
    await run('gone, emptied, cut', GONE, false);
    await run('bytes of heads of pages', many(IN_A_HEAD, plan.heads), false);
    await run('bytes of the log', many(IN_THE_LOG, plan.log), false);
    await run('bytes anywhere', many(ANYWHERE, plan.anywhere), true);
    return { held: counted.join('; '), problems };
  } finally {
    await desk.remove();
  }
}

export const corrupt: Fault = {
  does: 'a database gone, emptied, cut, with bytes turned over: refused with one line, or nothing lost',
  run: ({ length, seed }) =>
    corruptRun(
      length === 'long'
        ? { seed, acknowledged: 400, heads: 100, log: 100, anywhere: 100 }
        : { seed, acknowledged: 60, heads: 4, log: 4, anywhere: 4 },
    ),
};
