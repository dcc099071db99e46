/** Staff sign in and out through better-auth's own doors, which are no tRPC procedures. */
import { OUR_HEADER } from '../api.ts';

export type SignedIn = 'in' | 'wrong' | 'too_many' | 'lost';

const post = (path: string, body: unknown): Promise<Response> =>
  fetch(path, {
    method: 'POST',
    headers: { ...OUR_HEADER, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export const signIn = async (email: string, password: string): Promise<SignedIn> => {
  try {
    const answer = await post('/auth/sign-in/email', { email, password });
    if (answer.ok) return 'in';
    if (answer.status === 429) return 'too_many';
    return answer.status >= 500 ? 'lost' : 'wrong';
  } catch (cause) {
    console.debug('sign-in did not arrive', cause);
    return 'lost';
  }
};

export const signOut = async (): Promise<boolean> => {
  try {
    return (await post('/auth/sign-out', {})).ok;
  } catch (cause) {
    console.debug('sign-out did not arrive', cause);
    return false;
  }
};
