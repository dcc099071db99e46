import { createTRPCClient, httpBatchLink, TRPCClientError, type TRPCClient } from '@trpc/client';
import type { Refusal } from '../../shared/refusal.ts';
import type { Router } from './api.ts';

export type Api = TRPCClient<Router>;

/** `lost`: nobody answered. `gone`: the person it was asked for is no longer the page's. */
export type Failure =
  | { ok: false; why: 'refused'; refusal: Refusal }
  | { ok: false; why: 'fault'; requestId: string }
  | { ok: false; why: 'lost' | 'gone' };
export type Answer<T> = { ok: true; value: T } | Failure;

export function connect(base: string, doors: { token(): string; signal: AbortSignal }): Api {
  return createTRPCClient<Router>({
    links: [
      httpBatchLink({
        url: `${base}rpc`,
        maxItems: 8,
        headers: () => (doors.token() ? { authorization: `Bearer ${doors.token()}` } : {}),
        fetch: (url, init) => fetch(url as string, { ...(init as RequestInit), signal: doors.signal }),
      }),
    ],
  });
}

type ErrorData = { refusal?: Refusal | null; requestId?: string | null } | undefined;

export async function answered<T>(question: Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await question };
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    const data = error.data as ErrorData;
    if (data?.refusal) return { ok: false, why: 'refused', refusal: data.refusal };
    if (data?.requestId) return { ok: false, why: 'fault', requestId: data.requestId };
    return { ok: false, why: 'lost' };
  }
}
