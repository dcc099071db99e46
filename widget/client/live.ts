/**
 * The desk's stream, read with fetch: "this ticket now has this version". It carries no content, so nothing can be missed
 * for good: after every new connection the reader reads again what it shows.
 */
export type LiveTicket = { id: string; version: number };

export type Listener = {
  /** Opens the stream; null where there is nobody to open it for. */
  connect(signal: AbortSignal): Promise<Response | null>;
  ticket(change: LiveTicket): void;
  /** Connected, for the first time or again. */
  connected(): void;
  lost(): void;
};

const LONGEST_GAP_MS = 15_000;
/** Heartbeats come every 20 s: a stream silent for longer is a dead one that nobody has closed. */
const SILENCE_MS = 50_000;

function ticketIn(frame: string): LiveTicket | null {
  const lines = frame.split('\n');
  const data = lines.find((line) => line.startsWith('data: '));
  return data && lines.includes('event: ticket') ? (JSON.parse(data.slice(6)) as LiveTicket) : null;
}

async function read(
  body: ReadableStream<Uint8Array>,
  listener: Listener,
  stop: AbortController,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const silent = setTimeout(() => stop.abort(), SILENCE_MS);
    const { done, value } = await reader.read().finally(() => clearTimeout(silent));
    if (done) return;
    const frames = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const change = ticketIn(frame);
      if (change) listener.ticket(change);
    }
  }
}

/** Ends early when the network comes back. */
function waited(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}

/** Listens until the signal is aborted. */
export async function listen(listener: Listener, signal: AbortSignal): Promise<void> {
  let gap = 500;
  while (!signal.aborted) {
    const stop = new AbortController();
    const end = () => stop.abort();
    signal.addEventListener('abort', end);
    try {
      const answer = await listener.connect(stop.signal);
      if (!answer) return;
      if (answer.ok && answer.body) {
        gap = 500;
        listener.connected();
        await read(answer.body, listener, stop);
      }
    } catch (cause) {
      if (!signal.aborted) console.debug('smart-support: the live stream was lost', cause);
    } finally {
      signal.removeEventListener('abort', end);
    }
    if (signal.aborted) return;
    listener.lost();
    // Everybody comes back after a restart of the desk, but not in the same instant.
    await waited(gap * (0.5 + Math.random()), signal);
    gap = Math.min(gap * 2, LONGEST_GAP_MS);
  }
}
