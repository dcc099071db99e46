/** A desk to be measured: in a folder of its own, without limits, with one site for visitors. */
import { randomBytes } from 'node:crypto';
import { now } from '../../server/clock.ts';
import { readConfig, type Config } from '../../server/config.ts';
import { logTo } from '../../server/log.ts';
import { openDesk, type OpenDesk } from '../../server/open-desk.ts';

/** What a server that is measured tells whoever has started it: where it is, and then its CPU time whenever it is asked. */
export type Told = { base: string; siteKey: string } | { cpuMicros: number };

export const BENCH_ORIGIN = 'https://bench.example';

type Where = { folder: string; groupCommit: string; url: string | undefined; base?: string };

export async function aBenchDesk({
  folder,
  groupCommit,
  url,
  base = 'http://127.0.0.1',
}: Where): Promise<{ desk: OpenDesk & { config: Config }; siteKey: string }> {
  const config = readConfig({
    DATA_DIR: folder,
    BASE_URL: base,
    RATE_LIMITS: 'off',
    GROUP_COMMIT: groupCommit,
    ...(url === undefined ? {} : { DATABASE_URL: url }),
  });
  const desk = await openDesk({
    config,
    now,
    log: logTo((line) => console.error(line), now),
    dist: folder,
  });
  const { store } = desk.deps;
  const createdAt = now();
  const siteKey = 'pk_bench';
  await store.licensees.add({ id: 'bench', name: 'Bench', createdAt });
  await store.sites.add({
    ...{ id: 'bench', key: siteKey, licenseeId: 'bench', name: 'Bench', origins: [BENCH_ORIGIN] },
    ...{ anonymousAllowed: true, identityRequired: false, createdAt },
  });
  return { desk: { ...desk, config }, siteKey };
}

export const aSubmission = () => ({
  requestId: randomBytes(16).toString('hex'),
  kind: 'consultation',
  fields: { question: 'Как отменить заказ, если он уже передан в доставку? Номер заказа у меня есть.' },
  files: [],
  channel: 'widget',
});
