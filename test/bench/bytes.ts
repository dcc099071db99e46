/**
 * What a licensee's page pays for the widget: bytes over the wire, each file gzipped by itself as a server sends it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = join(import.meta.dirname, '..', '..', 'dist');

type Chunk = { file: string; src?: string; imports?: string[]; dynamicImports?: string[] };
type Manifest = Record<string, Chunk>;

/** In bytes. Over `limit` the checks fail: nothing grows unnoticed. `goal` is where it should come to. */
export type Weight = {
  what: string;
  files: readonly string[];
  gzipped: number;
  limit: number;
  goal: number;
};

const KB = 1000;
const PANEL = 'widget/embed/panel.ts';
/** Comes by itself to who has written from the page before: part of all there is, none of the first form. */
const UNREAD = 'widget/embed/unread.ts';
/** What opening the first form brings in beside the panel itself. */
const FIRST_FORM = [/^widget\/embed\/forms?\//];
const A_LANGUAGE = /^widget\/wording\/(?:.*\.)?(ru|en)\.ts$/;

function gzipped(file: string): number {
  return gzipSync(readFileSync(join(DIST, file)), { level: 9 }).byteLength;
}

function sumOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipped(file), 0);
}

/** Everything that must arrive before `entry` runs, and what it asks for later as far as `follow` goes. */
function closure(manifest: Manifest, entry: string, follow: (source: string) => boolean): Set<string> {
  const seen = new Set<string>();
  const waiting = [entry];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`the build has no chunk ${key}: run npm run build`);
    if (seen.has(chunk.file)) continue;
    seen.add(chunk.file);
    waiting.push(...(chunk.imports ?? []), ...(chunk.dynamicImports ?? []).filter(follow));
  }
  return seen;
}

function weightIn(language: string, manifest: Manifest): { firstForm: string[]; everything: string[] } {
  const spoken = (source: string) => !A_LANGUAGE.test(source) || A_LANGUAGE.exec(source)?.[1] === language;
  const inFirstForm = (source: string) =>
    spoken(source) && (A_LANGUAGE.test(source) || FIRST_FORM.some((pattern) => pattern.test(source)));
  return {
    firstForm: ['widget.js', ...closure(manifest, PANEL, inFirstForm)],
    everything: [
      'widget.js',
      ...new Set([PANEL, UNREAD].flatMap((entry) => [...closure(manifest, entry, spoken)])),
    ],
  };
}

/** The heavier language counts. */
function heavier(a: readonly string[], b: readonly string[]): readonly string[] {
  return sumOf(a) >= sumOf(b) ? a : b;
}

export function weigh(): Weight[] {
  const manifest = JSON.parse(readFileSync(join(DIST, 'w', 'manifest.json'), 'utf8')) as Manifest;
  const ru = weightIn('ru', manifest);
  const en = weightIn('en', manifest);
  const weight = (what: string, files: readonly string[], limit: number, goal: number): Weight => ({
    what,
    files,
    gzipped: sumOf(files),
    limit: limit * KB,
    goal: goal * KB,
  });
  return [
    weight('launcher, at load, one request', ['widget.js'], 1.5, 1.5),
    weight('before the first form is usable', heavier(ru.firstForm, en.firstForm), 13.4, 11),
    weight('all of it in one language', heavier(ru.everything, en.everything), 51.5, 28),
  ];
}

function kb(bytes: number): string {
  return `${(bytes / KB).toFixed(2)} kB`;
}

export function printWeights(weights: readonly Weight[]): void {
  console.log(
    'widget, gzip -9'.padEnd(36) + 'bytes'.padStart(10) + 'limit'.padStart(10) + 'goal'.padStart(10),
  );
  for (const { what, files, gzipped: size, limit, goal } of weights) {
    const mark = size > limit ? '  ✗ over the limit' : size > goal ? '  over the goal' : '';
    console.log(what.padEnd(36) + [size, limit, goal].map((n) => kb(n).padStart(10)).join('') + mark);
    for (const file of files) console.log(`  ${file.padEnd(34)}${kb(gzipped(file)).padStart(10)}`);
  }
}
