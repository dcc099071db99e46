/**
 * Works on the project: builds the browser code again and starts the server again whenever their sources change.
 */
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const guard = ['--import', './server/node/guard.js'];
/** An editor saves in several steps: what follows within this belongs to the same change. */
const SETTLE_MS = 150;

function buildBrowserCode(): Promise<void> {
  return new Promise((resolve) => {
    const building = spawn(process.execPath, [...guard, 'server/cli/build.ts', '--if-changed'], {
      cwd: root,
      stdio: 'inherit',
    });
    building.once('close', () => resolve());
  });
}

let waiting: NodeJS.Timeout | undefined;
let building = buildBrowserCode();

function buildSoon(): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    building = building.then(buildBrowserCode);
  }, SETTLE_MS);
}

await building;
for (const folder of ['shared', 'widget']) {
  if (existsSync(join(root, folder))) watch(join(root, folder), { recursive: true }, buildSoon);
}
const server = spawn(process.execPath, ['--watch', ...guard, 'server/main.ts'], {
  cwd: root,
  stdio: 'inherit',
});
server.once('close', (code) => process.exit(code ?? 1));
