/**
 * One line of JSON for each thing worth knowing. JSON escapes line ends and control characters, so that nothing a person
 * wrote can forge a line or speak to a terminal. Tokens, addresses with queries and what people wrote never come here.
 */
import type { Instant } from '../shared/instant.ts';

type Fields = Record<string, string | number | boolean | null>;

export type Log = {
  info(what: string, fields?: Fields): void;
  warn(what: string, fields?: Fields): void;
  /** Something went wrong that nobody expected: with the whole chain of causes. */
  fault(what: string, cause: unknown, fields?: Fields): void;
};

export function logTo(write: (line: string) => void, now: () => Instant): Log {
  const line = (level: string, what: string, fields: Fields) =>
    write(JSON.stringify({ at: new Date(now()).toISOString(), level, what, ...fields }));
  return {
    info: (what, fields = {}) => line('info', what, fields),
    warn: (what, fields = {}) => line('warn', what, fields),
    fault: (what, cause, fields = {}) => line('fault', what, { ...fields, cause: chainOf(cause) }),
  };
}

function chainOf(cause: unknown): string {
  const chain: string[] = [];
  for (let each = cause; each !== undefined && each !== null && chain.length < 8;) {
    if (!(each instanceof Error)) return [...chain, describe(each)].join('\ncaused by ');
    chain.push(each.stack ?? String(each));
    each = each.cause;
  }
  return chain.join('\ncaused by ');
}

const describe = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
