/** To a department of the second line: by every channel of its topic that is set (§8), each in its own language. */
import type { NoticeKind } from '../../domain/notices/notice.ts';
import { departmentKey, topicOf } from '../../domain/second-line/escalation-clock.ts';
import type { Escalation } from '../../domain/second-line/escalation.ts';
import { webhookOf } from '../../second-line/webhook.ts';
import { makePageLink } from '../../second-line/department-links.ts';
import {
  departmentPost,
  placeOfChannel,
  questionText,
  standingText,
  threadOf,
} from '../../second-line/department-post.ts';
import { DEPARTMENT_WORDS } from '../../second-line/department-words.ts';
import { shownOf, type Shown } from '../../second-line/shown.ts';
import type { LoadedTicket } from '../../store/change.ts';
import type { StoredNotice } from '../../store/outbox.ts';
import type { DepartmentChannel } from '../../store/second-line.ts';
import { fenced } from '../mattermost-text.ts';
import type { MattermostMessage, Outgoing, Worded, WordingDeps } from '../outgoing.ts';
import { NotDelivered } from '../transport.ts';
import { departmentMail } from './department-mail.ts';

export type About = {
  notice: StoredNotice;
  loaded: LoadedTicket;
  escalation: Escalation;
  shown: Shown;
  channel: DepartmentChannel;
};

const KINDS = [
  'escalated',
  'escalation_asked',
  'escalation_changed',
  'escalation_reminder',
  'escalation_ended',
] as const satisfies readonly NoticeKind[];

export const TO_DEPARTMENT = Object.fromEntries(KINDS.map((kind) => [kind, toDepartment])) as Record<
  (typeof KINDS)[number],
  Worded
>;

async function toDepartment(deps: WordingDeps, notice: StoredNotice): Promise<readonly Outgoing[] | 'skip'> {
  const { to, ticketId } = notice;
  if (to.side !== 'department' || ticketId === null) throw new Error(`${notice.kind} needs a department`);
  const loaded = await deps.store.tickets.load(ticketId);
  const escalation = loaded?.ticket.escalations.find(({ id }) => id === to.escalationId);
  if (!loaded || !escalation) return 'skip';
  const shown = await shownOf(deps, loaded, escalation);
  if (isStale(notice, shown)) return 'skip';
  const channels = await channelsOf(deps, escalation, notice.channel);
  if (channels.length === 0) {
    // Nobody would hear of it: staff see what was given up, and send it again once a channel is set.
    const departments = shown.departments.map(departmentKey).join(', ');
    throw new NotDelivered('no_channel', `${departments}: ${notice.channel}`);
  }
  const messages: Outgoing[] = [];
  for (const channel of channels) {
    const about = { notice, loaded, escalation, shown, channel };
    messages.push(...(await messagesTo(deps, about)));
  }
  return messages.length > 0 ? messages : 'skip';
}

/** What is no longer so is not said. */
function isStale({ kind, detail }: StoredNotice, { state, clock }: Shown): boolean {
  const isOver = state === 'handed_back' || state === 'closed' || state === 'ticket_closed';
  switch (kind) {
    case 'escalation_reminder':
      if (state !== 'waiting' && state !== 'taken') return true;
      return detail['stage'] === 'half' && clock.state === 'overdue';
    case 'escalated':
    case 'escalation_asked':
      return isOver;
    default:
      return false;
  }
}

async function channelsOf(
  { store, ruleBook }: WordingDeps,
  escalation: Escalation,
  by: StoredNotice['channel'],
): Promise<DepartmentChannel[]> {
  const { departments } = topicOf(ruleBook().of(escalation.regulationVersion), escalation.topic);
  const keys = departments.map(departmentKey);
  const all = await store.secondLine.channels();
  return all.filter(({ kind, department }) => kind.startsWith(by) && keys.includes(department));
}

function messagesTo(deps: WordingDeps, about: About): Promise<Outgoing[]> {
  switch (about.channel.kind) {
    case 'mattermost_channel':
      return byBot(deps, about);
    case 'mattermost_webhook':
      return byWebhook(deps, about);
    case 'email':
      return departmentMail(deps, about);
  }
}

async function byBot(deps: WordingDeps, about: About): Promise<MattermostMessage[]> {
  const { channel, escalation, notice } = about;
  const to = { channel: 'mattermost', target: { channelId: channel.target } } as const;
  const thread = threadOf(escalation.id);
  const root = await deps.store.outbox.rootOf('mattermost', thread, placeOfChannel(channel.target));
  const post = await departmentPost(deps, about, channel);
  // Nothing stands there yet: whatever happened meanwhile, it is all in the first post.
  if (root === null)
    return notice.kind === 'escalated' || !escalation.ended ? [{ ...to, ...post, thread }] : [];
  const news = newsText(about);
  return [
    // Its buttons are made anew as well: a click whose answer was lost has used the old ones up.
    { ...to, ...post, edit: root },
    ...(news === null ? [] : [{ ...to, message: news, thread }]),
  ];
}

async function byWebhook(deps: WordingDeps, about: About): Promise<MattermostMessage[]> {
  const { channel, loaded, escalation, shown, notice } = about;
  const isFirst = notice.kind === 'escalated';
  const news = isFirst ? questionText(shown, channel.language) : newsText(about);
  if (news === null) return [];
  const words = DEPARTMENT_WORDS[channel.language];
  const target = { webhookUrl: webhookOf(channel, deps.keys) };
  const head = isFirst ? '' : `**${words.head(shown.number, shown.topicName[channel.language])}**\n\n`;
  if (escalation.ended) return [{ channel: 'mattermost', target, message: head + news }];
  const link = await makePageLink(deps, {
    ticketId: loaded.ticket.id,
    escalationId: escalation.id,
    holder: channel.id,
  });
  return [
    {
      channel: 'mattermost',
      target,
      message: `${head}${news}\n\n[${words.open}](${link})\n${words.linkFor}`,
    },
  ];
}

/** What a thread that stands already gets to hear; null where the first post says it all. */
export function newsText({ notice, shown, channel }: About): string | null {
  const { language } = channel;
  const words = DEPARTMENT_WORDS[language];
  switch (notice.kind) {
    case 'escalation_asked': {
      const asked = shown.questions.find(({ seq }) => seq === notice.seq);
      return asked ? `${words.again}\n${fenced(asked.text)}` : null;
    }
    case 'escalation_reminder':
      return `${notice.detail['stage'] === 'half' ? words.half : words.end} ${standingText(shown, language)}`;
    case 'escalation_ended':
      return shown.answers.length > 0 ? null : words.state[shown.state];
    default:
      return null;
  }
}
