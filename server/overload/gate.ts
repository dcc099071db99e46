/**
 * Stands before everything else at the socket: counts what is under way and turns away what cannot be served now, from the
 * headers alone and without a line of work. What it counts with costs nothing: a few numbers, and how long a turn lasts.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bearerIn, staffCookieIn } from '../auth/caller-tokens.ts';
import type { KnownCallers } from '../auth/known-callers.ts';
import { elapsedMs } from '../clock.ts';
import {
  comeAgainAfter,
  mayCome,
  SITE_BURST,
  SITE_CALLS_PER_SECOND,
  type CallerClass,
  type Word,
} from './admission.ts';
import { turnAway } from './turn-away.ts';
import { createTurns } from './turns.ts';

export type Gate = {
  /** True: it has been answered. */
  turnsAway(request: IncomingMessage, response: ServerResponse): boolean;
  stop(): void;
};

export type GateDeps = {
  known: KnownCallers;
  ownOrigin: string;
  /** Off: nobody counts as noisy. */
  limits: boolean;
  turnedAway(caller: CallerClass, why: Exclude<Word, 'in'>): void;
  dice(): number;
};

type Caller = { class: CallerClass; site: string; session: string | null };
type UnderWay = Caller & { request: IncomingMessage; response: ServerResponse; began: number };
type Site = { left: number; at: number; underWay: number };

const LOOK_EVERY_MS = 50;
/** Its body is long in coming: it waits for its network, not for us. */
const SLOW_BODY_MS = 1000;
const NEIGHBOUR_FOR_MS = 10_000;
const MOST_SITES = 5000;
/** Nothing was refused for so long: it is over. */
const OVER_AFTER_MS = 5000;
/** For whoever runs the desk, and for what cannot be asked again by anybody's own hand. */
const ALWAYS_IN = new Set(['/livez', '/readyz', '/metrics']);
const KNOCKS = /^\/(?:auth|mattermost)\//;

export function createGate({ known, ownOrigin, limits, turnedAway, dice }: GateDeps): Gate {
  const underWay = new Set<UnderWay>();
  const ofSession = new Map<string, number>();
  const sites = new Map<string, Site>();
  let latest = { site: '', at: -Infinity };
  let before = { site: '', at: -Infinity };
  let streams = 0;
  let knocking = 0;
  const turns = createTurns(elapsedMs);
  let refusing = { since: 0, last: -Infinity };

  const look = setInterval(() => {
    const at = elapsedMs();
    for (const each of underWay) {
      const isSlow = !each.request.complete && at - each.began > SLOW_BODY_MS;
      // Its answer has begun: what is left is between its reader and the network.
      if (isSlow || each.response.headersSent) done(each);
    }
  }, LOOK_EVERY_MS);
  look.unref();

  const siteOf = (key: string, at: number): Site => {
    let site = sites.get(key);
    if (!site) {
      if (sites.size >= MOST_SITES) forgetIdle(sites, at);
      sites.set(key, (site = { left: SITE_BURST, at, underWay: 0 }));
    }
    site.left = Math.min(SITE_BURST, site.left + ((at - site.at) / 1000) * SITE_CALLS_PER_SECOND);
    site.at = at;
    return site;
  };

  const hasNeighbours = (site: string, at: number): boolean => {
    const other = latest.site === site ? before : latest;
    return at - other.at < NEIGHBOUR_FOR_MS;
  };

  const done = (each: UnderWay): void => {
    if (!underWay.delete(each)) return;
    if (each.class === 'knocking') knocking -= 1;
    const site = sites.get(each.site);
    if (site) site.underWay -= 1;
    if (each.session === null) return;
    const left = (ofSession.get(each.session) ?? 1) - 1;
    if (left > 0) ofSession.set(each.session, left);
    else ofSession.delete(each.session);
  };

  const begin = (caller: Caller, request: IncomingMessage, response: ServerResponse, at: number): void => {
    const each = { ...caller, request, response, began: at };
    underWay.add(each);
    if (caller.class === 'knocking') knocking += 1;
    if (caller.class === 'stream') streams += 1;
    if (caller.session !== null) ofSession.set(caller.session, (ofSession.get(caller.session) ?? 0) + 1);
    response.once('close', () => {
      if (caller.class === 'stream') streams -= 1;
      done(each);
    });
  };

  return {
    turnsAway(request, response) {
      const url = request.url ?? '';
      if (ALWAYS_IN.has(url)) return false;
      const at = elapsedMs();
      const caller = whoCalls(known, request, url);
      const isOfSite = limits && caller.site !== '';
      const site = isOfSite ? siteOf(caller.site, at) : null;
      const word = mayCome(caller.class, {
        underWay: underWay.size,
        knocking,
        streams,
        turn: turns.now(),
        ofSession: limits && caller.session !== null ? (ofSession.get(caller.session) ?? 0) : 0,
        site: {
          underWay: site?.underWay ?? 0,
          left: site?.left ?? SITE_BURST,
          hasNeighbours: isOfSite && hasNeighbours(caller.site, at),
        },
      });
      if (isOfSite && caller.site !== latest.site) before = latest;
      if (isOfSite) latest = { site: caller.site, at };
      if (word === 'in') {
        turns.letIn();
        if (site) {
          site.left -= 1;
          site.underWay += 1;
        }
        begin(caller, request, response, at);
        return false;
      }
      if (at - refusing.last > OVER_AFTER_MS) refusing = { since: at, last: at };
      refusing.last = at;
      turnedAway(caller.class, word);
      const { origin } = request.headers;
      turnAway(request, response, {
        word,
        afterSeconds: comeAgainAfter(word === 'busy' ? at - refusing.since : 0, dice()),
        // Who may not read us may not read this either.
        readableBy: origin !== undefined && origin !== ownOrigin && known.hasOrigin(origin) ? origin : null,
      });
      return true;
    },

    stop: () => clearInterval(look),
  };
}

function whoCalls(known: KnownCallers, { headers, method }: IncomingMessage, url: string): Caller {
  const cookie = staffCookieIn(headers.cookie);
  if (cookie !== null) {
    // What a client is known by, sent as a cookie, is nobody of staff.
    const shown = known.find(cookie)?.class === 'staff';
    return { class: shown ? 'staff' : 'knocking', site: '', session: null };
  }
  const isStream = url === '/live';
  const token = bearerIn(headers.authorization);
  const client = token === null ? null : known.find(token);
  if (client && client.class !== 'staff')
    return { class: isStream ? 'stream' : client.class, site: client.siteId ?? '', session: token };
  if (KNOCKS.test(url)) return { class: 'knocking', site: '', session: null };
  const { origin } = headers;
  // A browser asks so before it asks anything else of ours, and says nothing of itself in it.
  const is = method === 'OPTIONS' ? 'identified' : isStream ? 'stream' : 'anonymous';
  const site = origin === undefined ? '' : known.hasOrigin(origin) ? origin : 'unknown';
  return { class: is, site, session: null };
}

function forgetIdle(sites: Map<string, Site>, at: number): void {
  for (const [key, site] of sites)
    if (site.underWay === 0 && at - site.at > NEIGHBOUR_FOR_MS) sites.delete(key);
}
