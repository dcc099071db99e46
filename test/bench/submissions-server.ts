/** The whole server in a process of its own, with one site for visitors; tells its own CPU time when asked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { now } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { listenOn } from '../../server/listen.ts';
import { logTo } from '../../server/log.ts';
import { openDesk } from '../../server/open-desk.ts';

export type Told = { base: string; siteKey: string } | { cpuMicros: number };

const tell = (told: Told) => process.send?.(told);

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const listening = await listenOn({ port: 0, host: '127.0.0.1' });
const base = `http://127.0.0.1:${listening.port}`;
const [GROUP_COMMIT = 'on', url] = process.argv.slice(2);
const where = url === undefined ? {} : { DATABASE_URL: url };
const config = readConfig({ DATA_DIR: folder, BASE_URL: base, RATE_LIMITS: 'off', GROUP_COMMIT, ...where });
const desk = await openDesk({ config, now, log: logTo((line) => console.error(line), now), dist: folder });
const { store } = desk.deps;
const createdAt = now();
await store.licensees.add({ id: 'bench', name: 'Bench', createdAt });
const siteKey = 'pk_bench';
await store.sites.add({
  ...{ id: 'bench', key: siteKey, licenseeId: 'bench', name: 'Bench', origins: ['https://bench.example'] },
  ...{ anonymousAllowed: true, identityRequired: false, createdAt },
});
// What it can do is measured, not what it lets in.
listening.serve(desk.app.fetch, { turnsAway: () => false });

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  tell({ cpuMicros: user + system });
});
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
tell({ base, siteKey });
