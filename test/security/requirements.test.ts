/** No requirement of the first order is without a test, and what is not kept is known by name. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GUARDS } from './guards/guards.ts';
import { REQUIREMENTS } from './requirements.ts';
import type { Kept } from './requirements/row.ts';

const run = (kind: string, ...spans: (number | readonly [from: number, to: number])[]): string[] =>
  spans.flatMap((span) => {
    const [from, to] = typeof span === 'number' ? [span, span] : span;
    return Array.from({ length: to - from + 1 }, (_, i) => `${kind}-${String(from + i).padStart(2, '0')}`);
  });

/** Written out, so that a row which is taken out of the table is missed. */
const FIRST_ORDER: readonly string[] = [
  ...run('ID', [1, 26]),
  ...run('AD', [1, 10], 12, [14, 27], [29, 34], 37, 38, [40, 45], 48),
  ...run('BR', [1, 6], 8, 9, [11, 14], 16),
  ...run('PR', [1, 4]),
  ...run('REL', [1, 15], [17, 22], 24, 25, 29),
  ...[
    ...['1.2.1', '1.2.4', '1.2.9', '1.2.10', '1.3.4', '1.3.6', '1.3.11', '2.2.1', '2.3.3', '2.4.1', '3.2.1'],
    ...['3.3.1', '3.4.1', '3.5.1', '3.5.4', '3.5.5', '3.7.2', '4.1.1', '4.1.3', '4.2.1', '4.4', '5.1.1'],
    ...['5.3.1', '5.4.3', '6.2.1', '6.3.1', '6.5.1', '6.8.1', '7.2.1', '7.3.1', '7.4.1', '7.5.1', '8.2.1'],
    ...['8.3.1', '8.4.1', '9.1.1', '11.4.2', '12.3.1', '13.3.1', '13.4.2', '14.2.1', '15.1.2', '15.3.1'],
    ...['16.2.5', '16.5.1'],
  ].map((row) => `ASVS ${row}`),
];

/** To be made shorter, never longer: what is not kept, and is known not to be. */
const KNOWN_MISSING: readonly string[] = [...['BR-11', 'BR-13', 'BR-14', 'REL-02', 'REL-17']];

const root = join(import.meta.dirname, '..', '..');
const texts = new Map<string, string>();
function textOf(file: string): string {
  const known = texts.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(join(root, file), 'utf8');
  texts.set(file, text);
  return text;
}

const entries = Object.entries(REQUIREMENTS);
/** Missing, or said by a row that is. */
function isMissing(id: string): boolean {
  const row = REQUIREMENTS[id];
  if (!row) throw new Error(`there is no row ${id}`);
  return 'as' in row ? row.as.some(isMissing) : 'missing' in row;
}
const missing = entries.map(([id]) => id).filter(isMissing);
const kept = entries.filter((entry): entry is [string, Kept] => 'tests' in entry[1]);

test('every requirement of the first order has an entry, and nothing else has', () => {
  expect(entries.map(([id]) => id).toSorted()).toEqual(FIRST_ORDER.toSorted());
});

test('what is missing is what is known to be missing', () => {
  console.log(
    `requirements: ${kept.length} kept, ${missing.length} missing: ${missing.join(', ') || 'none'}`,
  );
  expect(entries.filter(([, row]) => 'missing' in row).map(([id]) => id)).toEqual(KNOWN_MISSING);
});

test('an entry is kept, or the same as others, or missing: one of these', () => {
  for (const [id, row] of entries) {
    expect(
      ['tests', 'as', 'missing'].filter((each) => each in row),
      id,
    ).toHaveLength(1);
    if ('as' in row) expect(row.as.length, id).toBeGreaterThan(0);
  }
});

describe('what is kept', () => {
  test('has tests, and each of them exists under its name', () => {
    for (const [id, { tests }] of kept) {
      expect(tests.length, id).toBeGreaterThan(0);
      for (const [file, name] of tests) {
        expect(existsSync(join(root, file)), `${id}: ${file}`).toBe(true);
        const isThere = [`'${name}',`, `"${name}",`, `\`${name}\`,`].some((each) =>
          textOf(file).includes(each),
        );
        expect(isThere, `${id}: ${file} has no test “${name}”`).toBe(true);
      }
    }
  });

  test('was seen to fail: a guard of one of its tests stands in the table of guards, or it says why there is none to take out', () => {
    for (const [id, row] of kept) {
      if ('guards' in row) {
        expect(row.guards.length, id).toBeGreaterThan(0);
        for (const name of row.guards) {
          const guard = GUARDS.find(([each]) => each === name);
          expect(guard, `${id}: no guard “${name}”`).toBeDefined();
          const [, , , , file] = guard!;
          expect(
            row.tests.map(([each]) => each),
            `${id}: the guard “${name}” is watched by ${file}`,
          ).toContain(file);
        }
      } else expect(row.noGuard.length, id).toBeGreaterThan(20);
    }
  });
});

test('what a guard takes out is there to be taken out', () => {
  for (const [name, file, guard] of GUARDS)
    expect(textOf(file).includes(guard), `${name}: ${file}`).toBe(true);
});

test('no two guards have the same name', () => {
  const names = GUARDS.map(([name]) => name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
