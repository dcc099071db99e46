/** Values that have broken other programs, and how a right input is bent with them. */
import type { Random } from '../../server/sample/random.ts';

const TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\r\n\r\nevent: ticket\ndata: {}',
  '\u2028\u2029\u0085',
  '\u202e\u2066gnp.exe',
  '\ud800',
  '\udfff\ud800',
  '𝒳'.repeat(50),
  'z̷̢̛̘̝̗͈'.repeat(200),
  'İıſK',
  '../../../../etc/passwd',
  '..\\..\\con',
  '%2e%2e%2f',
  '%',
  '%zz%00',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '${7*7}{{7*7}}#{7*7}',
  "' OR 1=1 --",
  '"; DROP TABLE ticket; --',
  'hel"lo AND NOT (NEAR/2)*',
  '* ^ : - + " AND OR NOT NEAR(',
  '__proto__',
  'constructor.prototype.polluted',
  'toString',
  '{"__proto__":{"polluted":1}}',
  '=HYPERLINK("http://evil.example")',
  '@channel <!channel> @here',
  '```\n```',
  'x'.repeat(10_000),
  'я'.repeat(120_000),
  '1e999',
  '0x10',
  'NaN',
  '-0',
  '2026-02-30',
  '9999-12-31',
  '0000-00-00',
  '25:61',
  'https://user:pass@shop.example:99999/#?',
  'http://[::1]:8080',
  'https://xn--',
] as const;

const NUMBERS = [
  0,
  -0,
  -1,
  1,
  0.5,
  1e-320,
  1e21,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53),
  8_640_000_000_000_000,
  8_640_000_000_000_001,
  -8_640_000_000_000_001,
] as const;

export const aText = (random: Random): string =>
  random.chance(0.8)
    ? random.pick(TEXTS)
    : Array.from({ length: random.between(1, 80) }, () =>
        String.fromCharCode(random.between(0, random.chance(0.5) ? 0x7f : 0xffff)),
      ).join('');

function aValue(random: Random, depth = 0): unknown {
  switch (random.between(0, depth > 3 ? 4 : 7)) {
    case 0:
    case 1:
      return aText(random);
    case 2:
      return random.pick(NUMBERS);
    case 3:
      return random.pick([null, true, false]);
    case 4:
      return random.id();
    case 5:
      return Array.from({ length: random.pick([0, 1, 2, 20, 300]) }, () => aValue(random, depth + 2));
    case 6:
      return Object.fromEntries([[aKey(random), aValue(random, depth + 1)]]);
    default:
      return nested(random.pick([5, 40, 2000]), random.chance(0.5));
  }
}

const aKey = (random: Random): string =>
  random.chance(0.5)
    ? random.pick(['__proto__', 'constructor', 'prototype', 'toString', 'length', 'then', 'toJSON', 'role'])
    : aText(random).slice(0, 200);

function nested(depth: number, inLists: boolean): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = inLists ? [value] : { a: value };
  return value;
}

/** The right input with one to three things in it wrong; sometimes nothing like it at all. */
export function bent(random: Random, right: unknown): unknown {
  if (random.chance(0.05)) return aValue(random);
  let input = structuredClone(right);
  for (let times = random.between(1, 3); times > 0; times--) input = bentOnce(random, input);
  return input;
}

function bentOnce(random: Random, input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return aValue(random);
  const holder = input as Record<string, unknown>;
  const keys = Object.keys(holder);
  if (Array.isArray(input) && keys.length === 0) return [aValue(random)];
  if (!Array.isArray(input) && (keys.length === 0 || random.chance(0.15))) {
    // As JSON brings it: an own property, whatever its name is.
    return Object.defineProperty(holder, aKey(random), {
      value: aValue(random),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  const key = random.pick(keys);
  if (random.chance(0.15)) delete holder[key];
  else if (random.chance(0.4)) holder[key] = bentOnce(random, holder[key]);
  else holder[key] = typeof holder[key] === 'string' && random.chance(0.6) ? aText(random) : aValue(random);
  return holder;
}
