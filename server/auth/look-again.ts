/**
 * What stays open was let in once, and is looked at again and again: whether it would still be. All that is due is asked
 * about together, so that ten thousand streams are some hundred questions a second and not thousands.
 */
import { IN_USE_HEADER, staffOf, type Doors } from './admit.ts';
import { bearerIn } from './caller-tokens.ts';
import type { Held as HeldByClient } from './client-door.ts';
import { hashOf } from './secrets.ts';

/** What is kept of the request: for a client less than a tenth of it. */
export type Held = HeldByClient | { headers: Headers };

export function heldBy({ headers }: Pick<Request, 'headers'>): Held {
  const token = bearerIn(headers.get('authorization'));
  if (token !== null) return { tokenHash: hashOf(token), origin: headers.get('origin') };
  const kept = new Headers(headers);
  // Who opened it sat before the page. That it is still open says nothing of the kind.
  kept.delete(IN_USE_HEADER);
  return { headers: kept };
}

/** Those that would be let in no more. */
export async function noMore(doors: Doors, held: readonly Held[]): Promise<Set<Held>> {
  const clients = held.filter((one) => 'tokenHash' in one);
  const staff = held.filter((one) => 'headers' in one);
  const gone: Held[] = clients.length > 0 ? await doors.client.noMore(clients) : [];
  for (const one of gone) if ('tokenHash' in one) doors.known.forgetHash(one.tokenHash);
  for (const one of staff) {
    if ('refusal' in (await staffOf(doors, { headers: one.headers, address: '' }))) gone.push(one);
  }
  return new Set(gone);
}
