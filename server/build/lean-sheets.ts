/**
 * The panel's own copies of the sheets that it shares with the console: without what nothing in the panel names, and with
 * the design language's properties written as short as they can be. The sources keep their words.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What a licensee sets is theirs to read, too. */
const THEIRS = /^--(smart|support)-/;

/** What is no element in a selector: the frames of an animation. */
const FRAMES = ['from', 'to'];

const BETWEEN_SELECTORS = /,(?![^(]*\))/;
const COMMENT = /\/\*[^]*?\*\//g;
const DECLARED = /(--[\w-]+):([^;{}]*);/g;
const RULE = /([^{}]+)(\{[^{}]*\})/g;
/** A property where it is used: in a sheet, in a drawing, or asked for by name. */
const USED = /(?<=var\(|getPropertyValue\(['"`])--[\w-]+/g;
/** The value of a property that another may stand in for: a figure, or one other property. */
const SHORT = /^(-?[\d.]+[a-z%]*|var\(--[\w-]+\))$/;

/** What the sources of the panel write, in words. A name counts wherever it is written: rather a rule too many than one too few. */
type Named = { words: Set<string>; tags: Set<string>; properties: Set<string> };

function namedIn(texts: readonly { file: string; text: string }[]): Named {
  const named: Named = { words: new Set(), tags: new Set(FRAMES), properties: new Set() };
  for (const { file, text } of texts) {
    for (const [name] of text.matchAll(USED)) named.properties.add(name);
    if (!file.endsWith('.ts')) continue;
    for (const [word] of text.matchAll(/[A-Za-z][\w-]*/g)) named.words.add(word);
    for (const [tag] of text.matchAll(/(?<=<|createElement\(')[a-z][\w-]*/g)) named.tags.add(tag);
  }
  return named;
}

function isLiving(selector: string, { words, tags }: Named): boolean {
  if (selector.trim() === ':root') return false;
  const classes = [...selector.matchAll(/\.([A-Za-z][\w-]*)/g)];
  const elements = selector.replace(/\([^)]*\)|\[[^\]]*\]/g, '').matchAll(/(?<![\w.#:@-])[a-z][\w-]*/g);
  return classes.every(([, name]) => words.has(name ?? '')) && [...elements].every(([tag]) => tags.has(tag));
}

function living(sheet: string, named: Named): string {
  return sheet
    .replace(COMMENT, '')
    .replace(DECLARED, (all, name: string) => (named.properties.has(name) || THEIRS.test(name) ? all : ''))
    .replace(RULE, (_, selectors: string, declared: string) => {
      if (selectors.trim().startsWith('@')) return selectors + declared;
      const left = selectors.split(BETWEEN_SELECTORS).filter((selector) => isLiving(selector, named));
      return left.length > 0 ? left.join(',') + declared : '';
    });
}

/** What a page registers with `@property` holds in here too: not by a letter alone, which it may well have. */
const SHORT_BEGINS = '--ss';

const letters = (n: number): string =>
  n < 26 ? String.fromCharCode(97 + n) : letters(Math.floor(n / 26) - 1) + letters(n % 26);

function count<T>(values: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** How each property of ours is written where it is used: as its value where that is shorter, else by a short name. */
function shorthand(sheets: readonly string[], drawings: readonly string[]): Map<string, string> {
  const all = [...sheets, ...drawings].join('\n');
  const used = count(all.match(USED) ?? []);
  const drawn = new Set(drawings.join('\n').match(USED));
  // With a fallback it may be the page's own that is meant: that name has to stay an unlikely one.
  const mayBeAbsent = new Set(all.match(/(?<=var\()--[\w-]+(?=\s*,)/g));
  const declared = [...sheets.join('\n').matchAll(DECLARED)]
    .map(([, name = '', value = '']) => ({ name, value: value.trim() }))
    .filter(({ name }) => !THEIRS.test(name) && !mayBeAbsent.has(name));
  const times = count(declared.map(({ name }) => name));
  const isConstant = ({ name, value }: { name: string; value: string }) =>
    times.get(name) === 1 && !drawn.has(name) && (SHORT.test(value) || used.get(name) === 1);
  const values = declared.filter(isConstant).map(({ name, value }) => [name, value] as const);
  const constant = new Set(values.map(([name]) => name));
  const names = [...times.keys()]
    .filter((name) => !constant.has(name))
    .toSorted((a, b) => (used.get(b) ?? 0) - (used.get(a) ?? 0))
    .map((name, index) => [name, `${SHORT_BEGINS}${letters(index)}`] as const);
  return new Map([...values, ...names]);
}

function written(text: string, short: Map<string, string>): string {
  const spelt = text.replace(/var\((--[\w-]+)\)/g, (all, name: string) => {
    const value = short.get(name);
    return value === undefined || value.startsWith('--') ? all : written(value, short);
  });
  return spelt.replace(USED, (name) => short.get(name) ?? name);
}

function leanSheet(sheet: string, named: Named, short: Map<string, string>): string {
  const declared = living(sheet, named).replace(DECLARED, (all, name: string, value: string) => {
    const instead = short.get(name);
    if (instead === undefined) return all;
    return instead.startsWith('--') ? `${instead}:${value};` : '';
  });
  return written(declared, short);
}

/** A sheet as it stands in a built file: the text that its module is. */
const SHEET = /^var [\w$]+_default(?:\$\d+)? = "(?:[^"\\]|\\.)*";\n/gm;

export function leanSheets(root: string): Plugin {
  let named: Named;
  let short: Map<string, string>;
  return {
    name: 'smart-support:lean-sheets',
    enforce: 'pre',
    buildStart() {
      const texts = globSync('widget/{embed,ui}/**/*.{ts,css}', { cwd: root })
        .toSorted()
        .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
      const [sheets, drawings] = [
        texts.filter(({ file }) => file.endsWith('.css')),
        texts.filter(({ file }) => file.endsWith('.ts')),
      ];
      named = namedIn(texts);
      short = shorthand(
        sheets.map(({ text }) => living(text, named)),
        drawings.map(({ text }) => text),
      );
    },
    transform(code, id) {
      if (/[\\/]widget[\\/](embed|ui)[\\/].*\.css\?inline$/.test(id))
        return { code: leanSheet(code, named, short), map: null };
      if (/[\\/]widget[\\/](embed|ui)[\\/].*\.ts$/.test(id)) return { code: written(code, short), map: null };
      return null;
    },
    /** Side by side at the beginning, because they compress best beside each other. */
    renderChunk: (code) => ({
      code: (code.match(SHEET) ?? []).join('') + code.replace(SHEET, ''),
      map: null,
    }),
  };
}
