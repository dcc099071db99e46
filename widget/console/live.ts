/**
 * The server's stream, read with fetch: "this ticket now has this version". It carries no content, so nothing can be
 * missed for good: after every new connection the reader reads again what it shows.
 */
export type LiveTicket = { id: string; version: number };

type Listener = { ticket(change: LiveTicket): void; again(): void; lost(): void };

const LONGEST_GAP_MS = 15_000;
/** Heartbeats come every 20 s: a stream that is silent for longer is a dead one that nobody has closed. */
const SILENCE_MS = 50_000;

export const ticketsIn = (frame: string): LiveTicket | null => {
  const lines = frame.split('\n');
  if (!lines.includes('event: ticket')) return null;
  const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6));
  return JSON.parse(data.join('\n')) as LiveTicket;
};

const read = async (
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  listener: Listener,
  stop: AbortController,
) => {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const silent = setTimeout(() => stop.abort(), SILENCE_MS);
    const { done, value } = await reader.read().finally(() => clearTimeout(silent));
    if (done) return;
    const frames = (rest + value).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const change = ticketsIn(frame);
      if (change) listener.ticket(change);
    }
  }
};

const waited = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

/** Listens until the signal is aborted. The first connection says nothing; one after a loss says `again`. */
export const listen = async (listener: Listener, signal: AbortSignal): Promise<void> => {
  let isLost = false;
  let gap = 500;
  while (!signal.aborted) {
    const stop = new AbortController();
    try {
      const answer = await fetch('/live', {
        headers: { 'x-smart-support': '1', accept: 'text/event-stream' },
        signal: AbortSignal.any([signal, stop.signal]),
      });
      // A session that has ended is told by the next call, with its own words.
      if (answer.status === 401) return;
      if (answer.ok && answer.body) {
        gap = 500;
        if (isLost) listener.again();
        isLost = false;
        await read(answer.body, listener, stop);
      }
    } catch (cause) {
      if (signal.aborted) return;
      console.debug('live: connection lost', cause);
    }
    if (signal.aborted) return;
    isLost = true;
    listener.lost();
    await waited(gap * (0.5 + Math.random()), signal);
    gap = Math.min(gap * 2, LONGEST_GAP_MS);
  }
};
