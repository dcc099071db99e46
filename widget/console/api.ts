import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import type { Refusal } from '../../shared/refusal.ts';
import type { Router } from '../client/api.ts';
import { words } from './words.ts';

/** A header that no form of another site can send: the server asks for it beside the cookie. */
export const OUR_HEADER = { 'x-smart-support': '1' } as const;

/** How long after a key, a click or a turn of the wheel somebody still sits here. */
const SITS_FOR_MS = 60_000;
let lastSeenAt = performance.now();
for (const what of ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const)
  addEventListener(what, () => (lastSeenAt = performance.now()), { passive: true, capture: true });

/** The page asks by itself too: only what a person does keeps a session from idling out. */
const headers = () => ({
  ...OUR_HEADER,
  ...(performance.now() - lastSeenAt < SITS_FOR_MS ? { 'x-smart-support-in-use': '1' } : {}),
});

export const api = createTRPCClient<Router>({
  links: [httpBatchLink({ url: '/rpc', headers, maxItems: 8, maxURLLength: 4000 })],
});

/** A "no" that can be shown: the refusal where the server gave one, and its words. */
export type Failure = { ok: false; refusal: Refusal | null; lost: boolean; text: string };
export type Answer<T> = { ok: true; value: T } | Failure;

/** Sent on the window when the server no longer knows who we are. */
export const SIGNED_OUT = 'console-signed-out';

type ErrorData = { refusal?: Refusal | null; requestId?: string | null } | undefined;

export const refused = (refusal: Refusal): Failure => {
  if (refusal.code === 'not_signed_in') dispatchEvent(new Event(SIGNED_OUT));
  return { ok: false, refusal, lost: false, text: words().refusal(refusal) };
};

const failureOf = (error: TRPCClientError<Router>, sends: boolean): Failure => {
  const data = error.data as ErrorData;
  if (data?.refusal) return refused(data.refusal);
  const { failure } = words();
  if (data?.requestId) {
    return { ok: false, refusal: null, lost: false, text: failure.fault(data.requestId) };
  }
  return { ok: false, refusal: null, lost: true, text: sends ? failure.network : failure.read };
};

const answered = async <T>(question: Promise<T>, sends: boolean): Promise<Answer<T>> => {
  try {
    return { ok: true, value: await question };
  } catch (error) {
    if (error instanceof TRPCClientError) return failureOf(error as TRPCClientError<Router>, sends);
    throw error;
  }
};

/** A reading that failed can be repeated as it is. */
export const read = <T>(question: Promise<T>): Promise<Answer<T>> => answered(question, false);
/** Something a person did: what they typed must outlive the failure. */
export const send = <T>(question: Promise<T>): Promise<Answer<T>> => answered(question, true);
