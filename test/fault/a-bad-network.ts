/** Stands between clients and a server, and is as bad as it is told to be. What is told holds for connections made from then on. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

export type Mood =
  | { is: 'good' }
  /** Each piece comes so much later, in both directions. */
  | { is: 'slow'; ms: number }
  /** Reset, in the middle of whatever it is. */
  | { is: 'cut'; after: number; of: 'question' | 'answer' }
  /** Takes the connection and says nothing: nothing gets to the server. */
  | { is: 'half_open' }
  /** The server does what it is asked, and its answers go nowhere. */
  | { is: 'deaf' }
  /** Gives an answer when all of it is there; a stream never is. */
  | { is: 'holds_back' };

export type BadNetwork = {
  base: string;
  mood: Mood;
  /** Ends every connection there is. */
  reset(): void;
  /** Connections that met something else than a good network. */
  spoilt(): number;
  close(): void;
};

const HOLDS_MS = 150;

export async function aBadNetwork(serverBase: string): Promise<BadNetwork> {
  const port = Number(new URL(serverBase).port);
  const open = new Set<Socket>();
  let spoilt = 0;
  const server = createServer((client) => {
    const { mood } = network;
    if (mood.is !== 'good') spoilt += 1;
    keep(client);
    if (mood.is === 'half_open') {
      client.resume();
      return;
    }
    const upstream = connect(port, '127.0.0.1');
    keep(upstream);
    const both = () => {
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    };
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    pass(client, upstream, mood, 'question', both);
    pass(upstream, client, mood, 'answer', both);
  }).listen(0, '127.0.0.1');
  const keep = (socket: Socket) => {
    open.add(socket);
    // What follows is its end, and that is heard of.
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  };
  await once(server, 'listening');
  const reset = () => {
    for (const socket of open) socket.destroy();
  };
  const network: BadNetwork = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mood: { is: 'good' },
    reset,
    spoilt: () => spoilt,
    close() {
      server.close();
      reset();
    },
  };
  return network;
}

function pass(from: Socket, to: Socket, mood: Mood, what: 'question' | 'answer', cut: () => void): void {
  let passed = 0;
  let held: Buffer[] = [];
  let silence: NodeJS.Timeout | undefined;
  from.on('data', (piece) => {
    const bytes = Buffer.from(piece);
    switch (mood.is) {
      case 'slow':
        setTimeout(() => to.writable && to.write(bytes), mood.ms);
        return;
      case 'cut':
        if (mood.of !== what) break;
        passed += bytes.length;
        if (passed <= mood.after) break;
        to.write(bytes.subarray(0, bytes.length - (passed - mood.after)), cut);
        return;
      case 'deaf':
        if (what === 'answer') return;
        break;
      case 'holds_back':
        if (what === 'question') break;
        held.push(bytes);
        clearTimeout(silence);
        // An event stream goes on and on: of it nothing is ever given.
        if (Buffer.concat(held).includes('text/event-stream')) return;
        silence = setTimeout(() => {
          if (to.writable) to.write(Buffer.concat(held));
          held = [];
        }, HOLDS_MS);
        return;
      default:
    }
    to.write(bytes);
  });
}
