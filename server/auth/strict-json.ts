/**
 * A JSON object in which every name stands once. `JSON.parse` silently takes the last of two, another reader the first,
 * and what lies between the two readings is where forged tokens live.
 */
export function parseStrictObject(text: string): Record<string, unknown> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return namesWritten(text) === namesKept(value) ? (value as Record<string, unknown>) : null;
}

/** Outside strings, a colon follows a name and nothing else. */
const namesWritten = (text: string): number => text.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1;

function namesKept(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, each) => sum + namesKept(each), own);
}
