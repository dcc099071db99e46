/**
 * Pages of licensees call from their own origins: exactly the registered ones, without credentials. A page from anywhere
 * else is refused before anything is looked at, and is told nothing that it could read.
 */
import type { MiddlewareHandler } from 'hono';
import { refused } from './refusal-status.ts';

type Origins = { ownOrigin: string; isKnown(origin: string): Promise<boolean> };

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, x-file-name',
  'access-control-max-age': '600',
};
/** Longer is no origin. */
const LONGEST_ORIGIN = 300;

export function corsFor({ ownOrigin, isKnown }: Origins): MiddlewareHandler {
  return async (c, next) => {
    c.header('vary', 'Origin');
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== ownOrigin) {
      if (origin.length > LONGEST_ORIGIN || !(await isKnown(origin))) {
        return refused({ code: 'origin_refused' }, { vary: 'Origin' });
      }
      if (c.req.method === 'OPTIONS') {
        return c.body(null, 204, { ...PREFLIGHT, 'access-control-allow-origin': origin, vary: 'Origin' });
      }
    }
    await next();
    if (origin === undefined || origin === ownOrigin) return;
    // Known, but not of this site: it may not read the refusal either.
    if (c.get('originRefused')) return;
    c.res.headers.set('access-control-allow-origin', origin);
    c.res.headers.set('access-control-expose-headers', 'retry-after, x-request-id');
  };
}
