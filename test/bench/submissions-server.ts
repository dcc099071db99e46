/** The whole server in a process of its own, with one site for visitors; tells its own CPU time when asked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { listenOn } from '../../server/listen.ts';
import { aBenchDesk, type Told } from './bench-desk.ts';

const tell = (told: Told) => process.send?.(told);

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const listening = await listenOn({ port: 0, host: '127.0.0.1' });
const base = `http://127.0.0.1:${listening.port}`;
const [groupCommit = 'on', url] = process.argv.slice(2);
const { desk, siteKey } = await aBenchDesk({ folder, groupCommit, url, base });
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
