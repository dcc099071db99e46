/**
 * An open page of a client: it listens to the live stream of one server, goes to the next when that one is gone, and reads
 * its list again after each new connection, as the widget does.
 */
import { setTimeout as after } from 'node:timers/promises';
import { createTRPCClient, httpLink } from '@trpc/client';
import type { Router } from '../../server/rpc/router.ts';
import { ORIGIN } from './a-client.ts';

export type AWatcher = {
  /** Ticket → the highest version that it has heard of. */
  known: ReadonlyMap<string, number>;
  heard(): number;
  /** From the end of a stream until the next one has begun and the list's first page was read: what its owner sees. */
  slowestBackMs(): number;
  reconnects(): number;
  /** Tickets of which the desk has more than was heard of. */
  missed(): Promise<string[]>;
  stop(): Promise<void>;
};

const GAP_MS = 250;
const SILENT_MS = 30_000;

export function aWatcher(session: string, bases: readonly string[]): AWatcher {
  const known = new Map<string, number>();
  const over = new AbortController();
  const headers = { origin: ORIGIN, authorization: `Bearer ${session}` };
  let heard = 0;
  let slowestBackMs = 0;
  let reconnects = 0;
  let at = 0;
  const note = (id: string, version: number) => known.set(id, Math.max(version, known.get(id) ?? 0));

  async function* list(base: string): AsyncGenerator<{ id: string; version: number }[]> {
    const rpc = createTRPCClient<Router>({ links: [httpLink({ url: `${base}/rpc`, headers })] });
    for (let cursor: string | null = null; ;) {
      const { rows, next }: Awaited<ReturnType<typeof rpc.customer.tickets.query>> =
        await rpc.customer.tickets.query(cursor === null ? undefined : { cursor });
      yield rows;
      if (next === null) return;
      cursor = next;
    }
  }

  async function listen(base: string, connected: () => void): Promise<void> {
    const stop = new AbortController();
    const signal = AbortSignal.any([over.signal, stop.signal]);
    const answer = await fetch(`${base}/live`, { headers, signal });
    if (!answer.ok || !answer.body) throw new Error(`the stream was answered with ${answer.status}`);
    let rest = '';
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => {
      const silent = setTimeout(() => stop.abort(), SILENT_MS);
      return reader.read().finally(() => clearTimeout(silent));
    };
    // What comes while the list is read is heard too.
    const reading = (async () => {
      for (;;) {
        const { done, value } = await next();
        if (done) return;
        const frames = (rest + value).split('\n\n');
        rest = frames.pop() ?? '';
        for (const frame of frames) {
          const data = frame.split('\n').find((line) => line.startsWith('data: '));
          if (!data) continue;
          const { id, version } = JSON.parse(data.slice(6)) as { id: string; version: number };
          heard += 1;
          note(id, version);
        }
      }
    })();
    reading.catch(() => {});
    let isBack = false;
    for await (const page of list(base)) {
      for (const { id, version } of page) note(id, version);
      if (!isBack) connected();
      isBack = true;
    }
    await reading;
  }

  const running = (async () => {
    let lostAt: number | null = null;
    while (!over.signal.aborted) {
      try {
        await listen(bases[at++ % bases.length]!, () => {
          if (lostAt === null) return;
          reconnects += 1;
          slowestBackMs = Math.max(slowestBackMs, performance.now() - lostAt);
          lostAt = null;
        });
      } catch {
        // Lost in the middle, or nobody there: the next one.
      }
      lostAt ??= performance.now();
      await after(GAP_MS * (0.5 + Math.random()));
    }
  })();

  return {
    known,
    heard: () => heard,
    slowestBackMs: () => slowestBackMs,
    reconnects: () => reconnects,
    async missed() {
      const those: string[] = [];
      for await (const page of list(bases[0]!))
        those.push(...page.filter(({ id, version }) => (known.get(id) ?? 0) < version).map(({ id }) => id));
      return those;
    },
    async stop() {
      over.abort();
      await running;
    },
  };
}
