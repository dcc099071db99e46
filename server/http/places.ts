/**
 * At which host of ours a request has come. Where the licensor gives the widget and the files hosts of their own, nothing
 * else is there: what gets into a file, or comes from a licensee's page, never has the console's origin.
 */
import type { MiddlewareHandler } from 'hono';
import { ACCESS } from '../rpc/access.ts';

/** The desk's own address where something has no host of its own. */
export type Places = { desk: URL; widget: URL; files: URL };

export function placeOf({ url }: Pick<Request, 'url'>, { desk, widget, files }: Places): keyof Places {
  const { hostname } = new URL(url);
  if (hostname === desk.hostname) return 'desk';
  if (hostname === widget.hostname) return 'widget';
  return hostname === files.hostname ? 'files' : 'desk';
}

export const hasOwnHost = (place: 'widget' | 'files', places: Places): boolean =>
  places[place].hostname !== places.desk.hostname;

const access = new Map<string, string>(Object.entries(ACCESS));
const isOfClients = (procedure: string): boolean =>
  ['anyone', 'client'].includes(access.get(procedure) ?? '');

const isAt = {
  widget: (path: string): boolean =>
    /^\/(?:widget\.js|feedback\.js|w\/[^/]+|files|live)$/.test(path) ||
    (path.startsWith('/rpc/') && path.slice('/rpc/'.length).split(/,|%2c/i).every(isOfClients)),
  files: (path: string): boolean => /^\/files\/[^/]+$/.test(path),
};

export function onlyWhatIsThere(places: Places): MiddlewareHandler {
  return async (c, next) => {
    const place = placeOf(c.req.raw, places);
    if (place !== 'desk' && !isAt[place](new URL(c.req.url).pathname)) return c.notFound();
    await next();
  };
}
