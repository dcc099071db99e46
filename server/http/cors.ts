/**
 * Pages of licensees call from their own origins: exactly the registered ones, without credentials. A page from anywhere
 * else is refused before anything is looked at, and is told nothing that it could read.
 */
import type { MiddlewareHandler } from 'hono';
import { refused } from './refusal-status.ts';

/** `ownOrigin`: of the host that the request has come to. */
type Origins = { ownOrigin(request: Request): string; isKnown(origin: string): Promise<boolean> };

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
    const isOwn = origin === undefined || origin === ownOrigin(c.req.raw);
    if (!isOwn) {
      if (origin.length > LONGEST_ORIGIN || !(await isKnown(origin))) {
        return refused({ code: 'origin_refused' }, { vary: 'Origin' });
      }
      if (c.req.method === 'OPTIONS') {
        return c.body(null, 204, { ...PREFLIGHT, 'access-control-allow-origin': origin, vary: 'Origin' });
      }
    }
    await next();
    if (isOwn) return;
    // Known, but not of this site: it may not read the refusal either.
    if (c.get('originRefused')) return;
    c.res.headers.set('access-control-allow-origin', origin);
    c.res.headers.set('access-control-expose-headers', 'retry-after, x-request-id');
  };
}
