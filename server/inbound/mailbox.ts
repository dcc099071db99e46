/**
 * Answers by mail, looked for once a minute. A mail is marked as read only after it was taken; one that is not taken is read
 * and flagged, and stays where people see it. Nothing is ever answered by itself, nothing is ever deleted.
 */
import { ImapFlow } from 'imapflow';
import { MINUTE } from '../../shared/duration.ts';
import { LONGEST_MAIL } from './read-mail.ts';
import type { InboundSettings } from './settings.ts';
import { takeMail, type TakeDeps } from './take-mail.ts';

export type Inbound = { takeNew(): Promise<{ taken: number; notTaken: number }> };

export const NO_INBOUND: Inbound = { takeNew: async () => ({ taken: 0, notTaken: 0 }) };

const MOST_AT_ONCE = 100;
const ANSWER_WITHIN_MS = MINUTE / 4;

export function mailbox(deps: TakeDeps, settings: InboundSettings): Inbound {
  const { host, port, secure, user } = settings;
  return {
    async takeNew() {
      const client = new ImapFlow({
        ...{ host, port, secure, logger: false, disableAutoIdle: true },
        // A password never crosses the net in the open; what runs on this machine crosses no net.
        ...(!secure && !isThisMachine(host) && { doSTARTTLS: true }),
        auth: { user: user.name, pass: user.password },
        ...{ connectionTimeout: ANSWER_WITHIN_MS, greetingTimeout: ANSWER_WITHIN_MS, socketTimeout: MINUTE },
      });
      // Whatever it is, what waits on the connection fails with it.
      client.on('error', () => {});
      try {
        await client.connect();
        await client.mailboxOpen(settings.mailbox);
        return await takeUnread(deps, settings, client);
      } catch (cause) {
        throw new Error(`answers by mail could not be read from ${host}`, { cause });
      } finally {
        await client.logout().catch(() => client.close());
      }
    },
  };
}

async function takeUnread(deps: TakeDeps, settings: InboundSettings, client: ImapFlow) {
  const counts = { taken: 0, notTaken: 0 };
  const unread = (await client.search({ seen: false }, { uid: true })) || [];
  for (const uid of unread.slice(0, MOST_AT_ONCE)) {
    const outcome = await takeOne(deps, settings, { client, uid });
    if (outcome === 'later') continue;
    if ('taken' in outcome) {
      counts.taken += 1;
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    } else {
      counts.notTaken += 1;
      deps.log.warn('a mail was not taken; it is flagged in the mailbox', { why: outcome.notTaken });
      await client.messageFlagsAdd(String(uid), ['\\Seen', '\\Flagged'], { uid: true });
    }
  }
  return counts;
}

/** `later`: nothing is wrong with the mail; it stays unread, and holds nobody else up. */
async function takeOne(
  deps: TakeDeps,
  settings: InboundSettings,
  { client, uid }: { client: ImapFlow; uid: number },
): Promise<Awaited<ReturnType<typeof takeMail>> | 'later'> {
  const about = await client.fetchOne(String(uid), { size: true }, { uid: true });
  if (!about) return 'later';
  if ((about.size ?? 0) > LONGEST_MAIL) return { notTaken: 'too_large' };
  const mail = await client.fetchOne(String(uid), { source: true }, { uid: true });
  if (!mail || !mail.source) return 'later';
  try {
    return await takeMail(deps, settings, mail.source);
  } catch (cause) {
    deps.log.fault('a mail could not be taken; it stays unread', cause);
    return 'later';
  }
}

const isThisMachine = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
