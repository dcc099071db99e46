/**
 * Mattermost, by its bot or by an incoming webhook. The API has nothing by which it would know a repeat: a post carries the
 * mark of its notice, and before a message that may have arrived is sent again, the place is searched for that mark.
 */
import { MINUTE } from '../../shared/duration.ts';
import { mattermostApi, type MattermostApi, type Post } from './mattermost-api.ts';
import { fitting, withoutBrackets } from './mattermost-text.ts';
import type { MattermostAttachment, MattermostMessage } from './outgoing.ts';
import { NotDelivered, type Marked, type Receipt, type Transport } from './transport.ts';

export type MattermostSettings = { url: URL; token: string };

/** Of the whole of it, so that it is over before its lease is. */
const SENT_WITHIN_MS = (MINUTE * 3) / 4;
/** How far their clock may be behind ours. */
const SKEW = 10 * MINUTE;

type Limits = {
  /** Origins at which webhooks may be: whoever may set a channel up says where a message goes, not where the server calls. */
  webhooksAt?: readonly string[];
  withinMs?: number;
};

export function mattermostTransport(
  settings: MattermostSettings | null,
  { webhooksAt = settings ? [settings.url.origin] : [], withinMs = SENT_WITHIN_MS }: Limits = {},
): Transport<MattermostMessage> {
  const api = settings && mattermostApi(settings);

  return {
    wayOf({ target }) {
      if ('webhookUrl' in target) return `webhook ${new URL(target.webhookUrl).origin}`;
      return settings && 'mattermost';
    },

    async send(marked) {
      const signal = AbortSignal.timeout(withinMs);
      const { target } = marked.message;
      if ('webhookUrl' in target) {
        const { origin } = new URL(target.webhookUrl);
        if (!webhooksAt.includes(origin)) throw new NotDelivered('not_allowed', origin);
        return sendByWebhook(marked, target.webhookUrl, signal);
      }
      if (!api) throw new NotDelivered('not_configured', 'MATTERMOST_URL is not set');
      return sendByBot(api(signal), marked);
    },
  };
}

const propsOf = ({ message, mark }: Marked<MattermostMessage>) => ({
  notice_id: mark,
  ...(message.attachments?.length ? { attachments: message.attachments } : {}),
});

async function sendByBot(api: MattermostApi, marked: Marked<MattermostMessage>): Promise<Receipt> {
  const { message, mark, perhapsSent, since, root } = marked;
  const { target, edit } = message;
  const text = fitting(message.message);
  const props = propsOf(marked);
  if (edit !== undefined) {
    // The same edit twice is one.
    await api.patch(edit, { message: text, props });
    return { id: edit, root: null };
  }
  const channelId = 'userId' in target ? await api.directChannel(target.userId) : channelOf(target);
  const post =
    (perhapsSent ? await postedBefore(api, { mark, root, channelId, since: since - SKEW }) : null) ??
    (await api.post({
      channel_id: channelId,
      message: text,
      ...(root === null ? {} : { root_id: root }),
      pending_post_id: mark,
      props,
    }));
  return { id: post.id, root: post.root_id || post.id };
}

function channelOf(target: MattermostMessage['target']): string {
  if ('channelId' in target) return target.channelId;
  throw new Error('a bot posts to channels and people');
}

type Search = { mark: string; root: string | null; channelId: string; since: number };

async function postedBefore(
  api: MattermostApi,
  { mark, root, channelId, since }: Search,
): Promise<Post | null> {
  const posts = root === null ? await api.postsSince(channelId, since) : await api.thread(root);
  return posts.find(({ props }) => props?.notice_id === mark) ?? null;
}

async function sendByWebhook(
  marked: Marked<MattermostMessage>,
  webhookUrl: string,
  signal: AbortSignal,
): Promise<Receipt> {
  const { message } = marked;
  const { send } = mattermostApi.hook(webhookUrl);
  await send(
    {
      text: fitting(withoutBrackets(message.message)),
      props: { notice_id: marked.mark },
      ...(message.attachments?.length ? { attachments: message.attachments.map(plain) } : {}),
    },
    signal,
  );
  return { id: null, root: null };
}

/** Its texts are read the same way; its addresses are ours. */
function plain({ fields, ...attachment }: MattermostAttachment): MattermostAttachment {
  const texts = (['fallback', 'pretext', 'title', 'text'] as const).flatMap((name) => {
    const text = attachment[name];
    return text === undefined ? [] : [[name, withoutBrackets(text)]];
  });
  return {
    ...attachment,
    ...(Object.fromEntries(texts) as Partial<MattermostAttachment>),
    ...(fields ? { fields: fields.map((each) => ({ ...each, value: withoutBrackets(each.value) })) } : {}),
  };
}
