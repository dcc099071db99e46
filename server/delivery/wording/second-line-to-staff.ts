/** To staff, of the second line: the department has answered or handed back, or is late; and the test of a channel. */
import type { Language } from '../../../shared/ticket.ts';
import { webhookOf } from '../../second-line/webhook.ts';
import { DEPARTMENT_WORDS } from '../../second-line/department-words.ts';
import { shownOf } from '../../second-line/shown.ts';
import type { Worded } from '../outgoing.ts';
import { escaped } from './escaped.ts';
import { toStaff } from './to-staff.ts';

const WORDS = {
  ru: {
    department_answered: 'Подразделение ответило на ваш вопрос',
    department_handed_back: 'Подразделение вернуло вопрос: не к ним',
    department_late: 'Подразделение не ответило в срок',
    open: 'Открыть обращение',
  },
  en: {
    department_answered: 'The department has answered your question',
    department_handed_back: 'The department has handed the question back: not theirs',
    department_late: 'The department has not answered in time',
    open: 'Open the ticket',
  },
} as const satisfies Record<Language, unknown>;

type Kind = keyof (typeof WORDS)['ru'] & `department_${string}`;

const ofSecondLine: Worded = async (deps, notice) => {
  const { ticketId, detail, kind } = notice;
  const loaded = ticketId === null ? null : await deps.store.tickets.load(ticketId);
  const escalation = loaded?.ticket.escalations.find(({ id }) => id === detail['escalationId']);
  if (!loaded || !escalation) return 'skip';
  const shown = await shownOf(deps, loaded, escalation);
  // Answered between the due time and this very moment.
  if (kind === 'department_late' && shown.clock.state !== 'overdue') return 'skip';
  return toStaff(deps, notice, (_, language) => ({
    heading: WORDS[language][kind as Kind],
    lines: [shown.topicName[language]],
    ticket: { number: shown.number, title: shown.title },
    link: { label: WORDS[language].open, path: `/admin/tickets/${loaded.ticket.id}` },
  }));
};

const channelTest: Worded = async ({ store, keys }, { detail }) => {
  const channel = await store.secondLine.channel(String(detail['channelId']));
  if (!channel) return 'skip';
  const { kind, target, language } = channel;
  const words = DEPARTMENT_WORDS[language];
  if (kind === 'email')
    return [
      {
        channel: 'email',
        to: { name: '', address: target },
        language,
        subject: words.testSubject,
        text: `${words.test}\n`,
        html: `<p>${escaped(words.test)}</p>`,
        autoSubmitted: 'auto-generated',
      },
    ];
  const to = kind === 'mattermost_channel' ? { channelId: target } : { webhookUrl: webhookOf(channel, keys) };
  return [{ channel: 'mattermost', target: to, message: words.test }];
};

export const SECOND_LINE_TO_STAFF = {
  department_answered: ofSecondLine,
  department_handed_back: ofSecondLine,
  department_late: ofSecondLine,
  channel_test: channelTest,
} as const satisfies Record<Kind | 'channel_test', Worded>;
