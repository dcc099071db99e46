/** What a department reads in Mattermost and in a mail, in the language of the place it is sent to. */
import type { Language } from '../../shared/ticket.ts';

const ru = {
  head: (number: number, topic: string) => `Обращение № ${number} · ${topic}`,
  subject: (number: number, topic: string) => `№ ${number}: вопрос поддержки, ${topic}`,
  due: (when: string) => `Ответ нужен до: ${when}`,
  late: (when: string) => `Срок прошёл: ${when}. Ответ всё ещё нужен.`,
  state: {
    waiting: 'Никто ещё не взял',
    taken: 'В работе',
    answered: 'Ответили',
    asked_again: 'Спросили ещё раз',
    handed_back: 'Вернули: не к нам',
    closed: 'Вопрос закрыт, ответ больше не нужен',
    ticket_closed: 'Обращение завершено, ответ больше не нужен',
  },
  takenBy: 'Взялся отвечать',
  licensee: 'Лицензиат',
  ticket: 'Обращение',
  asks: 'Спрашивает',
  client: 'Клиент',
  desk: 'Поддержка',
  filesOnPage: (count: number) => `Файлов: ${count}, они на странице вопроса.`,
  more: (count: number) => `Ещё сообщений из переписки: ${count}, они на странице вопроса.`,
  again: 'Поддержка спрашивает ещё:',
  half: 'Прошла половина срока, а ответа ещё нет.',
  end: 'Срок ответа вышел, а ответа ещё нет.',
  open: 'Открыть вопрос и ответить',
  linkFor: 'Ссылка открывает вопрос тому, у кого она есть: не пересылайте её дальше.',
  byMail: 'Можно ответить и на это письмо.',
  take: 'Взять в работу',
  answer: 'Ответить',
  handBack: 'Не к нам',
  fallback: 'Кнопки видны в приложении Mattermost.',
  taken: 'Вопрос за вами.',
  already: (name: string) => `Уже в работе: ${name}.`,
  yourLink: (address: string) =>
    `Ваша ссылка на вопрос: [ответить или вернуть](${address}). Она только для вас.`,
  notAllowed: (id: string) =>
    `Не получилось: кнопка устарела, уже использована, или вас нет в списке подразделения. Если вы в нём работаете, попросите администратора поддержки внести ваш id: \`${id}\`.`,
  test: 'Проверка связи: сюда будут приходить вопросы службы поддержки.',
  testSubject: 'Проверка связи со службой поддержки',
};

export type DepartmentWords = typeof ru;

const en: DepartmentWords = {
  head: (number, topic) => `Ticket No. ${number} · ${topic}`,
  subject: (number, topic) => `No. ${number}: a question from support, ${topic}`,
  due: (when) => `An answer is needed by ${when}`,
  late: (when) => `It was due by ${when}. The answer is still needed.`,
  state: {
    waiting: 'Nobody has taken it yet',
    taken: 'Being worked on',
    answered: 'Answered',
    asked_again: 'Asked again',
    handed_back: 'Handed back: not ours',
    closed: 'The question is closed, no answer is needed any more',
    ticket_closed: 'The ticket is closed, no answer is needed any more',
  },
  takenBy: 'Taken by',
  licensee: 'Licensee',
  ticket: 'Ticket',
  asks: 'Asks',
  client: 'Client',
  desk: 'Support',
  filesOnPage: (count) => `Files: ${count}, on the page of the question.`,
  more: (count) => `More of the conversation: ${count} messages, on the page of the question.`,
  again: 'Support asks further:',
  half: 'Half of the time has gone, and there is no answer yet.',
  end: 'The time is over, and there is no answer yet.',
  open: 'Open the question and answer',
  linkFor: 'The link opens the question to whoever has it: do not pass it on.',
  byMail: 'You can also reply to this mail.',
  take: 'Take it',
  answer: 'Answer',
  handBack: 'Not ours',
  fallback: 'The buttons show in the Mattermost app.',
  taken: 'The question is yours.',
  already: (name) => `Already taken by ${name}.`,
  yourLink: (address) => `Your link to the question: [answer or hand back](${address}). It is for you alone.`,
  notAllowed: (id) =>
    `That did not work: the button has run out or was used, or you are not on the department's list. If you work there, ask an administrator of support to add your id: \`${id}\`.`,
  test: 'A test: questions from support will come here.',
  testSubject: 'A test from support',
};

export const DEPARTMENT_WORDS: Record<Language, DepartmentWords> = { ru, en };
