/** The socket: opened before anything else is made, so that a taken port is said at once, and closed in good order. */
import { createAdaptorServer } from '@hono/node-server';
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from './config.ts';
import { SettingWrong } from './settings.ts';
import type { Gate } from './overload/gate.ts';

type Fetch = (request: Request, env: unknown) => Response | Promise<Response>;

export type Listening = {
  port: number;
  /** Until then every request is told to come again. */
  serve(fetch: Fetch, gate: Pick<Gate, 'turnsAway'>): void;
  /** Takes no new connection; ends when the last answer is out, or when the time is up. */
  close(): Promise<void>;
};

/** Slow headers and bodies hold a connection no longer than this. */
const WITHIN_MS = { headers: 14_000, request: 120_000 };
/** Of its own accord Node looks only every half minute whether their time is over. */
const LOOKS_TIMES = 14;
const ANSWERS_OUT_WITHIN_MS = 10_000;

export async function listenOn(
  { port, host }: Pick<Config, 'port' | 'host'>,
  within = WITHIN_MS,
): Promise<Listening> {
  let serving: Fetch = () => new Response('starting', { status: 503, headers: { 'retry-after': '1' } });
  let gate: Pick<Gate, 'turnsAway'> | null = null;
  const connectionsCheckingInterval = within.headers / LOOKS_TIMES;
  const server = createAdaptorServer({
    fetch: (request: Request, env: unknown) => serving(request, env),
    createServer: ((options: ServerOptions, answer: RequestListener) =>
      createServer({ ...options, connectionsCheckingInterval }, (request, response) => {
        if (!gate?.turnsAway(request, response)) answer(request, response);
      })) as typeof createServer,
  }) as Server;
  let closing = false;
  // Whoever holds a connection and asks on and on would keep it open: what is asked now is answered, and nothing after it.
  server.prependListener('request', (_, response) => {
    if (closing) response.shouldKeepAlive = false;
  });
  server.headersTimeout = within.headers;
  server.requestTimeout = within.request;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(whyNot(cause, { port, host })));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    serve(fetch, before) {
      serving = fetch;
      gate = before;
    },
    async close() {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), ANSWERS_OUT_WITHIN_MS);
      await closed;
      clearTimeout(late);
    },
  };
}

function whyNot(cause: NodeJS.ErrnoException, { port, host }: Pick<Config, 'port' | 'host'>): Error {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new SettingWrong(
        'PORT',
        `${port} is taken on ${host}; stop the program that has it, or set another`,
        { cause },
      );
    case 'EACCES':
      return new SettingWrong('PORT', `${port} may not be opened by this user; set one above 1023`, {
        cause,
      });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
      return new SettingWrong('HOST', `${host} is no address of this machine; set localhost or 0.0.0.0`, {
        cause,
      });
    default:
      return cause;
  }
}
