/** To the desk: a ticket is theirs, the client has answered, something is due soon, or was broken. */
import { DAY } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { Language, MovingAct } from '../../../shared/ticket.ts';
import type { ClockName } from '../../domain/sla/due-clock.ts';
import { clocksOf } from '../../domain/sla/ticket-clocks.ts';
import { currentCycle, type Ticket } from '../../domain/ticket/ticket.ts';
import type { LoadedTicket } from '../../store/change.ts';
import type { StoredNotice } from '../../store/outbox.ts';
import type { Worded, WordingDeps } from '../outgoing.ts';
import { saidAt } from './local-time.ts';
import { TICKET_WORDS } from './ticket-words.ts';
import { toStaff, type StaffSaying } from './to-staff.ts';

type AnswerAct = Extract<MovingAct, 'answer' | 'not_fixed' | 'reopen' | 'withdraw'> | 'reply';

const WORDS = {
  ru: {
    assigned_to_you: 'Обращение назначено вам',
    client_answered: {
      reply: 'Клиент написал',
      answer: 'Клиент ответил на вопрос',
      not_fixed: 'Клиент проверил: не исправлено',
      reopen: 'Клиент открыл обращение снова',
      withdraw: 'Клиент отозвал обращение',
    },
    due_soon: { reaction: 'Скоро срок ответа', completion: 'Скоро срок решения' },
    breached: { reaction: 'Срок ответа истёк', completion: 'Срок решения истёк' },
    breached_before: (count: number) => ({
      heading: 'Пока сервер не работал, истекли сроки',
      line: `Сроков, истёкших больше рабочего дня назад: ${count}. Каждый записан в истории своего обращения.`,
    }),
    mail_budget_spent: (of: string, limit: number) => ({
      heading: 'Писем клиентам больше, чем бывает',
      line:
        of === 'person'
          ? `Одному человеку за сутки уже ушло писем: ${limit}. Следующие не отправляем.`
          : `Людям одного сайта за сутки уже ушло писем: ${limit}. Следующие не отправляем. Проверьте, не завалил ли кто-то формы.`,
    }),
    nobody: 'никто',
    due: 'Срок',
    status: 'Статус',
    kind: 'Вид',
    responsible: 'Ответственный',
    open: 'Открыть обращение',
    openQueue: 'Открыть очередь',
  },
  en: {
    assigned_to_you: 'A ticket has been assigned to you',
    client_answered: {
      reply: 'The client has written',
      answer: 'The client has answered the question',
      not_fixed: 'The client has checked: not fixed',
      reopen: 'The client has reopened the ticket',
      withdraw: 'The client has withdrawn the ticket',
    },
    due_soon: { reaction: 'An answer is due soon', completion: 'A solution is due soon' },
    breached: { reaction: 'The answer is late', completion: 'The solution is late' },
    breached_before: (count: number) => ({
      heading: 'While the server was down, due times passed',
      line: `Broken more than a working day ago: ${count}. Each stands in the story of its ticket.`,
    }),
    mail_budget_spent: (of: string, limit: number) => ({
      heading: 'More mail to clients than usual',
      line:
        of === 'person'
          ? `${limit} mails have gone to one person within a day. No more are sent.`
          : `${limit} mails have gone to the people of one site within a day. No more are sent. See whether somebody floods its forms.`,
    }),
    nobody: 'nobody',
    due: 'Due',
    status: 'Status',
    kind: 'Kind',
    responsible: 'Responsible',
    open: 'Open the ticket',
    openQueue: 'Open the queue',
  },
} as const satisfies Record<Language, unknown>;

type Words = (typeof WORDS)[Language];

/** After so long it is in the queue for all to see, and a message about it is only noise. */
const STALE_AFTER = 3 * DAY;

export const staffNotice: Worded = async (deps, notice) => {
  const loaded = notice.ticketId === null ? null : await deps.store.tickets.load(notice.ticketId);
  if (!loaded || deps.at - notice.notBefore > STALE_AFTER || !isStillSo(deps, loaded, notice)) return 'skip';
  const { ticket } = loaded;
  const staff = await deps.store.staff.all();
  const responsible = staff.find(({ id }) => id === ticket.assignee)?.name;
  return toStaff(deps, notice, (member, language): StaffSaying | null => {
    // Whoever is responsible hears of it as such, and once.
    if (notice.to.side === 'managers' && member.id === ticket.assignee) return null;
    const words = WORDS[language];
    return {
      heading: headingOf(words, notice),
      lines: [],
      ticket: { number: ticket.number, title: loaded.words.get(ticket.title) ?? '' },
      facts: [
        ...dueOf(deps, loaded, { notice, language }),
        [words.status, TICKET_WORDS[language].status[ticket.status]],
        [words.kind, kindOf(ticket, language)],
        ...(notice.to.side === 'managers' ? [[words.responsible, responsible ?? words.nobody] as const] : []),
      ],
      link: { label: words.open, path: `/admin/tickets/${ticket.id}` },
    };
  });
};

export const staffSummary: Worded = (deps, notice) =>
  toStaff(deps, notice, (_, language) => {
    const words = WORDS[language];
    const { count, of, limit } = notice.detail;
    const { heading, line } =
      notice.kind === 'breached_before'
        ? words.breached_before(Number(count))
        : words.mail_budget_spent(String(of), Number(limit));
    return { heading, lines: [line], ticket: null, link: { label: words.openQueue, path: '/admin/' } };
  });

const clockOf = ({ detail }: StoredNotice): ClockName =>
  detail['clock'] === 'reaction' ? 'reaction' : 'completion';

function headingOf(words: Words, notice: StoredNotice): string {
  switch (notice.kind) {
    case 'client_answered':
      return words.client_answered[notice.detail['act'] as AnswerAct];
    case 'due_soon':
    case 'breached':
      return words[notice.kind][clockOf(notice)];
    default:
      return words.assigned_to_you;
  }
}

function isStillSo({ ruleBook, at }: WordingDeps, { ticket }: LoadedTicket, notice: StoredNotice): boolean {
  const { kind, to, detail } = notice;
  if (to.side === 'staff' && ticket.assignee !== to.staffId) return false;
  if (kind === 'assigned_to_you') return ticket.status !== 'closed';
  if (kind !== 'due_soon') return true;
  const cycle = currentCycle(ticket);
  if (cycle.number !== detail['cycle']) return false;
  const rules = ruleBook().of(cycle.regulationVersion);
  // Answered meanwhile, or waiting for the client; and what is late by now is told as late.
  return clocksOf(ticket, rules, Math.max(at, ticket.updatedAt))[clockOf(notice)].state === 'running';
}

type Reading = { notice: StoredNotice; language: Language };

function dueOf(
  { ruleBook, at }: WordingDeps,
  { ticket }: LoadedTicket,
  { notice, language }: Reading,
): [string, string][] {
  const rules = ruleBook().of(currentCycle(ticket).regulationVersion);
  const clocks = clocksOf(ticket, rules, Math.max(at, ticket.updatedAt));
  const { timeZone } = ruleBook().current.regulation.desk;
  const due = (instant: Instant | null): [string, string][] =>
    instant === null ? [] : [[WORDS[language].due, saidAt(instant, timeZone, language)]];
  // Of a breach, what was broken: the due time may have moved since.
  if (notice.kind === 'breached') return due(notice.detail['dueAt'] as Instant);
  if (notice.kind === 'due_soon') return due(clocks[clockOf(notice)].dueAt);
  const next = clocks.reaction.endedAt === null ? clocks.reaction : clocks.completion;
  return due(next.dueAt);
}

function kindOf({ kind, criticality }: Ticket, language: Language): string {
  const words = TICKET_WORDS[language];
  return criticality === null ? words.kind[kind] : `${words.kind[kind]}, ${words.criticality[criticality]}`;
}
