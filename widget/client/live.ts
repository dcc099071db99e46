import { backOff } from './back-off.ts';

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
  /** There is no stream now: the desk has none to give, or somebody on the way keeps it to himself. To be asked instead. */
  silent(): void;
  lost(): void;
};

const FIRST_GAP_MS = 1000;
/** The desk says hello at once: whoever hears nothing of it is behind something that holds a stream back. */
const HELLO_WITHIN_MS = 15_000;
/** Heartbeats come every 20 s: a stream silent for longer is a dead one that nobody has closed. */
const SILENCE_MS = 45_000;

export function ticketIn(frame: string): LiveTicket | null {
  const lines = frame.split('\n');
  const data = lines.find((line) => line.startsWith('data: '));
  return data && lines.includes('event: ticket') ? (JSON.parse(data.slice(6)) as LiveTicket) : null;
}

async function read(
  body: ReadableStream<Uint8Array>,
  { listener, heard }: { listener: Listener; heard(): void },
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    heard();
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
  let tries = 0;
  while (!signal.aborted) {
    const stop = new AbortController();
    const end = () => stop.abort();
    signal.addEventListener('abort', end);
    let isSilent = false;
    let afterSeconds = 0;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const within = (ms: number) => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        isSilent = true;
        end();
      }, ms);
    };
    try {
      within(HELLO_WITHIN_MS);
      const answer = await listener.connect(stop.signal);
      if (!answer) return;
      if (answer.ok && answer.body) {
        listener.connected();
        await read(answer.body, {
          listener,
          heard() {
            tries = 0;
            within(SILENCE_MS);
          },
        });
      } else {
        isSilent = true;
        afterSeconds = Number(answer.headers.get('retry-after'));
      }
    } catch (cause) {
      if (!signal.aborted) console.debug('smart-support: the live stream was lost', cause);
    } finally {
      clearTimeout(silence);
      signal.removeEventListener('abort', end);
    }
    if (signal.aborted) return;
    if (isSilent) listener.silent();
    else listener.lost();
    await waited(backOff(FIRST_GAP_MS, tries++, afterSeconds), signal);
  }
}
