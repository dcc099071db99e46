/**
 * A guard counts once its test has been seen to fail without it. Takes each guard of the table out of a copy of the
 * sources, runs the test that watches it, and says which of them nobody missed.
 *
 *   npm run guards            all of them, some minutes
 *   npm run guards -- NAME…   those whose name has one of these in it
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GUARDS } from './guards.ts';

/** On PostgreSQL only where it, or what it watches, is nowhere else. */
const projectOf = (file: string, test: string): string =>
  test.startsWith('test/e2e/') ? 'e2e' : `${file} ${test}`.includes('/postgres/') ? 'postgres' : 'node';

function takeOut(isWanted: (name: string) => boolean): void {
  const root = join(import.meta.dirname, '..', '..', '..');
  const copy = mkdtempSync(join(tmpdir(), 'guards-'));
  const missed: string[] = [];
  try {
    for (const folder of ['server', 'shared', 'widget', 'demo', 'test']) {
      cpSync(join(root, folder), join(copy, folder), { recursive: true });
    }
    for (const file of ['package.json', 'tsconfig.json', 'vitest.config.ts', '.oxlintrc.json'])
      cpSync(join(root, file), join(copy, file));
    for (const folder of ['node_modules', 'dist'])
      if (existsSync(join(root, folder))) symlinkSync(join(root, folder), join(copy, folder));
    for (const [name, file, guard, without, test] of GUARDS.filter(([name]) => isWanted(name))) {
      const path = join(copy, file);
      const whole = readFileSync(path, 'utf8');
      if (!whole.includes(guard))
        throw new Error(`${name}: ${file} has no ${guard}; write in the table how it looks now`);
      writeFileSync(path, whole.replace(guard, without));
      const run = spawnSync('vitest', ['run', '--project', projectOf(file, test), test, '--bail', '1'], {
        cwd: copy,
        stdio: 'ignore',
      });
      writeFileSync(path, whole);
      if (run.status === 0) missed.push(name);
      console.log(`${run.status === 0 ? 'NOTHING FAILS WITHOUT' : 'a test fails without'}: ${name}`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  if (missed.length > 0) {
    console.error(`no test fails without: ${missed.join(', ')}`);
    process.exit(1);
  }
}

const parts = process.argv.slice(2);
takeOut((name) => parts.length === 0 || parts.some((part) => name.includes(part)));
