import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runsThisProject } from '../../../server/node/node-version.js';

describe('the Node this project runs on', () => {
  it.each([
    ['18.20.8', false],
    ['20.20.2', false],
    ['22.17.1', false],
    ['22.18.0', true],
    ['22.23.3', true],
    ['23.5.0', false],
    ['23.6.0', true],
    ['24.0.0', true],
    ['26.10.0', true],
  ])('%s: %s', (version, runs) => {
    expect(runsThisProject(version)).toBe(runs);
  });

  it('is checked before every entry that may load better-sqlite3', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const entries = Object.entries(scripts).filter(([, command]) => /\.ts\b/.test(command));
    expect(entries.length).toBeGreaterThan(5);
    const unguarded = entries.filter(
      ([, command]) => !command.startsWith('node --import ./server/node/guard.js '),
    );
    expect(unguarded).toEqual([]);
  });

  it('passes the guard when it is new enough', () => {
    const printed = execFileSync(process.execPath, [
      '--import',
      './server/node/guard.js',
      '--print',
      '1 + 1',
    ]);
    expect(printed.toString().trim()).toBe('2');
  });

  it('is refused with one line and exit code 1 when it is too old', () => {
    const pretendOld = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });";
    const run = spawnSync(
      process.execPath,
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(pretendOld)}`,
        '--import',
        './server/node/guard.js',
        '--print',
        '1',
      ],
      { encoding: 'utf8' },
    );
    expect(run.status).toBe(1);
    expect(run.stdout).toBe('');
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(run.stderr).toContain('needs Node 22.18 or newer; this is 20.20.2');
  });
});
