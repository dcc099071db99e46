/** README promises paths, commands, settings and dependencies: each of them exists, and each that exists is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../server/settings.ts';

const ROOT = join(import.meta.dirname, '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** The cells of a section's table, without its head. */
function tableOf(section: string): string[][] {
  const text = readme.split(/^## /mu).find((each) => each.startsWith(section)) ?? '';
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
const codeIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/gu)].map(([, code]) => code ?? '');

describe('README', () => {
  const places = tableOf('Where is what').flatMap(([, place]) => codeIn(place));
  it('says where things are', () => expect(places.length).toBeGreaterThan(15));
  it.each(places)('names a place that exists: %s', (path) => {
    expect(existsSync(join(ROOT, path))).toBe(true);
  });

  const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/gu)].map(([, path]) => path ?? '');
  it.each(pictures)('shows a picture that exists: %s', (path) => {
    expect(existsSync(join(ROOT, path))).toBe(true);
  });

  const commands = [...readme.matchAll(/\bnpm (?:run ([a-z-]+)|(start|test)\b)/gu)].map(
    ([, run, short]) => run ?? short ?? '',
  );
  it.each([...new Set(commands)])('names a command that exists: %s', (name) => {
    expect(Object.keys(manifest.scripts)).toContain(name);
  });

  it('has every setting with what it is when unset, and no other', () => {
    expect(tableOf('Settings').map(([setting, unset]) => [codeIn(setting)[0], unset])).toEqual(
      Object.entries(SETTINGS).map(([name, { unset }]) => [name, unset]),
    );
  });

  it('says of every dependency what it is for, and of no other', () => {
    const told = tableOf('Dependencies').flatMap(([names]) => codeIn(names));
    const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(told.toSorted()).toEqual(all.toSorted());
    for (const [, purpose] of tableOf('Dependencies')) expect(purpose).not.toBe('');
  });
});
