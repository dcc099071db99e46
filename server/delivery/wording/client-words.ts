/** What mails to clients say, in each language. */
import type { Language, RemindedStatus } from '../../../shared/ticket.ts';

type Said = { heading: string; lines: readonly string[] };

export type ClientMailWords = {
  about(number: number, title: string): string;
  subject(number: number, title: string): string;
  received(due: string | null): Said;
  /** Written down by staff from what the client told them. */
  registered(due: string | null): Said;
  answered: Said;
  information_needed: Said;
  invoice(number: string, sum: string, payBy: string | null): Said;
  please_check(closeAt: string | null): Said;
  reminder: Record<RemindedStatus, Said>;
  reminderCloses(closeAt: string): string;
  closed(how: string, reopenUntil: string | null): Said;
  rate: string;
  status: string;
  dueBy: { reaction: string; completion: string };
  stands: [label: string, value: string];
  /** Over the words of a colleague, or of the desk. */
  wrote(name: string): string;
  desk: string;
  open: string;
  openAndAnswer: string;
  why: string;
  notHere: string;
  unsubscribe: string;
  ofMove: string;
};

const money = (language: Language) => (kopecks: number) =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'RUB',
    minimumFractionDigits: kopecks % 100 ? 2 : 0,
  }).format(kopecks / 100);

export const MONEY: Readonly<Record<Language, (kopecks: number) => string>> = {
  ru: money('ru'),
  en: money('en'),
};

export const CLIENT_WORDS: Readonly<Record<Language, ClientMailWords>> = {
  ru: {
    about: (number, title) => `Обращение № ${number}. ${title}`,
    subject: (number, title) => `№ ${number}: ${title}`,
    received: (due) => ({
      heading: 'Мы получили ваше обращение',
      lines: due === null ? [] : [`Ответим до ${due}.`],
    }),
    registered: (due) => ({
      heading: 'Мы записали ваше обращение',
      lines: ['Наш сотрудник записал его с ваших слов.', ...(due === null ? [] : [`Ответим до ${due}.`])],
    }),
    answered: { heading: 'Вам ответили', lines: [] },
    information_needed: {
      heading: 'Нужен ваш ответ',
      lines: ['Без него мы не можем продолжить.'],
    },
    invoice: (number, sum, payBy) => ({
      heading: `Счёт ${number} на ${sum}`,
      lines: [
        `Счёт — в обращении.${payBy === null ? '' : ` Оплатите его до ${payBy}.`} После оплаты продолжим.`,
      ],
    }),
    please_check: (closeAt) => ({
      heading: 'Проверьте, пожалуйста',
      lines: [
        'Мы закончили. Посмотрите и подтвердите или напишите, что не так.',
        ...(closeAt === null ? [] : [`Если не ответите до ${closeAt}, закроем обращение сами.`]),
      ],
    }),
    reminder: {
      info_required: {
        heading: 'Напоминаем: ждём ваш ответ',
        lines: ['Мы спросили и без ответа не можем продолжить.'],
      },
      payment: {
        heading: 'Напоминаем о счёте',
        lines: ['Мы ждём оплаты, чтобы продолжить. Уже оплатили? Напишите нам в обращении.'],
      },
      verification: {
        heading: 'Напоминаем: проверьте, пожалуйста',
        lines: ['Мы закончили и ждём вашего слова.'],
      },
    },
    reminderCloses: (closeAt) => `Если не ответите до ${closeAt}, закроем обращение сами.`,
    closed: (how, reopenUntil) => ({
      heading: 'Обращение закрыто',
      lines: [
        `${how}.`,
        ...(reopenUntil === null ? [] : [`Если что-то не так, его можно открыть снова до ${reopenUntil}.`]),
      ],
    }),
    rate: 'Как мы справились?',
    status: 'Статус',
    dueBy: { reaction: 'Ответим до', completion: 'Решим до' },
    stands: ['Срок решения', 'стоит, пока ждём вас'],
    wrote: (name) => `Пишет ${name}`,
    desk: 'служба поддержки',
    open: 'Открыть поддержку',
    openAndAnswer: 'Открыть и ответить',
    why: 'Вы получили это письмо, потому что обратились в нашу поддержку.',
    notHere: 'На это письмо отвечать не нужно: ответ в поддержке дойдёт быстрее.',
    unsubscribe: 'Не присылать писем о новостях',
    ofMove: 'О том, что ждёт вас, мы пишем всегда.',
  },
  en: {
    about: (number, title) => `Ticket No. ${number}. ${title}`,
    subject: (number, title) => `No. ${number}: ${title}`,
    received: (due) => ({
      heading: 'We have received your ticket',
      lines: due === null ? [] : [`We shall answer by ${due}.`],
    }),
    registered: (due) => ({
      heading: 'We have written down your ticket',
      lines: [
        'A colleague of ours has written it down from your words.',
        ...(due === null ? [] : [`We shall answer by ${due}.`]),
      ],
    }),
    answered: { heading: 'You have an answer', lines: [] },
    information_needed: {
      heading: 'We need your answer',
      lines: ['Without it we cannot go on.'],
    },
    invoice: (number, sum, payBy) => ({
      heading: `Invoice ${number} for ${sum}`,
      lines: [
        `The invoice is in the ticket.${payBy === null ? '' : ` Please pay it by ${payBy}.`} Once it is paid we go on.`,
      ],
    }),
    please_check: (closeAt) => ({
      heading: 'Please have a look',
      lines: [
        'We are done. Have a look and confirm it, or write what is wrong.',
        ...(closeAt === null ? [] : [`Without an answer by ${closeAt} we close the ticket ourselves.`]),
      ],
    }),
    reminder: {
      info_required: {
        heading: 'A reminder: we wait for your answer',
        lines: ['We have asked, and cannot go on without an answer.'],
      },
      payment: {
        heading: 'A reminder of the invoice',
        lines: ['We wait for the payment to go on. Paid already? Write to us in the ticket.'],
      },
      verification: {
        heading: 'A reminder: please have a look',
        lines: ['We are done and wait for your word.'],
      },
    },
    reminderCloses: (closeAt) => `Without an answer by ${closeAt} we close the ticket ourselves.`,
    closed: (how, reopenUntil) => ({
      heading: 'The ticket is closed',
      lines: [
        `${how}.`,
        ...(reopenUntil === null ? [] : [`If something is wrong, it can be reopened until ${reopenUntil}.`]),
      ],
    }),
    rate: 'How did we do?',
    status: 'Status',
    dueBy: { reaction: 'Answer by', completion: 'Solution by' },
    stands: ['Time for the solution', 'stands still while we wait for you'],
    wrote: (name) => `${name} writes`,
    desk: 'Support',
    open: 'Open support',
    openAndAnswer: 'Open and answer',
    why: 'You get this mail because you turned to our support.',
    notHere: 'Please do not answer this mail: an answer in support arrives sooner.',
    unsubscribe: 'Send no mail about news',
    ofMove: 'About what waits for you we always write.',
  },
};
