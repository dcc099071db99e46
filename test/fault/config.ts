/**
 * Wrong configurations, each started as a program: one clear line that names what to mend, an exit code that is not zero,
 * and no database left behind.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { databaseIn } from '../../server/data-dir.ts';
import { aServer, freePort } from './a-server.ts';
import type { Fault } from './fault.ts';

type Wrong = { env: Record<string, string>; names: string };

const SECRET = 'a'.repeat(32);
const PRODUCTION = { NODE_ENV: 'production', BASE_URL: 'https://desk.example', SMART_SUPPORT_SECRET: SECRET };
const SMTP = 'smtp://mail.example:25';

/** `folder`: to put files into. */
const wrongs = (folder: string, takenPort: number): readonly Wrong[] => [
  { env: { PORT: 'abc' }, names: 'PORT' },
  { env: { PORT: '-1' }, names: 'PORT' },
  { env: { PORT: '70000' }, names: 'PORT' },
  { env: { PORT: String(takenPort) }, names: 'PORT' },
  { env: { HOST: '203.0.113.7' }, names: 'HOST' },
  { env: { HOST: 'no-such-host.invalid' }, names: 'HOST' },
  { env: { BASE_URL: 'desk' }, names: 'BASE_URL' },
  { env: { BASE_URL: 'ftp://desk.example' }, names: 'BASE_URL' },
  { env: { BASE_URL: 'https://desk.example/support' }, names: 'BASE_URL' },
  { env: { BASE_URL: 'https://name:word@desk.example' }, names: 'BASE_URL' },
  { env: { WIDGET_URL: 'widget' }, names: 'WIDGET_URL' },
  {
    env: { ...PRODUCTION, FILES_URL: 'https://desk.example:444' },
    names: 'FILES_URL',
  },
  { env: { ...PRODUCTION, BASE_URL: '' }, names: 'BASE_URL' },
  { env: { ...PRODUCTION, BASE_URL: 'http://desk.example' }, names: 'BASE_URL' },
  { env: { ...PRODUCTION, SMART_SUPPORT_SECRET: '' }, names: 'SMART_SUPPORT_SECRET' },
  { env: { SMART_SUPPORT_SECRET: 'short' }, names: 'SMART_SUPPORT_SECRET' },
  { env: { ...PRODUCTION, RATE_LIMITS: 'off' }, names: 'RATE_LIMITS' },
  { env: { RATE_LIMITS: 'maybe' }, names: 'RATE_LIMITS' },
  { env: { GROUP_COMMIT: '1' }, names: 'GROUP_COMMIT' },
  { env: { NODE_ENV: 'prod' }, names: 'NODE_ENV' },
  { env: { FILE_MAX_BYTES: '20MB' }, names: 'FILE_MAX_BYTES' },
  { env: { FILE_MAX_BYTES: '0' }, names: 'FILE_MAX_BYTES' },
  { env: { FILE_SCANNER: 'clamd' }, names: 'FILE_SCANNER' },
  { env: { TRUSTED_PROXIES: 'proxy' }, names: 'TRUSTED_PROXIES' },
  { env: { SMTP_URL: 'mail.example' }, names: 'SMTP_URL' },
  { env: { SMTP_URL: SMTP }, names: 'MAIL_FROM' },
  { env: { MAIL_FROM: 'a@b.example' }, names: 'SMTP_URL' },
  { env: { MATTERMOST_URL: 'https://chat.example' }, names: 'MATTERMOST_TOKEN' },
  { env: { MATTERMOST_TOKEN: 'abc' }, names: 'MATTERMOST_URL' },
  { env: { METRICS_TOKEN: 'short' }, names: 'METRICS_TOKEN' },
  { env: { IMAP_URL: 'imaps://a:b@mail.example' }, names: 'MAIL_REPLY_TO' },
  { env: { MAIL_REPLY_TO: 'support+{token}@desk.example' }, names: 'IMAP_URL' },
  {
    env: { IMAP_URL: 'imaps://a:hidden-word@', MAIL_REPLY_TO: 'support+{token}@desk.example' },
    names: 'IMAP_URL',
  },
  {
    env: { IMAP_URL: 'imaps://a:b@mail.example', MAIL_REPLY_TO: 'support@desk.example' },
    names: 'MAIL_REPLY_TO',
  },
  { env: { DATABASE_URL: 'mysql://localhost/desk' }, names: 'DATABASE_URL' },
  { env: { DATABASE_URL: 'postgres://desk:hidden-word@127.0.0.1:1/desk' }, names: 'DATABASE_URL' },
  { env: { DATA_DIR: '/proc/desk' }, names: 'DATA_DIR' },
  { env: { DATA_DIR: file(folder, 'a-file', '') }, names: 'DATA_DIR' },
  { env: { DATA_DIR: dirname(file(folder, 'half/secret', 'short')) }, names: 'DATA_DIR' },
  { env: { REGULATION_FILE: join(folder, 'nowhere.json') }, names: 'REGULATION_FILE' },
  { env: { REGULATION_FILE: file(folder, 'broken.json', '{"version": ') }, names: 'REGULATION_FILE' },
  { env: { REGULATION_FILE: file(folder, 'hole.json', '{"version":"mine"}') }, names: 'REGULATION_FILE' },
];

function file(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** `every`: each so many of them, for a short run. */
export async function configRun(
  every: number,
  from: number,
): Promise<{ cases: number; problems: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'config-'));
  const taken = createServer().listen(await freePort(), '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const takenPort = typeof address === 'object' && address ? address.port : 0;
  const problems: string[] = [];
  try {
    const all = wrongs(folder, takenPort).filter((_, i) => i % every === from % every);
    for (const [i, wrong] of all.entries()) problems.push(...problemsWith(wrong, join(folder, `data-${i}`)));
    const dataDir = join(folder, 'shared');
    const first = await aServer({ env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir } });
    await first.start();
    try {
      problems.push(...problemsWith({ env: { DATA_DIR: dataDir, PORT: '0' }, names: 'DATA_DIR' }, null));
    } finally {
      await first.kill();
    }
    return { cases: all.length + 1, problems };
  } finally {
    taken.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const ENDS_WITHIN_MS = 20_000;

function problemsWith({ env, names }: Wrong, dataDir: string | null): string[] {
  const whole = { HOST: '127.0.0.1', PORT: '0', ...(dataDir !== null && { DATA_DIR: dataDir }), ...env };
  const ran = spawnSync(process.execPath, ['--import', './server/node/guard.js', 'server/main.ts'], {
    env: { PATH: process.env['PATH'], ...whole },
    encoding: 'utf8',
    timeout: ENDS_WITHIN_MS,
  });
  const about = JSON.stringify(env);
  const lines = ran.stderr.trim().split('\n');
  return [
    ...(ran.status === 1 ? [] : [`${about}: it ended with ${ran.status ?? ran.signal}`]),
    ...(lines.length === 1 &&
    lines[0]!.startsWith('smart-support cannot start. ') &&
    lines[0]!.includes(names)
      ? []
      : [`${about}: it said ${ran.stderr.slice(0, 300)}`]),
    ...(ran.stderr.includes('hidden-word') ? [`${about}: a password is said`] : []),
    ...(dataDir !== null && existsSync(databaseIn(dataDir)) ? [`${about}: a database was left`] : []),
  ];
}

export const config: Fault = {
  does: 'wrong configurations: one clear line each, and nothing left behind',
  async run({ length, seed }) {
    const { cases, problems } = await configRun(length === 'long' ? 1 : 5, seed);
    return { held: `${cases} wrong configurations`, problems };
  },
};
