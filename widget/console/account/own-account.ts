/** What changes the cookie goes through the doors of `/auth/own/`, which are no tRPC procedures. */
import type { Refusal } from '../../../shared/refusal.ts';
import { OUR_HEADER, refused, type Answer } from '../api.ts';
import { words } from '../words.ts';

export type SecondFactorBegun = { secret: string; uri: string; backupCodes: readonly string[] };

async function ask<T>(path: string, body: object): Promise<Answer<T>> {
  try {
    const response = await fetch(`/auth/own/${path}`, {
      method: 'POST',
      headers: { ...OUR_HEADER, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = (await response.json()) as T & { refusal?: Refusal; requestId?: string };
    if (response.ok) return { ok: true, value: said };
    if (said.refusal) return refused(said.refusal);
    return { ok: false, refusal: null, lost: false, text: words().failure.fault(said.requestId ?? '') };
  } catch (cause) {
    console.debug('the account was not reached', cause);
    return { ok: false, refusal: null, lost: true, text: words().failure.network };
  }
}

export const confirmPassword = (password: string): Promise<Answer<object>> => ask('confirm', { password });
export const changePassword = (current: string, next: string): Promise<Answer<object>> =>
  ask('password', { current, next });
export const beginSecondFactor = (password: string): Promise<Answer<SecondFactorBegun>> =>
  ask('second-factor', { password });
export const confirmSecondFactor = (code: string): Promise<Answer<object>> =>
  ask('second-factor/confirm', { code });
export const dropSecondFactor = (password: string): Promise<Answer<object>> =>
  ask('second-factor/drop', { password });
