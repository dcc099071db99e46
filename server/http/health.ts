/** For whoever runs the desk: alive, ready, and its numbers. */
import { Hono } from 'hono';
import { isSame } from '../auth/secrets.ts';
import { deskNumbers } from '../health/desk-numbers.ts';
import { CONTENT_TYPE, exposition, type Family } from '../health/exposition.ts';
import type { ProcessNumbers } from '../health/process-numbers.ts';
import type { Readiness } from '../health/readiness.ts';
import type { Desk } from '../rpc/context.ts';
import { comeAgainAfterSeconds } from './come-again.ts';
import type { Streams } from './live.ts';

export type HealthDeps = {
  desk: Pick<Desk, 'deps' | 'measures' | 'delivery'>;
  readiness: Readiness;
  streams: Pick<Streams, 'count'>;
  /** Null: there is no page of numbers. */
  metrics: { token: string; process: ProcessNumbers } | null;
};

export function healthDoors({ desk, readiness, streams, metrics }: HealthDeps): Hono {
  const { store, now, log } = desk.deps;
  const app = new Hono();
  app.get('/livez', (c) => c.text('alive'));
  app.get('/readyz', async (c) => {
    const problems = await readiness.problems();
    if (problems.length === 0) return c.text('ready');
    return c.text(`not ready: ${problems.join(', ')}`, 503, {
      'retry-after': String(comeAgainAfterSeconds()),
    });
  });
  if (!metrics) return app;

  app.get('/metrics', async (c) => {
    const given = c.req.header('authorization') ?? '';
    if (!isSame(given, `Bearer ${metrics.token}`))
      return c.text('The token of METRICS_TOKEN is needed.', 401, { 'www-authenticate': 'Bearer' });
    const asked = await deskNumbers({ store, ways: desk.delivery.ways, at: now() }).catch((cause) => {
      // The rest of the numbers are wanted the more.
      log.fault('the database was not asked for its numbers', cause);
      return null;
    });
    const families: Family[] = [
      {
        name: 'smart_support_database_up',
        help: '1 when the database has answered for this page.',
        type: 'gauge',
        samples: [{ value: asked ? 1 : 0 }],
      },
      {
        name: 'smart_support_live_connections',
        help: 'Live streams that are open at this process.',
        type: 'gauge',
        samples: [{ value: streams.count() }],
      },
      ...(asked ?? []),
      ...desk.measures.families(),
      ...metrics.process.families(),
    ];
    return c.body(exposition(families), 200, { 'content-type': CONTENT_TYPE });
  });
  return app;
}
