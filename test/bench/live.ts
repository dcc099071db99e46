/** Open streams: what each costs the server in memory and CPU, and how soon one of so many hears of what is theirs. */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { ask } from '../postgres/ask.ts';
import { postgresServer } from '../postgres/server.ts';
import { BENCH_ORIGIN } from './bench-desk.ts';
import type { Asked, Told } from './live-server.ts';

export type LiveRow = {
  database: 'SQLite' | 'PostgreSQL';
  streams: number;
  rssKbEach: number;
  heapKbEach: number;
  /** Of one core, when nothing happens. */
  idleCpu: number;
  events: number;
  p50Ms: number;
  p99Ms: number;
};

/** `at 10,000 streams`. */
const GOALS = { rssKbEach: 25, p50Ms: 3 } as const;
const OPENING_AT_ONCE = 32;
const SETTLE_MS = 3000;
const IDLE_MS = 8000;
const EVENTS = 300;
const EVENTS_PER_SECOND = 30;

type Told_<K extends string> = Extract<Told, Record<K, unknown>>;

async function told<K extends string>(child: ChildProcess, key: K, asked?: Asked): Promise<Told_<K>> {
  if (asked) child.send(asked);
  const ended = new AbortController();
  const end = () => ended.abort(new Error('the server has ended'));
  child.once('exit', end);
  const [message] = (await once(child, 'message', { signal: ended.signal }).finally(() =>
    child.off('exit', end),
  )) as [Told];
  if (!(key in message)) throw new Error(`the server told something else than ${key}`);
  return message as Told_<K>;
}

type Heard = (key: string, at: number) => void;

/** Resolves once the stream has said hello; null where it was turned away. */
function open(port: number, token: string, heard: Heard): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let got = '';
    let isOpen = false;
    socket.setEncoding('utf8');
    socket.on('error', reject);
    socket.on('data', (text) => {
      const at = performance.timeOrigin + performance.now();
      got += String(text);
      if (!isOpen && got.startsWith('HTTP/1.1 503')) {
        socket.destroy();
        return resolve(null);
      }
      if (!isOpen && got.includes(': hello')) {
        isOpen = true;
        resolve(socket);
      }
      if (!isOpen) return;
      for (const [, id, version] of got.matchAll(/data: \{"id":"([^"]+)","version":(\d+)\}\n\n/g))
        heard(`${id} ${version}`, at);
      got = got.slice(got.lastIndexOf('\n\n') + 2);
    });
    socket.write(
      `GET /live HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: ${BENCH_ORIGIN}\r\nauthorization: Bearer ${token}\r\n\r\n`,
    );
  });
}

async function insist(port: number, token: string, heard: Heard): Promise<Socket> {
  for (;;) {
    const socket = await open(port, token, heard);
    if (socket) return socket;
    await after(20 + Math.random() * 60);
  }
}

async function submit(base: string, token: string): Promise<void> {
  const answer = await fetch(`${base}/rpc/customer.submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: BENCH_ORIGIN, authorization: `Bearer ${token}` },
    body: JSON.stringify({
      requestId: randomBytes(16).toString('hex'),
      kind: 'consultation',
      fields: { question: 'Как отменить заказ?' },
      files: [],
      channel: 'widget',
    }),
  });
  if (!answer.ok) throw new Error(`a submission was answered with ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

async function measure(database: LiveRow['database'], streams: number, url: string[]): Promise<LiveRow> {
  const child = fork(join(import.meta.dirname, 'live-server.ts'), [String(streams), ...url], {
    execArgv: ['--expose-gc'],
  });
  const { base, tokens } = await told(child, 'tokens');
  const port = Number(new URL(base).port);
  const heardAt = new Map<string, number>();
  const heard: Heard = (key, at) => {
    if (!heardAt.has(key)) heardAt.set(key, at);
  };
  const sockets: Socket[] = [];
  try {
    // Warm, and what only the first ones cost is not counted.
    for (const token of tokens.slice(0, 50)) {
      await submit(base, token);
      (await insist(port, token, heard)).destroy();
    }
    await after(500);
    const before = await told(child, 'rssBytes', 'memory');
    const left = [...tokens];
    await Promise.all(
      Array.from({ length: OPENING_AT_ONCE }, async () => {
        for (let token = left.pop(); token !== undefined; token = left.pop())
          sockets.push(await insist(port, token, heard));
      }),
    );
    await after(SETTLE_MS);
    const open_ = await told(child, 'rssBytes', 'memory');
    await after(IDLE_MS);
    const idle = await told(child, 'rssBytes', 'memory');

    heardAt.clear();
    await told(child, 'published', 'published');
    const began = performance.now();
    for (let i = 0; i < EVENTS; i++) {
      await submit(base, tokens[Math.floor(Math.random() * tokens.length)]!);
      await after(Math.max(0, began + (i * 1000) / EVENTS_PER_SECOND - performance.now()));
    }
    await after(300);
    const { published } = await told(child, 'published', 'published');
    const delays = published
      .flatMap(({ key, at }) => (heardAt.has(key) ? [heardAt.get(key)! - at] : []))
      .sort((a, b) => a - b);
    if (delays.length < EVENTS) throw new Error(`of ${EVENTS} events ${delays.length} were heard`);
    const share = (of: number) => delays[Math.min(delays.length - 1, Math.floor(delays.length * of))]!;
    return {
      database,
      streams,
      rssKbEach: (open_.rssBytes - before.rssBytes) / streams / 1024,
      heapKbEach: (open_.heapBytes - before.heapBytes) / streams / 1024,
      idleCpu: (idle.cpuMs - open_.cpuMs) / IDLE_MS,
      events: delays.length,
      p50Ms: share(0.5),
      p99Ms: share(0.99),
    };
  } finally {
    for (const socket of sockets) socket.destroy();
    if (child.connected) {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    }
  }
}

export const streamsOf = (given: string): number[] =>
  given.split(',').map((each) => {
    const count = Number(each);
    if (!Number.isInteger(count) || count < 100)
      throw new Error(`${each} is no number of streams from 100 on`);
    return count;
  });

export async function run(
  counts: readonly number[],
  databases: readonly ('sqlite' | 'postgres')[],
): Promise<LiveRow[]> {
  const rows: LiveRow[] = [];
  if (databases.includes('sqlite')) for (const count of counts) rows.push(await measure('SQLite', count, []));
  for (const count of databases.includes('postgres') ? counts : []) {
    const postgres = await postgresServer({ fsync: 'on', full_page_writes: 'on', autovacuum: 'on' });
    try {
      await ask(postgres.url('postgres'), 'CREATE DATABASE bench');
      rows.push(await measure('PostgreSQL', count, [postgres.url('bench')]));
    } finally {
      await postgres.remove();
    }
  }
  print(rows);
  return rows;
}

function print(rows: readonly LiveRow[]): void {
  console.log(
    `\nlive streams (goals at 10,000: ${GOALS.rssKbEach} kB each, p50 of an event ${GOALS.p50Ms} ms)`,
  );
  console.log('database     streams   kB each   of heap   idle, of a core   event p50 ms   p99 ms');
  for (const { database, streams, rssKbEach, heapKbEach, idleCpu, p50Ms, p99Ms } of rows) {
    console.log(
      database.padEnd(10) +
        streams.toLocaleString('en').padStart(10) +
        rssKbEach.toFixed(1).padStart(10) +
        heapKbEach.toFixed(1).padStart(10) +
        `${(idleCpu * 100).toFixed(1)} %`.padStart(18) +
        p50Ms.toFixed(2).padStart(15) +
        p99Ms.toFixed(2).padStart(9) +
        (rssKbEach > GOALS.rssKbEach || p50Ms > GOALS.p50Ms ? '  over the goal' : ''),
    );
  }
}
