/** A webhook's path is a key to the channel: it is kept sealed, shown to nobody, and opened to send alone. */
import type { Keys } from '../auth/secrets.ts';
import type { DepartmentChannel } from '../store/second-line.ts';

export const sealedWebhook = (url: string, keys: Pick<Keys, 'seal'>) =>
  keys.seal(new TextEncoder().encode(url));

export function webhookOf({ sealed }: Pick<DepartmentChannel, 'sealed'>, keys: Pick<Keys, 'unseal'>): string {
  if (sealed === null) throw new Error('a webhook without its address');
  return new TextDecoder().decode(keys.unseal(sealed));
}
