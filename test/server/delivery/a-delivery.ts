/** A running desk whose notices go out through real doors, when the test says so. */
import { keysFrom } from '../../../server/auth/secrets.ts';
import { openDelivery, type Delivery, type DeliveryDeps } from '../../../server/delivery/deliver.ts';
import { emailTransport, type MailSettings } from '../../../server/delivery/email.ts';
import { mattermostTransport, type MattermostSettings } from '../../../server/delivery/mattermost.ts';
import type { Outgoing, Worded } from '../../../server/delivery/outgoing.ts';
import { WORDING } from '../../../server/delivery/wording/wording.ts';
import type { Deps } from '../../../server/deps.ts';
import type { Notice, NoticeChannel } from '../../../server/domain/notices/notice.ts';
import { openReports } from '../../../server/reports/open-reports.ts';
import { putOut, type StoredNotice } from '../../../server/store/outbox.ts';
import type { OutboxTable } from '../../../server/store/schema.ts';

export const BASE_URL = new URL('https://desk.example');
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

type Doors = {
  mail?: MailSettings;
  mattermost?: MattermostSettings;
  withinMs?: number;
  webhooksAt?: readonly string[];
};

export function aDelivery(
  desk: Pick<Deps, 'store' | 'now' | 'newId' | 'ruleBook' | 'log'>,
  { mail, mattermost, withinMs, webhooksAt, ...more }: Doors & Partial<DeliveryDeps> = {},
): Delivery {
  return openDelivery({
    ...desk,
    keys: keysFrom(new Uint8Array(32)),
    baseUrl: BASE_URL,
    reports: openReports({ ...desk, ruleBook: desk.ruleBook(), mayKeep: false }),
    configured: { email: mail !== undefined, mattermost: mattermost !== undefined },
    transports: {
      email: emailTransport(mail ?? null, withinMs),
      mattermost: mattermostTransport(mattermost ?? null, {
        ...(withinMs === undefined ? {} : { withinMs }),
        ...(webhooksAt ? { webhooksAt } : {}),
      }),
    },
    wording: WORDING,
    dice: () => 0,
    ...more,
  });
}

/** What a notice of these tests says: its detail's `says`, by mail or into the channel `town` in the ticket's thread. */
export const says: Worded = async (_, notice) => [said(notice)];

export function said({ channel, detail, ticketId, id }: StoredNotice): Outgoing {
  const text = String(detail['says']);
  const thread = `ticket:${ticketId ?? id}`;
  if (channel === 'mattermost') {
    const hook = detail['hook'];
    const target = typeof hook === 'string' ? { webhookUrl: hook } : { channelId: 'town' };
    return { channel, target, message: text, thread };
  }
  return {
    channel: 'email',
    to: { name: 'Anna', address: String(detail['to'] ?? 'anna@example.org') },
    language: 'en',
    subject: text,
    text,
    html: `<p>${text}</p>`,
    thread,
    autoSubmitted: 'auto-generated',
  };
}

let notices = 0;

export async function putNotices(
  { store, now }: Pick<Deps, 'store' | 'now'>,
  ticketId: string | null,
  channel: NoticeChannel,
  details: readonly Notice['detail'][],
): Promise<string[]> {
  const rows = details.map((detail) => ({
    id: `notice-${++notices}`,
    kind: 'assigned_to_you' as const,
    to: { side: 'staff', staffId: 'olga' } as const,
    channel,
    seq: null,
    detail,
    notBefore: now(),
  }));
  await store.db.transaction().execute((tx) => putOut(tx, ticketId, rows, now()));
  return rows.map(({ id }) => id);
}

export async function rowOf({ store }: Pick<Deps, 'store'>, id: string): Promise<OutboxTable> {
  return store.db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

export async function states({ store }: Pick<Deps, 'store'>): Promise<Record<string, number>> {
  const rows = await store.db.selectFrom('outbox').select('state').execute();
  return Object.fromEntries(
    [...new Set(rows.map(({ state }) => state))].map((state) => [
      state,
      rows.filter((row) => row.state === state).length,
    ]),
  );
}

/** Nothing of what the desk itself has put out: these tests bring their own. */
export async function forgetNotices({ store }: Pick<Deps, 'store'>): Promise<void> {
  await store.db.deleteFrom('outbox').execute();
}
