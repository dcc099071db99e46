import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leanSheets } from '../../../server/build/lean-sheets.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const { buildStart, transform } = leanSheets(root) as unknown as {
  buildStart(): void;
  transform(code: string, id: string): { code: string } | null;
};
buildStart();

const lean = (file: string): string => {
  const code = readFileSync(join(root, file), 'utf8');
  return transform(code, join(root, file) + (file.endsWith('.css') ? '?inline' : ''))?.code ?? code;
};
const sheets = globSync('widget/{embed,ui}/**/*.css', { cwd: root }).map(lean).join('\n');
const drawings = globSync('widget/{embed,ui}/**/*.ts', { cwd: root }).map(lean).join('\n');
const all = sheets + drawings;

const every = (text: string, pattern: RegExp) => [...new Set(text.match(pattern))];

test('every property that is used without a fallback is declared', () => {
  const used = every(all, /(?<=var\()--[\w-]+(?=\))/g);
  expect(used.length).toBeGreaterThan(20);
  expect(used.filter((name) => !sheets.includes(`${name}:`))).toEqual([]);
});

test('a property that is not declared everywhere has a name that no page is likely to have', () => {
  for (const name of every(all, /(?<=var\()--[\w-]+(?=\s*,)/g))
    expect(name).toMatch(/^--(smart-|support-|control$|mark$|rem$)/);
});

test('what a licensee sets keeps its name', () => {
  for (const name of [
    '--smart-accent',
    '--smart-font',
    '--smart-radius',
    '--support-offset',
    '--support-z-index',
  ])
    expect(sheets).toContain(`var(${name},`);
});

test('a property that depends on the reader is no constant', () => {
  const media = /prefers-contrast: more\) \{[^}]*\{([^}]*)\}/.exec(sheets)?.[1];
  for (const name of every(media ?? '', /--\w+(?=:)/g)) expect(sheets).toContain(`var(${name})`);
  expect(media).toMatch(/--\w+: var\(--\w+\);/);
});

test('a sheet of the console is as it was written', () => {
  expect(transform('.a { color: var(--ink) }', join(root, 'widget/console/css/base.css?inline'))).toBeNull();
});
