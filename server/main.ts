/** Starts the server, says where it is, and ends it in good order. */
import './node/guard.js';
import { join } from 'node:path';
import { demoPages } from '../demo/demo.ts';
import { now } from './clock.ts';
import { readConfig, type Config } from './config.ts';
import { startJobs } from './jobs.ts';
import { listenOn } from './listen.ts';
import { logTo } from './log.ts';
import { openDesk, type OpenDesk } from './open-desk.ts';
import { isForWhoeverStarts } from './store/open-store.ts';
import { SettingWrong } from './settings.ts';

const log = logTo((line) => console.error(line), now);

async function start(): Promise<void> {
  const config = readConfig();
  const listening = await listenOn(config);
  const baseUrl =
    config.baseUrl.port === '0' ? new URL(`http://localhost:${listening.port}`) : config.baseUrl;
  const desk = await openDesk({
    config: { ...config, baseUrl },
    now,
    log,
    dist: join(import.meta.dirname, '..', 'dist'),
    demo: demoPages,
    // Whoever has not been answered asks again; the next start is from what is on the disk.
    lost: () => process.exit(1),
  });
  const stopJobs = startJobs({ ...desk.deps, ran: desk.desk.measures.jobRan });
  desk.deps.live.subscribe({ side: 'staff' }, desk.deps.delivery.nudge);
  let ending = false;
  const end = async (signal: string) => {
    if (ending) process.exit(1);
    ending = true;
    log.info('stopping', { signal });
    desk.streams.closeAll();
    await listening.close();
    await Promise.all([desk.deps.delivery.stop(), stopJobs()]);
    await desk.close();
    log.info('stopped');
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(signal));
  listening.serve(desk.app.fetch, desk.gate);
  await sayWhere(desk, baseUrl, config);
}

async function sayWhere(desk: OpenDesk, baseUrl: URL, { production }: Config): Promise<void> {
  const at = (path: string) => new URL(path, baseUrl).href;
  console.log(`smart-support runs at ${baseUrl.origin}`);
  if (!production && desk.demo) console.log(`  demo page      ${at('/demo/')}`);
  console.log(`  staff console  ${at('/admin/')}`);
  const link = await desk.firstAdministratorLink();
  if (link) {
    console.log('There is no administrator yet. This link makes the first one, once, within 24 hours:');
    console.log(`  ${link}`);
  }
}

/** What whoever starts it can mend: one line. All else is a fault, with everything that is known of it. */
const isPlain = (cause: unknown): cause is Error =>
  cause instanceof SettingWrong || isForWhoeverStarts(cause);

try {
  await start();
} catch (cause) {
  if (isPlain(cause)) console.error(`smart-support cannot start. ${cause.message}`);
  else log.fault('smart-support cannot start', cause);
  process.exit(1);
}
