/**
 * An anonymous visitor of a site who submits and replies over HTTP as a widget does: the id of each request is made before
 * the first try, and the same request is sent again until the server has answered it, or is given up.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import type { Router } from '../../server/rpc/router.ts';
import type { Random } from '../../server/sample/random.ts';

export const ORIGIN = 'https://fault.example';

export type Intent = {
  is: 'submission' | 'reply';
  text: string;
  /** What the server answered with; null while it has not. */
  acknowledged: { ticketId: string; number: number } | null;
  /** For a reply. */
  ticketId: string | null;
  /** Of a file that went with it. */
  fileText: string | null;
  /** How often it was sent. */
  tries: number;
};

export type AClient = {
  intents: readonly Intent[];
  /** Answers that should never come: a refusal, a fault. */
  surprises: readonly string[];
  /** Answers 503: to be sent again. */
  notNow(): number;
  /** Tries that ended without an answer, but for those whose answer it loses itself. */
  unanswered(): number;
  /** The longest that a try waited for its answer, or for the end of its connection. */
  slowestMs(): number;
  /** Null until it is opened. */
  session(): string | null;
  /** How often its session was over and it was let in again, by its device. */
  reopened(): number;
  /** Until it is stopped, or for as many submissions and replies as is said. */
  run(steps?: number): Promise<void>;
  /** After the request under way has been answered. */
  stop(): void;
};

const RETRY_MS = 15;

/** `bases`: where the next server is tried when one does not answer. */
type At = {
  bases: readonly string[];
  siteKey: string;
  random: Random;
  /** A try that was not answered within it is over. */
  patienceMs?: number;
};

export function aClient(name: string, { bases, siteKey, random, patienceMs }: At): AClient {
  const intents: Intent[] = [];
  const surprises: string[] = [];
  let session: string | null = null;
  let device: string | undefined;
  let reopened = 0;
  let stopped = false;
  let taken = 0;
  const patiently: typeof fetch = (url, init) =>
    fetch(url, patienceMs === undefined ? init : { ...init, signal: AbortSignal.timeout(patienceMs) });
  const headers = () => ({ origin: ORIGIN, ...(session && { authorization: `Bearer ${session}` }) });
  const asked: typeof fetch = async (...request) => {
    const answer = await patiently(...request);
    if (answer.status === 503 && !answer.headers.has('retry-after'))
      surprises.push(`${name}: a 503 that does not say when to come again`);
    return answer;
  };
  const all = bases.map((url) => ({
    url,
    rpc: createTRPCClient<Router>({ links: [httpLink({ url: `${url}/rpc`, headers, fetch: asked })] }),
  }));
  let at = 0;
  const base = () => all[at % all.length]!;
  let notNow = 0;
  let unanswered = 0;
  let slowestMs = 0;

  /** Null when it was not answered and is given up. */
  async function insist<T>(ask: () => Promise<T>, givesUp: boolean): Promise<T | null> {
    for (;;) {
      const began = performance.now();
      try {
        return await ask().finally(() => (slowestMs = Math.max(slowestMs, performance.now() - began)));
      } catch (error) {
        if (isNotNow(error)) notNow += 1;
        else if (isOver(error) && session !== null) {
          reopened += 1;
          await open();
        } else if (wasAnswered(error)) {
          surprises.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
          return null;
        } else if (!(error instanceof LostByItself)) unanswered += 1;
        if (givesUp) return null;
        at += 1;
        await after(RETRY_MS);
      }
    }
  }

  async function open(): Promise<void> {
    session = null;
    const asked = { siteKey, ...(device !== undefined && { deviceSecret: device }) };
    const opened = await insist(() => base().rpc.customer.openSession.mutate(asked), false);
    session = opened?.session ?? null;
    device = opened?.deviceSecret ?? device;
  }

  async function upload(text: string): Promise<string | null> {
    const answered = await insist(async () => {
      const response = await asked(`${base().url}/files`, {
        method: 'POST',
        headers: { ...headers(), 'x-file-name': encodeURIComponent('журнал.txt') },
        body: text,
      });
      if (response.status === 401) throw new Over('the session is over');
      if (response.status === 503) throw new NotNow('the upload is to come again');
      return { status: response.status, file: (await response.json()) as { id?: string } };
    }, false);
    if (answered?.status !== 201) surprises.push(`${name}: an upload was answered with ${answered?.status}`);
    return answered?.file.id ?? null;
  }

  async function step(i: number): Promise<void> {
    const own = intents.filter((intent) => intent.is === 'submission' && intent.acknowledged);
    const replyTo = own.length > 0 && random.chance(0.6) ? random.pick(own).acknowledged : null;
    const text = `${name}-${i} ${'слово '.repeat(random.between(1, 40))}`.trim();
    const fileText = random.chance(0.2)
      ? `${name}-${i} ${'строка журнала\n'.repeat(random.between(1, 400))}`
      : null;
    const file = fileText === null ? null : await upload(fileText);
    const intent: Intent = {
      is: replyTo ? 'reply' : 'submission',
      text,
      acknowledged: null,
      ticketId: replyTo?.ticketId ?? null,
      fileText: file === null ? null : fileText,
      tries: 0,
    };
    intents.push(intent);
    const requestId = randomBytes(16).toString('hex');
    const files = file === null ? [] : [file];
    // A page that is closed while it waits: what it sent may be there or not, but never twice.
    const givesUp = random.chance(0.1);
    // An answer that never arrives is what makes a client send again what the server already has.
    let losesAnswers = random.chance(0.15) ? random.between(1, 2) : 0;
    const view = await insist(async () => {
      intent.tries += 1;
      const answer = await (replyTo
        ? base().rpc.customer.reply.mutate({ requestId, id: replyTo.ticketId, text, files })
        : base().rpc.customer.submit.mutate({
            requestId,
            kind: 'consultation',
            fields: { question: text },
            files,
            channel: 'widget',
          }));
      if (losesAnswers-- > 0) throw new LostByItself('the connection broke off before the answer came');
      return answer;
    }, givesUp);
    if (view) intent.acknowledged = { ticketId: view.id, number: view.number };
  }

  return {
    intents,
    surprises,
    notNow: () => notNow,
    unanswered: () => unanswered,
    slowestMs: () => slowestMs,
    session: () => session,
    reopened: () => reopened,
    async run(steps = Infinity) {
      if (session === null) await open();
      for (let i = 0; session !== null && !stopped && i < steps; i++) await step(taken++);
    },
    stop() {
      stopped = true;
    },
  };
}

class LostByItself extends Error {}
class NotNow extends Error {}
class Over extends Error {}

const isOver = (error: unknown): boolean =>
  error instanceof Over ||
  (error instanceof TRPCClientError && error.data?.refusal?.code === 'not_signed_in');

const isNotNow = (error: unknown): boolean =>
  error instanceof NotNow || (error instanceof TRPCClientError && error.data?.httpStatus === 503);

/** A connection that broke off answers nothing; anything that came as an answer of ours carries its data. */
function wasAnswered(error: unknown): boolean {
  return error instanceof TRPCClientError && error.data != null;
}
