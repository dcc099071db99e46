import type { TRPCClient } from '@trpc/client';
import type { Refusal } from '../../shared/refusal.ts';
import type { Router } from './api.ts';
import { json } from './json.ts';

/**
 * The API as tRPC's own client types it, by a caller of our own, for its bytes: theirs is a fifth of all that the widget
 * may weigh.
 */
export type Api = Pick<TRPCClient<Router>, 'customer'>;

/**
 * `lost`: nobody answered. `busy`: the desk cannot answer now, and says when to come again. `gone`: the person it was asked
 * for is no longer the page's.
 */
type Failure =
  | { ok: false; why: 'refused'; refusal: Refusal }
  | { ok: false; why: 'fault'; requestId: string }
  | { ok: false; why: 'busy'; afterSeconds: number }
  | { ok: false; why: 'lost' | 'gone' };
export type Answer<T> = { ok: true; value: T } | Failure;

type Doors = { token(): string; signal: AbortSignal };
type Reply = {
  result?: { data?: unknown };
  error?: { data?: { refusal?: Refusal | null; requestId?: string | null } };
};

/** The desk said no, or broke, or nobody said anything that is an answer of its. */
class NoAnswer extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super('no answer', { cause });
    this.failure = failure;
  }
}

/** Whoever has accepted the call and says nothing for so long says nothing any more. */
const SILENT_MS = 20_000;

export function connect(base: string, doors: Doors): Api {
  const call = async (path: string, isQuery: boolean, input: unknown): Promise<unknown> => {
    const text = json(input ?? {});
    const token = doors.token();
    let reply: Reply;
    let busy: Failure | null = null;
    try {
      const answer = await fetch(`${base}rpc/${path}${isQuery ? `?input=${encodeURIComponent(text)}` : ''}`, {
        method: isQuery ? 'GET' : 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        ...(isQuery ? {} : { body: text }),
        signal: AbortSignal.any([doors.signal, AbortSignal.timeout(SILENT_MS)]),
      });
      if (answer.status === 503) busy = busyUntil(answer);
      reply = (await answer.json()) as Reply;
    } catch (cause) {
      throw new NoAnswer(busy ?? LOST, cause);
    }
    if (!reply.result) throw new NoAnswer(busy ?? failureIn(reply));
    return reply.result.data;
  };

  /** `customer.submit.mutate(input)`: each name makes the path longer, the call sends it. */
  const along = (names: readonly string[]): unknown =>
    new Proxy(() => {}, {
      get: (_, name) => along([...names, String(name)]),
      apply: (_, __, [input]) => call(names.slice(0, -1).join('.'), names.at(-1) === 'query', input),
    });
  return along([]) as Api;
}

const LOST = { ok: false, why: 'lost' } as const;

const busyUntil = ({ headers }: Response): Failure => ({
  ok: false,
  why: 'busy',
  afterSeconds: Number(headers.get('retry-after')),
});

function failureIn({ error }: Reply): Failure {
  const { refusal, requestId } = error?.data ?? {};
  if (refusal) return { ok: false, why: 'refused', refusal };
  return requestId ? { ok: false, why: 'fault', requestId } : LOST;
}

export async function answered<T>(question: Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await question };
  } catch (error) {
    if (error instanceof NoAnswer) return error.failure;
    throw error;
  }
}
