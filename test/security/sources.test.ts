/** What must not stand in the sources, and that the lint would say so. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const sources = globSync('{server,shared,widget}/**/*.ts', { cwd: root }).map((file) => ({
  file: file.replaceAll('\\', '/'),
  text: readFileSync(join(root, file), 'utf8'),
}));
const found = (pattern: RegExp) =>
  sources.flatMap(({ file, text }) => (pattern.test(text) ? [file] : [])).toSorted();

test('no statement is put together from text: only the files of one database write SQL as a string (ASVS 1.2.4)', () => {
  expect(found(/\bsql\.raw\(|\bsql\.lit\(|\.prepare\(`|\.exec\(`|\.query\(`[^`]*\$\{/)).toEqual([
    // A trigger’s own name and act, a version’s number, a channel’s name: constants each.
    'server/store/postgres/listen.ts',
    'server/store/sqlite/append-only.ts',
    'server/store/sqlite/lock.ts',
  ]);
});

test('no pattern is made of what a person wrote (ASVS 1.2.9)', () => {
  // Of a name of ours, and of the tags in our own sources at the build.
  expect(found(/new RegExp\(/)).toEqual(['server/auth/caller-tokens.ts', 'server/build/lean-templates.ts']);
});

const FORBIDDEN: Record<string, string> = {
  'markup from text': `document.body.innerHTML = 'x';`,
  'markup beside an element': `document.body.insertAdjacentHTML('beforeend', 'x');`,
  'a page in an attribute': `document.createElement('iframe').srcdoc = 'x';`,
  'unsafeHTML of Lit': `import { unsafeHTML } from 'lit/directives/unsafe-html.js';\nconsole.log(unsafeHTML);`,
  'unsafeSVG of Lit': `import { unsafeSVG } from 'lit/directives/unsafe-svg.js';\nconsole.log(unsafeSVG);`,
  'style attributes': `import { styleMap } from 'lit/directives/style-map.js';\nconsole.log(styleMap);`,
  eval: `eval('1');`,
  'a function from text': `console.log(new Function('1'));`,
  'a script as an address': `location.href = 'javascript:alert(1)';`,
  'hearing messages': `addEventListener('message', () => {});`,
  'hearing messages of a window': `window.onmessage = () => {};`,
  'sending messages': `parent.postMessage('x', '*');`,
  'writing into the page': `document.write('x');`,
};

describe('the lint forbids in the widget (BR-03, AD-34)', () => {
  const folder = join(root, 'widget', 'forbidden-for-a-moment');
  let said = '';
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    Object.values(FORBIDDEN).forEach((text, i) => writeFileSync(join(folder, `n${i}.ts`), `${text}\n`));
    const oxlint = join(root, 'node_modules', '.bin', 'oxlint');
    said = spawnSync(oxlint, ['--format', 'unix', folder], { cwd: root, encoding: 'utf8' }).stdout;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(Object.keys(FORBIDDEN).map((what, i) => [what, i] as const))('%s', (_, i) => {
    expect(said).toMatch(new RegExp(`forbidden-for-a-moment.n${i}\\.ts`));
  });
});

test('no template of the widget has a style of its own or what runs by itself', () => {
  const templates = sources.filter(({ file }) => file.startsWith('widget/'));
  for (const { file, text } of templates) {
    expect(text, file).not.toMatch(/<style\b|\sstyle=["'$]|\son\w+=["'$]|\bblob:|src="data:/);
  }
});
