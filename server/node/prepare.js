/**
 * Runs after `npm ci`. On a machine whose Node is too old it installs the locked one here, in `server/node`
 * and links it as `node_modules/.bin/node`, which npm scripts find before the machine's own.
 * On a Node that is new enough it does nothing.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OLDEST_NODE, runsThisProject } from './node-version.js';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '..', '..');
const link = join(root, 'node_modules', '.bin', 'node');
const platform = `${process.platform}-${process.arch}`;
const binary = join(folder, 'node_modules', `node-${platform}`, 'bin', 'node');

function stop(reason) {
  console.error(
    `smart-support needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}, and ${reason}. ` +
      'Install a newer Node from https://nodejs.org and run npm ci again.',
  );
  process.exit(1);
}

function install() {
  // npm_execpath is the npm that runs us; a bare `npm` on the PATH may be another one, or none.
  const npm = process.env.npm_execpath;
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  try {
    if (npm) execFileSync(process.execPath, [npm, ...args], { cwd: folder, stdio: 'inherit' });
    else execFileSync('npm', args, { cwd: folder, stdio: 'inherit' });
  } catch {
    stop('the one locked for this project could not be fetched from the npm registry');
  }
}

function versionOf(node) {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .slice(1);
  } catch {
    return null;
  }
}

if (!runsThisProject()) {
  if (platform !== 'linux-x64' && platform !== 'linux-arm64') stop(`none is locked for ${platform}`);
  if (!existsSync(binary)) {
    console.log(
      `Node ${process.versions.node} is too old for smart-support: fetching one for this project alone`,
    );
    install();
  }
  const version = versionOf(binary);
  if (!version || !runsThisProject(version)) stop(`the one locked for ${platform} does not run here`);
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(relative(dirname(link), binary), link);
  console.log(`npm scripts of smart-support run on Node ${version} (node_modules/.bin/node)`);
}
