/** Every door of the server, on one screen. */
import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { Doors } from '../auth/admit.ts';
import { knownCallers } from '../auth/known-callers.ts';
import { randomId } from '../auth/secrets.ts';
import type { Attachments } from '../files/attachments.ts';
import { processNumbers } from '../health/process-numbers.ts';
import type { Readiness } from '../health/readiness.ts';
import { createGate, type Gate } from '../overload/gate.ts';
import type { Desk } from '../rpc/context.ts';
import { behind, Unavailable } from '../store/unavailable.ts';
import { addressOf } from './address.ts';
import { auditDownload } from './audit.ts';
import { comeAgainAfterSeconds } from './come-again.ts';
import { corsFor } from './cors.ts';
import { download, upload } from './files.ts';
import { setCommonHeaders } from './headers.ts';
import { healthDoors } from './health.ts';
import { mailPages } from './mail-pages.ts';
import { pages } from './pages.ts';
import { hasOwnHost, onlyWhatIsThere, placeOf } from './places.ts';
import { personDownload } from './people.ts';
import { reportDownload } from './reports.ts';
import { serveRpc } from './rpc.ts';
import {
  beginSecondFactor,
  changePassword,
  confirm,
  confirmSecondFactor,
  dropSecondFactor,
  giveCode,
} from './staff-account.ts';
import { signIn, signOut } from './staff-sign-in.ts';
import { departmentDoors } from './second-line/department-doors.ts';
import { takeClick } from './second-line/mattermost-actions.ts';
import { streams, type Begin, type Streams } from './live.ts';

export type AppDeps = {
  desk: Desk;
  attachments: Attachments;
  /** What was built for browsers. */
  dist: string;
  trustedProxies: readonly string[];
  /** The pages of the demo licensee; null where there is none. */
  demo: Hono | null;
  lookAgainMs?: number;
  readiness: Readiness;
  /** Null: there is no page of numbers. */
  metricsToken: string | null;
  /** Off: nobody counts as noisy. */
  limitsCalls: boolean;
};

export type App = { app: Hono; streams: Streams; gate: Gate; stopMeasuring(): void };

type Env = {
  /** Node's own, where there is a socket. */
  Bindings: { outgoing?: ServerResponse } | undefined;
  Variables: { requestId: string; address: string; originRefused: boolean; stream?: Begin };
};

/** Without what opens something to whoever reads it. */
const pathForLog = (path: string) => path.replace(/^(\/(?:second-line|rate|mail)\/)[^/]+/, '$1…');

export function createApp({ desk, attachments, dist, trustedProxies, demo, ...more }: AppDeps): App {
  const { lookAgainMs, readiness, metricsToken, limitsCalls } = more;
  const { deps, baseUrl, places, keys } = desk;
  const known = knownCallers();
  const doors: Doors = {
    client: desk.clients,
    staff: desk.staff,
    limits: desk.limits,
    known,
    ownOrigin: baseUrl.origin,
  };
  const live = streams({ doors, live: deps.live, ...(lookAgainMs === undefined ? {} : { lookAgainMs }) });
  const fileDeps = {
    doors,
    attachments,
    room: desk.room,
    audit: desk.audit,
    store: deps.store,
    keys,
    places,
    now: deps.now,
  };
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    c.set('requestId', randomId());
    c.set('address', addressOf(c, trustedProxies));
    await next();
    setCommonHeaders(c.res.headers, { https: baseUrl.protocol === 'https:' });
    c.res.headers.set('x-request-id', c.get('requestId'));
    desk.measures.answered(c.req.path, c.res.status);
    const begin = c.get('stream');
    if (!begin) return;
    begin(c.res.headers);
    // Unset first: what is set in its place would have the headers of what was there, and change a value that all share.
    c.res = undefined;
    c.res = RESPONSE_ALREADY_SENT;
  });
  app.onError((cause, c) => {
    const requestId = c.get('requestId');
    // Whoever asked has gone in the middle of it: nothing of ours is broken.
    const about = { path: pathForLog(c.req.path), requestId };
    const notNow = behind(cause, Unavailable);
    if (c.req.raw.signal.aborted) deps.log.info('a request broke off', about);
    else if (notNow) deps.log.warn('not available', { ...about, why: notNow.message });
    else deps.log.fault('a request failed', cause, about);
    return notNow
      ? c.json({ requestId }, 503, { 'retry-after': String(comeAgainAfterSeconds()) })
      : c.json({ requestId }, 500);
  });
  app.notFound((c) => c.text('There is nothing at this address.', 404));

  app.use(onlyWhatIsThere(places));
  const fromLicensees = corsFor({
    ownOrigin: (request) => places[placeOf(request, places)].origin,
    async isKnown(origin) {
      const isKnown = await deps.store.sites.anyAt(origin);
      if (isKnown) known.rememberOrigin(origin);
      return isKnown;
    },
  });
  for (const door of ['/rpc/*', '/files', '/files/*', '/live']) app.use(door, fromLicensees);

  app.all('/rpc/*', (c) => serveRpc(c, { desk, doors, address: c.get('address') }));
  app.post('/files', (c) => upload(fileDeps, { request: c.req.raw, address: c.get('address') }));
  app.get('/files/:id', (c) =>
    download(fileDeps, { id: c.req.param('id'), request: c.req.raw, address: c.get('address') }),
  );
  app.get('/live', async (c) => {
    // HEAD comes here too: a stream that nobody reads would only stand in the way of the next.
    if (c.req.method === 'HEAD') return new Response(null, { status: 405, headers: { allow: 'GET' } });
    const asking = { request: c.req.raw, address: c.get('address'), outgoing: c.env?.outgoing };
    const opened = await live.open(asking);
    if (opened instanceof Response) return opened;
    c.set('stream', opened);
    return c.body(null);
  });
  for (const [path, door] of Object.entries({
    '/auth/sign-in/email': signIn,
    '/auth/sign-in/code': giveCode,
    '/auth/sign-out': signOut,
    '/auth/own/confirm': confirm,
    '/auth/own/password': changePassword,
    '/auth/own/second-factor': beginSecondFactor,
    '/auth/own/second-factor/confirm': confirmSecondFactor,
    '/auth/own/second-factor/drop': dropSecondFactor,
  }))
    app.post(path, (c) => door(doors, { request: c.req.raw, address: c.get('address'), audit: desk.audit }));

  app.route(
    '/',
    departmentDoors({
      deps,
      attachments,
      limits: desk.limits,
      baseUrl,
      keys,
      places,
      filesMaxBytes: desk.files.maxBytes,
    }) as unknown as Hono<Env>,
  );

  app.post('/mattermost/actions', (c) =>
    takeClick({ deps, limits: desk.limits, baseUrl }, { request: c.req.raw, address: c.get('address') }),
  );

  app.get('/reports/:file', (c) =>
    reportDownload(
      { doors, reports: desk.reports, audit: desk.audit },
      { file: c.req.param('file'), request: c.req.raw, address: c.get('address') },
    ),
  );
  app.get('/people/:file', (c) =>
    personDownload(
      { deps, doors, attachments, audit: desk.audit },
      { file: c.req.param('file'), request: c.req.raw, address: c.get('address') },
    ),
  );
  app.get('/audit.csv', (c) =>
    auditDownload(
      { doors, store: deps.store, audit: desk.audit },
      { request: c.req.raw, address: c.get('address') },
    ),
  );

  const metrics = metricsToken === null ? null : { token: metricsToken, process: processNumbers() };
  app.route('/', healthDoors({ desk, readiness, streams: live, metrics }));

  app.route('/', pages(dist, { filesHost: hasOwnHost('files', places) ? places.files.origin : null }));
  app.route('/', mailPages({ deps, limits: desk.limits }));
  if (demo) app.route('/demo', demo);
  app.get('/', (c) => c.redirect(demo ? '/demo/' : '/admin/'));
  const gate = createGate({
    known,
    ownOrigin: baseUrl.origin,
    limits: limitsCalls,
    turnedAway: desk.measures.turnedAway,
    dice: Math.random,
  });
  const stopMeasuring = () => {
    gate.stop();
    metrics?.process.stop();
  };
  return { app: app as unknown as Hono, streams: live, gate, stopMeasuring };
}
