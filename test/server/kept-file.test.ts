import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keepFile } from '../../server/kept-file.ts';
import { aFolder } from './store/a-desk.ts';

it('is whole under its name, for its owner alone, and nothing else is left', () => {
  const folder = aFolder();
  keepFile(join(folder, 'kept'), 'one', { over: false });
  expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('one');
  expect(statSync(join(folder, 'kept')).mode & 0o077).toBe(0);
  expect(readdirSync(folder)).toEqual(['kept']);
});

it('stays what it was, unless it is to give way', () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'kept'), 'before');
  expect(() => keepFile(join(folder, 'kept'), 'after', { over: false })).toThrow('EEXIST');
  expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('before');
  keepFile(join(folder, 'kept'), 'after', { over: true });
  expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('after');
  expect(readdirSync(folder)).toEqual(['kept']);
});
