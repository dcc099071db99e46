/** The real server as a process of its own, on a data folder, to be killed and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

export type AServer = {
  base: string;
  start(): Promise<void>;
  /** SIGKILL; done when the process is gone. */
  kill(): Promise<void>;
};

const READY_WITHIN_MS = 20_000;

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export async function aServer(dataDir: string): Promise<AServer> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  let running: { child: ChildProcess; ended: Promise<unknown>; said: string[] } | null = null;

  return {
    base,
    async start() {
      const child = spawn(process.execPath, ['--import', './server/node/guard.js', 'server/main.ts'], {
        env: {
          PATH: process.env['PATH'],
          DATA_DIR: dataDir,
          PORT: String(port),
          HOST: '127.0.0.1',
          BASE_URL: base,
          RATE_LIMITS: 'off',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const said: string[] = [];
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
      running = { child, ended: once(child, 'exit'), said };
      await untilReady(base, child, said);
    },

    async kill() {
      if (!running) return;
      const { child, ended } = running;
      running = null;
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function untilReady(base: string, child: ChildProcess, said: readonly string[]): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended by itself:\n${said.join('')}`);
    try {
      if ((await fetch(`${base}/readyz`)).ok) return;
    } catch {
      // Nobody listens yet.
    }
    await after(20);
  }
  throw new Error(`the server was not ready within ${READY_WITHIN_MS} ms:\n${said.join('')}`);
}
