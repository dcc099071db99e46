/** Mattermost, by its bot or by an incoming webhook. */
import type { MattermostMessage } from './outgoing.ts';
import { NotDelivered, type Transport } from './transport.ts';

export type MattermostSettings = { url: URL; token: string };

export function mattermostTransport(_settings: MattermostSettings | null): Transport<MattermostMessage> {
  return {
    wayOf: () => null,
    send: () => Promise.reject(new NotDelivered('not_configured', 'MATTERMOST_URL is not set')),
  };
}
