/**
 * A question as it stands in Mattermost: the first post of its thread, with what can be done about it. It is written anew
 * when something has changed, always whole, from the ticket as it is.
 */
import { hashOf, randomToken } from '../auth/secrets.ts';
import { fenced, inCode } from '../delivery/mattermost-text.ts';
import type { MattermostAction, MattermostAttachment } from '../delivery/outgoing.ts';
import type { Instant } from '../../shared/instant.ts';
import type { Language } from '../../shared/ticket.ts';
import type { RuleBook } from '../domain/rules.ts';
import type { Escalation } from '../domain/second-line/escalation.ts';
import type { LoadedTicket } from '../store/change.ts';
import type { DepartmentChannel, EscalationButton } from '../store/second-line.ts';
import type { Store } from '../store/store.ts';
import { LINK_LIFE } from './department-links.ts';
import { DEPARTMENT_WORDS, type DepartmentWords } from './department-words.ts';
import { shownOf, type Said, type Shown } from './shown.ts';
import { sayWhen } from './when.ts';

export type PostDeps = { store: Store; ruleBook(): RuleBook; baseUrl: URL; at: Instant };

/** Later messages, and what a click is held against, find the first post by this. */
export const threadOf = (escalationId: string): string => `escalation:${escalationId}`;
export const placeOfChannel = (channelId: string): string => `channel ${channelId}`;

/** Of the conversation; the rest stands on the page. */
const MOST_ENTRIES = 5;
const LONGEST_ENTRY = 1500;

export type DepartmentPost = { message: string; attachments: readonly MattermostAttachment[] };

export async function departmentPost(
  deps: PostDeps,
  { loaded, escalation }: { loaded: LoadedTicket; escalation: Escalation },
  channel: DepartmentChannel,
): Promise<DepartmentPost> {
  const shown = await shownOf(deps, loaded, escalation);
  const words = DEPARTMENT_WORDS[channel.language];
  const message = questionText(shown, channel.language);
  if (escalation.ended || channel.kind !== 'mattermost_channel') return { message, attachments: [] };
  const button = (act: EscalationButton['act'], name: string, style: MattermostAction['style']) =>
    actionOf(deps, { act, name, style, shown, channelId: channel.target });
  const actions = [
    ...(shown.takenBy === null && shown.state === 'waiting'
      ? [await button('take', words.take, 'primary')]
      : []),
    await button('answer', words.answer, 'default'),
    ...(shown.answers.some(({ inSubstance }) => inSubstance)
      ? []
      : [await button('hand_back', words.handBack, 'default')]),
  ];
  return { message, attachments: [{ fallback: words.fallback, actions }] };
}

type Act = Pick<MattermostAction, 'name' | 'style'> & {
  act: EscalationButton['act'];
  shown: Shown;
  channelId: string;
};

/** Each button has a token of its own, used once; only its hash stays here. */
async function actionOf(
  { store, baseUrl, at }: PostDeps,
  { act, name, style, shown, channelId }: Act,
): Promise<MattermostAction> {
  const token = randomToken();
  await store.secondLine.addButton({
    tokenHash: hashOf(token),
    ticketId: shown.ticketId,
    escalationId: shown.escalationId,
    act,
    channelId,
    createdAt: at,
    expiresAt: at + LINK_LIFE,
    usedAt: null,
  });
  return {
    id: act.replace('_', ''),
    type: 'button',
    name,
    ...(style && { style }),
    integration: { url: new URL('/mattermost/actions', baseUrl).href, context: { token } },
  };
}

/** The whole of a question, in words. */
export function questionText(shown: Shown, language: Language): string {
  const words = DEPARTMENT_WORDS[language];
  const { number, topicName, title, licensee, questions, conversation } = shown;
  const files = [...questions, ...conversation].reduce((sum, each) => sum + each.files.length, 0);
  const entries = conversation.slice(0, MOST_ENTRIES);
  return [
    `**${words.head(number, topicName[language])}**`,
    standingText(shown, language),
    `${words.ticket}: ${inCode(title)} · ${words.licensee}: ${inCode(licensee)}`,
    ...questions.map((question) => saidText(words.asks, question)),
    ...entries.map((entry) => saidText(entry.side === 'client' ? words.client : words.desk, entry)),
    conversation.length > entries.length ? words.more(conversation.length - entries.length) : '',
    files > 0 ? words.filesOnPage(files) : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

export function standingText(shown: Shown, language: Language): string {
  const words = DEPARTMENT_WORDS[language];
  const { clock, state, takenBy, timeZone } = shown;
  const when = sayWhen(clock.dueAt, language, timeZone);
  const due = clock.state === 'overdue' ? words.late(when) : clock.endedAt === null ? words.due(when) : '';
  const who = takenBy === null ? '' : `${words.takenBy}: ${inCode(takenBy)}`;
  return [due, state === 'taken' && who ? '' : words.state[state], who].filter(Boolean).join(' · ');
}

const saidText = (label: DepartmentWords['asks'], { name, text, files }: Said): string =>
  [
    name ? `${label}, ${inCode(name)}:` : `${label}:`,
    text && fenced(text, LONGEST_ENTRY),
    files.map((file) => inCode(file.name)).join(' '),
  ]
    .filter(Boolean)
    .join('\n');
