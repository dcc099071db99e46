/** A live stream that is listened to and nothing else, for thousands of them: opened again when it ends. */
import { connect, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import type { Headers } from './a-crowd.ts';

export type AStream = { isOpen(): boolean; ended(): number; close(): void };

const AGAIN_MS = 1000;

export function aStream(port: number, headers: Headers): AStream {
  let socket: Socket | null = null;
  let isOpen = false;
  let isOver = false;
  let ended = 0;

  const open = (): void => {
    const made = connect({ port, host: '127.0.0.1' });
    socket = made;
    made.setEncoding('utf8');
    const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    made.write(`${['GET /live HTTP/1.1', ...lines].join('\r\n')}\r\n\r\n`);
    made.once('data', (head: string) => {
      isOpen = head.startsWith('HTTP/1.1 200');
      // Told to come again.
      if (!isOpen) made.destroy();
    });
    made.on('data', () => {});
    // The end that follows says the same.
    made.on('error', () => {});
    made.on('close', () => {
      isOpen = false;
      if (isOver) return;
      ended += 1;
      void after(AGAIN_MS, undefined, { ref: false }).then(() => isOver || open());
    });
  };
  open();
  return {
    isOpen: () => isOpen,
    ended: () => ended,
    close() {
      isOver = true;
      socket?.destroy();
    },
  };
}
