/**
 * A reader's end of the live stream, written straight to Node's response. A web stream in between would cost as much memory
 * as all the rest of an open connection, and ten thousand of them are open at a time.
 */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

/** Some hundred changes. Whoever has so much lying here reads no more, or is too slow ever to catch up. */
const MOST_UNTAKEN_BYTES = 64 * 1024;

export class EventStream {
  readonly #outgoing: ServerResponse;
  readonly #onEnd: () => void;
  #isOver = false;

  /** `onEnd`: once, whoever ends it. */
  constructor(outgoing: ServerResponse, onEnd: () => void) {
    this.#outgoing = outgoing;
    this.#onEnd = onEnd;
    outgoing.once('close', () => this.#over());
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** `headers`: what every answer has. One that was ended before is still answered, and at once over. */
  begin(headers: Headers): void {
    if (this.#outgoing.destroyed) return;
    this.#outgoing.writeHead(200, { ...Object.fromEntries(headers), ...HEADERS });
    this.#outgoing.write(': hello\n\n');
    if (this.#isOver) this.#outgoing.end();
  }

  say(text: string): void {
    if (this.#isOver) return;
    if (this.#outgoing.socket) sendSoon(this.#outgoing.socket);
    this.#outgoing.write(text);
    if (this.#outgoing.writableLength > MOST_UNTAKEN_BYTES) this.#cutOff();
  }

  end(): void {
    if (this.#isOver) return;
    this.#over();
    if (this.#outgoing.headersSent) this.#outgoing.end();
  }

  /** It reads again what it shows when it comes back. To wait until it has taken all would keep all of it here. */
  #cutOff(): void {
    this.#over();
    this.#outgoing.destroy();
  }

  #over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onEnd();
  }
}

const unsent: Socket[] = [];

/**
 * Of its own accord Node sends what was written when all that follows from the same event is done: for whoever listens,
 * after the one who made the change has read it all back and been answered. So it goes as soon as those who were committed
 * together are told; what they have for one reader goes in one piece.
 */
function sendSoon(socket: Socket): void {
  socket.cork();
  if (unsent.push(socket) > 1) return;
  queueMicrotask(() => {
    for (const each of unsent.splice(0)) each.uncork();
  });
}
