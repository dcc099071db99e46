/** Staff sign in and out through better-auth's own doors, which are no tRPC procedures. */
import { OUR_HEADER } from '../api.ts';

/** `code`: the password was right, and a code is asked for. */
export type SignedIn = 'in' | 'code' | 'wrong' | 'too_many' | 'lost';

const post = (path: string, body: unknown): Promise<Response> =>
  fetch(path, {
    method: 'POST',
    headers: { ...OUR_HEADER, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const step = async (path: string, body: unknown): Promise<SignedIn> => {
  try {
    const answer = await post(path, body);
    if (answer.ok) return ((await answer.json()) as { needs?: 'code' }).needs ?? 'in';
    if (answer.status === 429) return 'too_many';
    return answer.status >= 500 ? 'lost' : 'wrong';
  } catch (cause) {
    console.debug('sign-in did not arrive', cause);
    return 'lost';
  }
};

export const signIn = (email: string, password: string): Promise<SignedIn> =>
  step('/auth/sign-in/email', { email, password });
/** After `code`: from the device, or one of those kept for the day it is lost. */
export const giveCode = (code: string): Promise<SignedIn> => step('/auth/sign-in/code', { code });

export const signOut = async (): Promise<boolean> => {
  try {
    return (await post('/auth/sign-out', {})).ok;
  } catch (cause) {
    console.debug('sign-out did not arrive', cause);
    return false;
  }
};
