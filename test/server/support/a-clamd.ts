/** As much of ClamAV's daemon as takes INSTREAM, on a port of its own: a virus is what has EICAR in it. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

export type AClamd = {
  address: { host: string; port: number };
  /** What it was given, each whole. */
  scanned: string[];
  /** In place of a verdict. */
  says: string | null;
  /** Hangs up in the middle, or never answers. */
  fails: 'hangs up' | 'is silent' | null;
  close(): Promise<void>;
};

const COMMAND = 'zINSTREAM\0';

export async function aClamd(): Promise<AClamd> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    if (clamd.fails === 'hangs up') socket.once('data', () => socket.destroy());
    if (clamd.fails === null) void answer(socket, clamd);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const clamd: AClamd = {
    address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    scanned: [],
    says: null,
    fails: null,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return clamd;
}

async function answer(socket: Socket, clamd: AClamd): Promise<void> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk as Buffer]);
    const text = textIn(bytes);
    if (text === null) continue;
    clamd.scanned.push(text);
    const verdict = text.includes('EICAR') ? 'Eicar-Test-Signature FOUND' : 'OK';
    socket.end(`${clamd.says ?? `stream: ${verdict}`}\0`);
    return;
  }
}

/** Null until the piece of no length has come. */
function textIn(bytes: Buffer): string | null {
  if (!bytes.toString('latin1').startsWith(COMMAND)) return null;
  const pieces: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces).toString();
    pieces.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
