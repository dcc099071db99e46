import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder } from '../../server/store/a-desk.ts';
import { Disk } from './disk.ts';
import type { DiskRecord } from './journal.ts';

const ROOT = '/data';
const CREATE = 0o100;
const NOTHING = () => false;
const EVERYTHING = () => true;

const act = (is: DiskRecord['is'], more: Partial<DiskRecord> = {}): DiskRecord => ({
  ...{ is, fd: 3, path: '', path2: '', at: 0, data: Buffer.alloc(0) },
  ...more,
});
const write = (text: string, at = 0) => act('write', { at, data: Buffer.from(text) });
const OPEN = act('open', { path: `${ROOT}/a`, at: CREATE });
const FOLDER_SYNCED = [act('open', { fd: 4, path: ROOT }), act('sync', { fd: 4 }), act('close', { fd: 4 })];

/** What is found when the power is back, with what stood there at first. */
function after(records: readonly DiskRecord[], survives: () => boolean): Record<string, string> {
  const start = aFolder();
  writeFileSync(join(start, 'old'), 'old');
  mkdirSync(join(start, 'in'));
  const disk = new Disk(start, ROOT);
  for (const record of records) disk.take(record);
  const target = join(aFolder(), 'found');
  disk.layInto(target, survives);
  const files = readdirSync(target, { recursive: true, encoding: 'utf8' }).filter((name) => name !== 'in');
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(target, name), 'utf8')]));
}

describe('a disk whose power went', () => {
  it('has what was synced under a name that was', () => {
    const records = [OPEN, write('abc'), act('sync'), ...FOLDER_SYNCED];
    expect(after(records, NOTHING)).toEqual({ old: 'old', a: 'abc' });
  });

  it('has no file whose folder was not synced, and nothing in one that was not', () => {
    expect(after([OPEN, write('abc'), act('sync')], NOTHING)).toEqual({ old: 'old' });
    expect(after([OPEN, write('abc'), ...FOLDER_SYNCED], NOTHING)).toEqual({ old: 'old', a: '' });
  });

  it('has of what came after a sync nothing, or all of it', () => {
    const records = [OPEN, write('abc'), act('sync'), ...FOLDER_SYNCED, write('X', 1), act('cut', { at: 2 })];
    expect(after(records, NOTHING)).toEqual({ old: 'old', a: 'abc' });
    expect(after(records, EVERYTHING)).toEqual({ old: 'old', a: 'aX' });
  });

  it('tears a write between two sectors, never within one', () => {
    let sectors = 0;
    const second = () => sectors++ === 1;
    const records = [OPEN, ...FOLDER_SYNCED, write('x'.repeat(512) + 'y'.repeat(512))];
    expect(after(records, second)['a']).toBe('\0'.repeat(512) + 'y'.repeat(512));
  });

  it('has a file under its old name until the folder of the new one is synced', () => {
    const rename = act('rename', { path: `${ROOT}/old`, path2: `${ROOT}/in/new` });
    expect(after([rename], NOTHING)).toEqual({ old: 'old' });
    expect(after([rename], EVERYTHING)).toEqual({ 'in/new': 'old' });
  });

  it('never has what a failed sync was for, even if a later one is well', () => {
    const records = [OPEN, ...FOLDER_SYNCED, write('abc'), act('sync failed'), write('d', 3), act('sync')];
    expect(after(records, EVERYTHING)).toEqual({ old: 'old', a: '\0\0\0d' });
  });
});
