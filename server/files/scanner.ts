/** Files are looked through for viruses by ClamAV's daemon, over its own protocol: a connection a file, INSTREAM on each. */
import { connect, type Socket } from 'node:net';
import { MINUTE } from '../../shared/duration.ts';
import { Unavailable } from '../store/unavailable.ts';

export type ScannerAddress = { host: string; port: number } | { path: string };
export type Verdict = 'clean' | 'infected';
export type Scanner = { scan(body: AsyncIterable<Uint8Array>): Promise<Verdict> };

export function scannerAddressOf(text: string): ScannerAddress | null {
  const url = URL.parse(text);
  if (url?.protocol === 'unix:' && url.host === '' && url.pathname.length > 1) return { path: url.pathname };
  if (url?.protocol !== 'tcp:' || !url.hostname || !url.port || !/^\/?$/.test(url.pathname)) return null;
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) };
}

/** For one file, from the connection to the answer. */
const LONGEST_MS = 2 * MINUTE;

/** `longestMs` is for tests. Throws `Unavailable` when it does not answer, or answers neither yes nor no. */
export function clamdAt(address: ScannerAddress, longestMs = LONGEST_MS): Scanner {
  return {
    async scan(body) {
      let said: string;
      try {
        said = await asked(address, body, longestMs);
      } catch (cause) {
        throw new Unavailable('the scanner of files does not answer; look at FILE_SCANNER', { cause });
      }
      if (said === 'stream: OK') return 'clean';
      if (said.endsWith(' FOUND')) return 'infected';
      throw new Unavailable(`the scanner of files says “${said}”; look at its settings`);
    },
  };
}

async function asked(
  address: ScannerAddress,
  body: AsyncIterable<Uint8Array>,
  longestMs: number,
): Promise<string> {
  const socket = connect(address);
  const tooLong = setTimeout(() => socket.destroy(new Error(`no answer within ${longestMs} ms`)), longestMs);
  const answer = allOf(socket);
  // It is awaited below; until then its failure must not count as nobody's.
  answer.catch(() => {});
  try {
    await written(socket, 'zINSTREAM\0');
    for await (const chunk of body) {
      // Too much for it: it has answered and hears no more.
      if (socket.destroyed || socket.readableEnded) break;
      await written(socket, lengthOf(chunk.byteLength));
      await written(socket, chunk);
    }
    await written(socket, lengthOf(0));
    return (await answer).replace(/\0.*$/su, '');
  } catch (cause) {
    const said = await answer.catch(() => '');
    if (said !== '') return said.replace(/\0.*$/su, '');
    throw cause;
  } finally {
    clearTimeout(tooLong);
    socket.destroy();
  }
}

async function allOf(socket: Socket): Promise<string> {
  let said = '';
  for await (const chunk of socket) said += String(chunk);
  if (said === '') throw new Error('it closed the connection without a word');
  return said;
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

const written = (socket: Socket, bytes: string | Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.write(bytes, (cause) => (cause ? reject(cause) : resolve()));
  });
