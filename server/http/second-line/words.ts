/** What a department's page says, in both languages. */
import type { Language } from '../../../shared/ticket.ts';

const ru = {
  head: 'Вопрос службы поддержки',
  about: (number: number, topic: string) => `№ ${number} · ${topic}`,
  due: (when: string) => `Ответ нужен до: ${when}`,
  late: (when: string) => `Срок прошёл: ${when}. Ответ всё ещё нужен`,
  answered: 'Вы ответили. Пока вопрос не закрыт, можно дописать',
  askedAgain: 'Вас спросили ещё раз',
  taken: (name: string) => `В работе: ${name}`,
  licensee: 'Лицензиат',
  ticket: 'Обращение',
  question: 'Вопрос',
  conversation: 'Из переписки с клиентом',
  answers: 'Ответы',
  client: 'Клиент',
  desk: 'Служба поддержки',
  interim: 'промежуточный ответ',
  unverified: 'по почте, отправитель не подтверждён',
  yourName: 'Как вас зовут',
  take: 'Взять в работу',
  answer: 'Ответ',
  answerHint: 'Его увидят сотрудники поддержки. Что передать клиенту, решат они.',
  files: 'Файлы',
  filesHint: (mb: number) => `До ${mb} МБ вместе.`,
  onlyInterim: 'Это ещё не ответ по существу: срок продолжает идти',
  send: 'Отправить ответ',
  handBack: 'Вопрос не к нам',
  reason: 'Почему, и к кому он, если знаете',
  handBackSend: 'Вернуть поддержке',
  required: 'Напишите, хватит одной фразы.',
  answerOrFile: 'Напишите ответ или приложите файл.',
  tooLong: (max: number) => `Слишком длинно: можно до ${max} знаков.`,
  tooMany: (max: number) => `Слишком много файлов: можно до ${max}.`,
  tooLarge: (name: string) => `Файл «${name}» слишком большой.`,
  refusedFile: (name: string) => `Файл «${name}» не принимается: пустой или такого типа.`,
  moved: 'Пока вы писали, вопрос изменился. Ваш текст здесь: посмотрите и отправьте ещё раз.',
  doneAnswer: 'Ответ отправлен. Спасибо!',
  doneTake: 'Вопрос за вами.',
  doneHandBack: 'Вопрос возвращён службе поддержки. Спасибо! Эту страницу можно закрыть.',
  gone: 'Здесь ничего нет',
  goneWhy:
    'Ссылка неверна, устарела, или вопрос уже закрыт. Если ответить всё же нужно, напишите службе поддержки.',
  wait: 'Слишком много попыток',
  waitWhy: 'Подождите минуту и откройте ссылку ещё раз.',
};

export type PageWords = typeof ru;

const en: PageWords = {
  head: 'A question from support',
  about: (number, topic) => `No. ${number} · ${topic}`,
  due: (when) => `An answer is needed by ${when}`,
  late: (when) => `It was due by ${when}. The answer is still needed`,
  answered: 'You have answered. Until the question is closed you can add to it',
  askedAgain: 'You have been asked again',
  taken: (name) => `Taken by ${name}`,
  licensee: 'Licensee',
  ticket: 'Ticket',
  question: 'Question',
  conversation: 'From the conversation with the client',
  answers: 'Answers',
  client: 'Client',
  desk: 'Support',
  interim: 'interim answer',
  unverified: 'by mail, the sender is not verified',
  yourName: 'Your name',
  take: 'Take it',
  answer: 'Answer',
  answerHint: 'Support staff see it. What is passed on to the client is for them to decide.',
  files: 'Files',
  filesHint: (mb) => `Up to ${mb} MB in all.`,
  onlyInterim: 'This is no answer in substance yet: the time goes on',
  send: 'Send the answer',
  handBack: 'Not a question for us',
  reason: 'Why, and whose it is, if you know',
  handBackSend: 'Hand back to support',
  required: 'Write something, one sentence is enough.',
  answerOrFile: 'Write an answer or attach a file.',
  tooLong: (max) => `Too long: up to ${max} characters.`,
  tooMany: (max) => `Too many files: up to ${max}.`,
  tooLarge: (name) => `The file “${name}” is too large.`,
  refusedFile: (name) => `The file “${name}” is not taken: it is empty or of such a type.`,
  moved: 'While you wrote, the question has changed. Your text is here: have a look and send it again.',
  doneAnswer: 'The answer has been sent. Thank you!',
  doneTake: 'The question is yours.',
  doneHandBack: 'The question has gone back to support. Thank you! You can close this page.',
  gone: 'There is nothing here',
  goneWhy:
    'The link is wrong or has run out, or the question is closed. If you still need to answer, write to support.',
  wait: 'Too many tries',
  waitWhy: 'Wait a minute and open the link again.',
};

export const PAGE_WORDS: Record<Language, PageWords> = { ru, en };

/** By what the browser asks for; Russian where it asks for neither. */
export function languageOf(acceptLanguage: string | null): Language {
  const first = (acceptLanguage ?? '')
    .split(',')
    .map((each) => each.trim().slice(0, 2).toLowerCase())
    .find((each) => each === 'ru' || each === 'en');
  return first === 'en' ? 'en' : 'ru';
}
