/** Two versions of the regulation, field by field. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Null where one side has nothing. */
export type Difference = { field: string; was: Json; is: Json };

/** Lists of objects are gone through by position; a list of plain values is one value. */
export function differencesBetween(was: unknown, is: unknown, field = ''): Difference[] {
  if (same(was, is)) return [];
  if (isObject(was) && isObject(is)) {
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    return keys.flatMap((key) => differencesBetween(was[key], is[key], field ? `${field}.${key}` : key));
  }
  if (isListOfObjects(was) && isListOfObjects(is)) {
    const longest = Math.max(was.length, is.length);
    return Array.from({ length: longest }, (_, i) => i).flatMap((i) =>
      differencesBetween(was[i], is[i], `${field}[${i}]`),
    );
  }
  return [{ field, was: (was ?? null) as Json, is: (is ?? null) as Json }];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOfObjects = (value: unknown): value is readonly Record<string, unknown>[] =>
  Array.isArray(value) && value.every(isObject);
