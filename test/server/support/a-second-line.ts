/** A whole desk with departments that can be reached: a Mattermost and a mail server of the test's own, and who works there. */
import { onTestFinished } from 'vitest';
import type { Topic } from '../../../server/domain/regulation.ts';
import type { Worded } from '../../../server/delivery/outgoing.ts';
import { addressFor } from '../../../server/inbound/settings.ts';
import { WORDING } from '../../../server/delivery/wording/wording.ts';
import { aDelivery } from '../delivery/a-delivery.ts';
import { aMailServer } from './a-mail-server.ts';
import { aMattermost, type Button, type MattermostPost } from './a-mattermost.ts';
import { aConsultation, aRequestId, aWholeDesk, OWN_ORIGIN, type Caller } from './whole-desk.ts';

export const CHANNEL = { legal: 'legalchannel00000000000001', it: 'itchannel00000000000000001' };
export const IVAN = 'ivan0000000000000000000001';
export const STRANGER = 'stranger000000000000000001';

type Answer = { status: number; text: string; json: { result?: { data: unknown } } | null };
// oxlint-disable-next-line typescript/no-explicit-any -- an answer is looked into without knowing it
export const data = (answer: Answer): any => {
  if (!answer.json?.result) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json.result.data;
};

/** What clients get is none of these tests. */
const skip: Worded = async () => 'skip';
const TO_CLIENTS = { received: skip, answered: skip, closed: skip, client_answered: skip };

export async function aSecondLine(settings: Record<string, string> = {}) {
  const desk = await aWholeDesk(settings);
  onTestFinished(() => desk.end());
  const mattermost = await aMattermost();
  const mail = await aMailServer();
  const delivery = aDelivery(desk.deps, {
    mail: mail.settings,
    mattermost: mattermost.settings,
    keys: desk.desk.keys,
    baseUrl: desk.desk.baseUrl,
    replyAddress: desk.config.inbound && addressFor(desk.config.inbound.replyTo),
    wording: { ...WORDING, ...TO_CLIENTS },
  });
  const bare = ({ id: _, ...headers }: Caller & { id: string }): Caller => headers;
  const administrator = bare(await desk.member('administrator'));
  const olga = await desk.member('agent', 'olga');
  await desk.member('manager');
  const site = await desk.site(await desk.licensee('North'));
  const anna = await desk.client(site, 'anna', { name: 'Anna', email: 'anna@north.example' });
  const channels = [
    { kind: 'mattermost_channel', department: 'Legal', target: CHANNEL.legal, language: 'ru' },
    { kind: 'email', department: 'Legal', target: 'legal@desk.example', language: 'en' },
    { kind: 'mattermost_channel', department: 'IT', target: CHANNEL.it, language: 'en' },
  ];
  for (const channel of channels) data(await desk.mutate('secondLine.addChannel', channel, administrator));
  const member = (department: string, name: string, mattermostUserId: string | null, email: string | null) =>
    desk
      .mutate(
        'secondLine.putMember',
        { department, name, mattermostUserId, email, disabled: false },
        administrator,
      )
      .then(data);
  await member('Legal', 'Ivan', IVAN, 'ivan@desk.example');
  await member('IT', 'Pyotr', STRANGER, null);

  const load = async (id: string) => (await desk.deps.store.tickets.load(id))!;

  return {
    ...desk,
    mattermost,
    mail,
    deliver: () => delivery.deliver(),
    administrator,
    olga: bare(olga),
    olgaId: olga.id,
    anna,
    site,
    load,
    story: async (id: string) => (await load(id)).events.map(({ body }) => body.type),
    escalation: async (id: string, nth = 0) => (await load(id)).ticket.escalations[nth]!,

    async ticket(question = 'May we show it to others?'): Promise<string> {
      return data(await desk.mutate('customer.submit', aConsultation({ fields: { question } }), anna)).id;
    },
    async asks(id: string, topic: Topic = 'legal', question = 'What do we say?', entries = [1]) {
      const shown = { entries, files: [] };
      const input = { requestId: aRequestId(), id, topic, question, files: [], shown };
      data(await desk.mutate('secondLine.escalate', input, bare(olga)));
    },

    /** The first post of a channel's newest thread, and its buttons. */
    root(channelId = CHANNEL.legal): MattermostPost {
      const post = mattermost.posts.findLast((each) => each.channel_id === channelId && each.root_id === '');
      if (!post) throw new Error(`nothing stands in ${channelId}`);
      return post;
    },
    buttons(post: MattermostPost): Button[] {
      return ((post.props['attachments'] ?? []) as { actions?: Button[] }[]).flatMap(
        ({ actions = [] }) => actions,
      );
    },
    /** What the server posts when somebody presses it; `more` as a forger would have it. */
    clicking(post: MattermostPost, action: string, more: Record<string, unknown> = {}) {
      const button = this.buttons(post).find(({ id }) => id === action);
      if (!button) throw new Error(`no button ${action}`);
      return {
        user_id: IVAN,
        user_name: 'ivan',
        channel_id: post.channel_id,
        team_id: 'team0000000000000000000001',
        post_id: post.id,
        trigger_id: 'dHJpZ2dlcg==',
        context: button.integration.context,
        ...more,
      };
    },
    click: (body: unknown) =>
      desk.request('/mattermost/actions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),

    /** Of the last mail to the department. */
    linkInMail(): string {
      const text = mail.mails.findLast(({ text }) => text?.includes('/second-line/'))?.text ?? '';
      const [link] = /https?:\/\/\S+\/second-line\/[\w-]{43}/.exec(text) ?? [];
      if (!link) throw new Error('no mail with a link');
      return new URL(link).pathname;
    },
    page: (path: string, init: RequestInit = {}, peer?: string) => desk.request(path, init, peer),
    /** As a browser sends a form of our own page. */
    post(
      path: string,
      fields: Record<string, string | File>,
      headers: Record<string, string> = { origin: OWN_ORIGIN, 'sec-fetch-site': 'same-origin' },
    ) {
      const form = new FormData();
      form.set('requestId', aRequestId());
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      return desk.request(path, { method: 'POST', headers, body: form });
    },
  };
}
