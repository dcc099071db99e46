/**
 * One HTTP/1.1 connection, kept open, that asks one thing at a time and reads no more of the answer than it needs: cheap
 * enough for hundreds of them to ask for more than a server can do.
 */
import { connect, type Socket } from 'node:net';

export type Answered = { status: number; retryAfter: number | null; body: string; ms: number };

export type AConnection = {
  readonly isBusy: boolean;
  /** Null when the connection broke off first. */
  ask(call: Call): Promise<Answered | null>;
  close(): void;
};

export type Call = {
  method: 'GET' | 'POST';
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
};

export function aConnection(port: number): AConnection {
  let socket: Socket | null = null;
  let got = '';
  let waiting: ((answer: Answered | null) => void) | null = null;
  let began = 0;

  const end = (answer: Answered | null) => {
    const told = waiting;
    waiting = null;
    got = '';
    told?.(answer);
  };
  const open = (): Socket => {
    const made = connect({ port, host: '127.0.0.1', noDelay: true });
    made.setEncoding('utf8');
    made.on('data', (text) => {
      got += String(text);
      const answer = wholeIn(got);
      if (answer) end({ ...answer, ms: performance.now() - began });
    });
    // The end that follows says the same.
    made.on('error', () => {});
    made.on('close', () => {
      if (socket === made) socket = null;
      end(null);
    });
    return made;
  };

  return {
    get isBusy() {
      return waiting !== null;
    },

    ask({ method, path, headers, body = '' }) {
      if (waiting) throw new Error('the connection is at another call');
      socket ??= open();
      const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(
        ([name, value]) => `${name}: ${value}`,
      );
      const about =
        method === 'POST'
          ? ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]
          : [];
      began = performance.now();
      return new Promise((resolve) => {
        waiting = resolve;
        socket!.write(`${[`${method} ${path} HTTP/1.1`, ...lines, ...about].join('\r\n')}\r\n\r\n${body}`);
      });
    },

    close() {
      socket?.destroy();
    },
  };
}

function wholeIn(got: string): Omit<Answered, 'ms'> | null {
  const headEnd = got.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const head = got.slice(0, headEnd);
  const body = got.slice(headEnd + 4);
  const length = numberOf(head, /\r\ncontent-length: (\d+)/i);
  if (length !== null && Buffer.byteLength(body) < length) return null;
  if (length === null && /\r\ntransfer-encoding: chunked/i.test(head) && !body.endsWith('0\r\n\r\n'))
    return null;
  return { status: Number(head.slice(9, 12)), retryAfter: numberOf(head, /\r\nretry-after: (\d+)/i), body };
}

const numberOf = (head: string, pattern: RegExp): number | null => {
  const found = pattern.exec(head)?.[1];
  return found === undefined ? null : Number(found);
};
