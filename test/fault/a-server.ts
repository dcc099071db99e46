/** The real server as a process of its own, on an installation, to be killed and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as after } from 'node:timers/promises';

export type AServer = {
  base: string;
  start(): Promise<void>;
  /** SIGKILL; done when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM: how it ended, and after how long. */
  stop(): Promise<{ code: number | null; ms: number }>;
  /** Null while it runs; how the last one ended otherwise. */
  ended(): { code: number | null } | null;
  /** Of the one that runs. */
  pid(): number | null;
  /** All that the processes have said. */
  said(): string;
};

export type Starting = {
  env: Readonly<Record<string, string>>;
  port?: number;
  /** Modules loaded before the program. */
  imports?: readonly string[];
};

/** What is promised of a start is measured elsewhere: here a machine that others use too only has to get there. */
const READY_WITHIN_MS = 60_000;

/**
 * Below those that the system gives to outgoing connections: while a server is down its clients knock on, and one of them
 * would sooner or later be given that very port, meet itself, and keep the server from coming back.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 15_000 + Math.floor(Math.random() * 15_000);
    const server = createServer().listen(port, '127.0.0.1');
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!free) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

export async function aServer({ env, port: fixed, imports = [] }: Starting): Promise<AServer> {
  const port = fixed ?? (await freePort());
  const base = `http://127.0.0.1:${port}`;
  const said: string[] = [];
  let running: { child: ChildProcess; ended: Promise<unknown> } | null = null;
  let last: ChildProcess | null = null;

  return {
    base,
    said: () => said.join(''),

    async start() {
      const before = ['./server/node/guard.js', ...imports].flatMap((each) => ['--import', each]);
      const child = spawn(process.execPath, [...before, 'server/main.ts'], {
        env: { PORT: String(port), HOST: '127.0.0.1', BASE_URL: base, RATE_LIMITS: 'off', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
      running = { child, ended: once(child, 'close') };
      last = child;
      await untilReady(base, child, said);
    },

    ended: () =>
      last && (last.exitCode !== null || last.signalCode !== null) ? { code: last.exitCode } : null,

    pid: () => running?.child.pid ?? null,

    async kill() {
      if (!running) return;
      const { child, ended } = running;
      running = null;
      child.kill('SIGKILL');
      await ended;
    },

    async stop() {
      if (!running) throw new Error('no server runs');
      const { child, ended } = running;
      running = null;
      const began = performance.now();
      child.kill('SIGTERM');
      await ended;
      return { code: child.exitCode, ms: Math.round(performance.now() - began) };
    },
  };
}

async function untilReady(base: string, child: ChildProcess, said: readonly string[]): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server ended by itself:\n${said.join('')}`);
    try {
      if ((await fetch(`${base}/readyz`)).ok) return;
    } catch {
      // Nobody listens yet.
    }
    await after(20);
  }
  throw new Error(`the server was not ready within ${READY_WITHIN_MS} ms:\n${said.join('')}`);
}
