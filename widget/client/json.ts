/**
 * `JSON.stringify` on any page: an old library that has given lists a `toJSON` of its own would make text of ours, and what
 * was attached would be refused.
 */
export const json = (value: unknown): string => JSON.stringify(own(value));

const own = (value: unknown): unknown =>
  Array.isArray(value)
    ? Object.assign(value.map(own), { toJSON: undefined })
    : typeof value === 'object' && value
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, own(each)]))
      : value;
