/** A log that was damaged after it had been written is told from one that a power cut has left. */
import { copyFileSync, openSync, closeSync, readSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../../server/store/open-store.ts';
import { damageOfLog } from '../../../../server/store/sqlite/log-damage.ts';
import { aDesk, aFolder, submission } from '../a-desk.ts';

const HEAD = 32;
const FRAME = 24 + 4096;

/** As SIGKILL leaves it. */
async function aLog(): Promise<string> {
  const folder = aFolder();
  const store = await aDesk({ file: join(folder, 'desk.db') });
  for (const id of ['a', 'b', 'c', 'd']) await store.tickets.commit(submission(id));
  const file = join(folder, 'left.db');
  for (const end of ['', '-wal']) copyFileSync(join(folder, `desk.db${end}`), `${file}${end}`);
  await store.close();
  return file;
}

const framesOf = (file: string): number => Math.floor((statSync(`${file}-wal`).size - HEAD) / FRAME);

/** Which of them end a commit. */
function commitsIn(file: string): number[] {
  const handle = openSync(`${file}-wal`, 'r');
  const size = Buffer.alloc(4);
  const commits = Array.from({ length: framesOf(file) }, (_, i) => i).filter((i) => {
    readSync(handle, size, 0, 4, HEAD + i * FRAME + 4);
    return size.readUInt32BE(0) > 0;
  });
  closeSync(handle);
  return commits;
}

function flip(file: string, at: number): void {
  const handle = openSync(`${file}-wal`, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, at);
  byte[0] = byte[0]! ^ 4;
  writeSync(handle, byte, 0, 1, at);
  closeSync(handle);
}

const middleOf = (frame: number): number => HEAD + frame * FRAME + 2000;

describe('the log of a database', () => {
  it('is sound as it was written, and where there is none', async () => {
    expect(damageOfLog(await aLog())).toBeNull();
    expect(damageOfLog(join(aFolder(), 'nowhere.db'))).toBeNull();
  });

  it.each<[string, (file: string) => number]>([
    ['its first frame', () => middleOf(0)],
    ['a frame of its last commit but one', (file) => middleOf(commitsIn(file).at(-2)! - 1)],
    ['the end of a commit', (file) => middleOf(commitsIn(file).at(-3)!)],
    ['the head of a frame', () => HEAD + FRAME + 9],
  ])('is damaged in %s, and refused before it is opened', async (_, at) => {
    const file = await aLog();
    flip(file, at(file));
    expect(damageOfLog(file)).toMatch(/^frame \d+ of its log$/);
    await expect(openStore({ file })).rejects.toThrow(/is damaged \(frame \d+ of its log\); .*restore/);
  });

  it('is damaged in its head', async () => {
    const file = await aLog();
    flip(file, 18);
    expect(damageOfLog(file)).toBe('the head of its log');
  });

  it('ends where a power cut ended it: that is no damage', async () => {
    const file = await aLog();
    const commits = commitsIn(file);
    // Of the last commit some was on the disk already, its end too.
    flip(file, middleOf(commits.at(-2)! + 1));
    expect(damageOfLog(file)).toBeNull();
    truncateSync(`${file}-wal`, HEAD + commits.at(-2)! * FRAME + 700);
    expect(damageOfLog(file)).toBeNull();
    await (await openStore({ file })).close();
  });
});
