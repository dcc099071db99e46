/** A running desk whose notices go out through real doors, when the test says so. */
import { keysFrom } from '../../../server/auth/secrets.ts';
import { openDelivery, type Delivery, type DeliveryDeps } from '../../../server/delivery/deliver.ts';
import { emailTransport } from '../../../server/delivery/email.ts';
import { mattermostTransport } from '../../../server/delivery/mattermost.ts';
import { WORDING } from '../../../server/delivery/wording/wording.ts';
import type { Deps } from '../../../server/deps.ts';

export const BASE_URL = new URL('https://desk.example');

export function aDelivery(desk: Deps, more: Partial<DeliveryDeps> = {}): Delivery {
  return openDelivery({
    ...desk,
    keys: keysFrom(new Uint8Array(32)),
    baseUrl: BASE_URL,
    configured: { email: true, mattermost: true },
    transports: { email: emailTransport(null), mattermost: mattermostTransport(null) },
    wording: WORDING,
    dice: () => 0,
    ...more,
  });
}
