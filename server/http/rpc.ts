/** The API behind HTTP: JSON by POST and GET, ten calls in one request at most, refusals and faults as errors. */
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Context as HonoContext } from 'hono';
import { admit, type Doors } from '../auth/admit.ts';
import type { Desk } from '../rpc/context.ts';
import { NEEDS_PASSWORD } from '../rpc/access.ts';
import { Refused } from '../rpc/refused.ts';
import { api } from '../rpc/router.ts';
import { comeAgainAfterSeconds } from './come-again.ts';
import { bodyWithin, isJson } from './body.ts';

const MOST_CALLS = 10;
/** A submission with all its fields at their limits takes a tenth of it. */
const LARGEST_CALL = 512 * 1024;

export async function serveRpc(
  c: HonoContext,
  { desk, doors, address }: { desk: Desk; doors: Doors; address: string },
): Promise<Response> {
  const whole = await wholeRequest(c.req.raw);
  if (whole instanceof Response) return whole;
  const { headers } = whole;
  const requestId: string = c.get('requestId');
  const calling = { headers, address };
  return fetchRequestHandler({
    endpoint: '/rpc',
    req: whole,
    router: api,
    allowBatching: true,
    maxBatchSize: MOST_CALLS,

    createContext: ({ resHeaders }) => ({
      desk,
      requestId,
      whence: { origin: headers.get('origin'), address },
      async admit(access, type, path) {
        const caller = await admit(doors, calling, {
          access,
          calls: type === 'mutation' ? 'write' : 'read',
          needsPassword: NEEDS_PASSWORD.has(path),
        });
        if (caller && 'refusal' in caller) throw new Refused(caller.refusal, caller.staffId);
        return caller;
      },
      setCookies(cookies) {
        for (const cookie of cookies) resHeaders.append('set-cookie', cookie);
      },
    }),

    onError({ error, path }) {
      if (error instanceof Refused && error.refusal.code === 'origin_refused') c.set('originRefused', true);
      if (error.code === 'SERVICE_UNAVAILABLE')
        desk.deps.log.warn('not available', { path: path ?? '', requestId, why: error.cause?.message ?? '' });
      if (error.code === 'INTERNAL_SERVER_ERROR') {
        desk.deps.log.fault('a call failed', error.cause ?? error, { path: path ?? '', requestId });
      }
    },

    responseMeta({ errors }) {
      const waits = errors.flatMap((error) =>
        error instanceof Refused && error.refusal.code === 'too_many_requests'
          ? [error.refusal.retryAfterSeconds]
          : error.code === 'SERVICE_UNAVAILABLE'
            ? [comeAgainAfterSeconds()]
            : [],
      );
      return waits.length > 0 ? { headers: new Headers({ 'retry-after': String(Math.max(...waits)) }) } : {};
    },
  });
}

async function wholeRequest(request: Request): Promise<Request | Response> {
  if (request.method === 'GET') return request;
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'GET, POST' } });
  if (!isJson(request.headers)) return new Response(null, { status: 415 });
  // No more comes through our socket than a request has said, so that it need not be counted and made anew.
  const said = Number(request.headers.get('content-length') ?? Infinity);
  if (said <= LARGEST_CALL) return request;
  const body = await bodyWithin(request, LARGEST_CALL);
  if (!body) return new Response(null, { status: 413 });
  return new Request(request.url, { method: 'POST', headers: request.headers, body });
}
