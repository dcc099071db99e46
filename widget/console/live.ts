import { backOff } from '../client/back-off.ts';

/**
 * The server's stream, read with fetch: "this ticket now has this version". It carries no content, so nothing can be
 * missed for good: after every new connection the reader reads again what it shows.
 */
export type LiveTicket = { id: string; version: number };

type Listener = { ticket(change: LiveTicket): void; again(): void; lost(): void };

const FIRST_GAP_MS = 1000;
/** The server says hello at once: whoever hears nothing of it is behind something that holds a stream back. */
const HELLO_WITHIN_MS = 15_000;
/** Heartbeats come every 20 s: a stream that is silent for longer is a dead one that nobody has closed. */
const SILENCE_MS = 45_000;

export const ticketsIn = (frame: string): LiveTicket | null => {
  const lines = frame.split('\n');
  if (!lines.includes('event: ticket')) return null;
  const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6));
  return JSON.parse(data.join('\n')) as LiveTicket;
};

const read = async (
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  { listener, heard }: { listener: Listener; heard(): void },
) => {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    heard();
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

/**
 * Listens until the signal is aborted. The first connection says nothing; one after a loss says `again`, and so does a
 * stream that is silent: what it would have told has to be asked.
 */
export const listen = async (listener: Listener, signal: AbortSignal): Promise<void> => {
  let isLost = false;
  let tries = 0;
  while (!signal.aborted) {
    const stop = new AbortController();
    let isSilent = false;
    let afterSeconds = 0;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const within = (ms: number) => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        isSilent = true;
        stop.abort();
      }, ms);
    };
    try {
      within(HELLO_WITHIN_MS);
      const answer = await fetch('/live', {
        headers: { 'x-smart-support': '1', accept: 'text/event-stream' },
        signal: AbortSignal.any([signal, stop.signal]),
      });
      // A session that has ended is told by the next call, with its own words.
      if (answer.status === 401) return;
      if (answer.ok && answer.body) {
        if (isLost) listener.again();
        isLost = false;
        await read(answer.body, {
          listener,
          heard() {
            tries = 0;
            within(SILENCE_MS);
          },
        });
      } else afterSeconds = Number(answer.headers.get('retry-after'));
    } catch (cause) {
      if (signal.aborted) return;
      console.debug('live: connection lost', cause);
    } finally {
      clearTimeout(silence);
    }
    if (signal.aborted) return;
    isLost = !isSilent;
    if (isSilent) listener.again();
    else listener.lost();
    await waited(backOff(FIRST_GAP_MS, tries++, afterSeconds), signal);
  }
};
