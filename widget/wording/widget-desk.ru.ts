import type { Refusal } from '../../shared/refusal.ts';
import type { Status } from '../../shared/ticket.ts';
import { countRu, timeRu } from './time.ru.ts';

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_048_576)}\u00a0МБ`;
const money = (kopecks: number) =>
  `${(kopecks / 100).toLocaleString('ru', { minimumFractionDigits: kopecks % 100 ? 2 : 0 })}\u00a0₽`;
const needWords = 'Напишите, хватит одной фразы';
const tooLong = (max: number) => `Слишком длинно: можно до\u00a0${max}\u00a0знаков`;
const tooMany = (max: number) => `Можно до\u00a0${max}\u00a0файлов`;

/** What the panel says once the desk has answered, or has not. */
export const widgetDeskRu = {
  time: timeRu,
  openUntil: (due: string) => `Отвечаем ${due}`,
  openAlways: 'Отвечаем круглосуточно',
  opensAt: (at: string) => `Закрыто, откроемся ${at}`,
  promise: (due: string) => `Ответим ${due}`,
  featurePromise: (due: string) => `Ответим ${due}. Срок самой доработки назовём, когда оценим работу.`,
  waitsForYou: 'Ждут вас',
  weDo: 'Делаем мы',
  closed: 'Закрытые',
  none: 'Обращений пока нет',
  more: 'Показать ещё',
  telling: 'Как узнать об\u00a0ответе',
  reading: 'Читаем…',
  status: {
    request: 'Запрос',
    info_required: 'Требуется информация',
    in_progress: 'Процесс',
    analysis: 'Аналитика',
    payment: 'Оплата',
    verification: 'Проверка',
    closed: 'Закрыто',
  } satisfies Record<Status, string>,
  asked: {
    info_required: 'ждём ваш ответ',
    payment: 'ждём оплату счёта',
    verification: 'сделали, посмотрите',
  } as Partial<Record<Status, string>>,
  willAnswer: (due: string) => `ответим ${due}`,
  willSolve: (due: string) => `решим ${due}`,
  overdueSince: (at: string) => `должны были ${at}`,
  canRate: 'оцените, пожалуйста',
  money,
  isNew: 'новое',
  ticket: 'Обращение',
  number: (n: number) => `№\u00a0${n}`,
  accepted: (n: number) => `Обращение №\u00a0${n} принято`,
  alsoSolve: (due: string) => `Решим ${due}.`,
  afterEstimate: 'Срок самой доработки назовём, когда оценим работу.',
  answerComes: 'Ответ придёт сюда.',
  answerHere: 'Ответ появится здесь же, в\u00a0этом браузере.',
  openTicket: 'Открыть обращение',
  toList: 'К\u00a0списку',
  oneMore: 'Отправить ещё',
  why: 'Почему такой срок',
  whichClock: 'Какой срок',
  lost: 'Нет связи.',
  busy: 'Сейчас очень много обращений. Написанное сохранено, отправим сами через\u00a0несколько секунд.',
  keptHere:
    'Всё сохранено в\u00a0этом браузере. Отправим сами, как только связь вернётся, даже если закрыть вкладку и\u00a0открыть снова.',
  keptInPage: 'Написанное сохранено, пока открыта эта страница. Отправим сами, как только связь вернётся.',
  lostReading: 'Показываем то, что успели прочитать.',
  back: 'Связь вернулась',
  notSent: 'Ещё не\u00a0отправлено',
  notSentCount: (n: number) => `Ещё не\u00a0отправлено: ${n}`,
  goesItself: 'Отправим сами, когда вернётся связь',
  numberLater: 'Номер появится после отправки',
  clockLater: 'Срок ответа начнётся, когда сообщение дойдёт до\u00a0нас.',
  kind: { consultation: 'Вопрос', bug: 'Ошибка', feature: 'Улучшение' },
  gets: 'Мешает',
  written: 'Записано',
  filesTold: 'Файлы',
  sendNow: 'Отправить',
  change: 'Изменить',
  remove: 'Удалить',
  reallyRemove: 'Точно удалить',
  repliesToo: 'Ответы, которые тоже ждут связи',
  yourReply: (text: string) => `Ваш ответ: «${text}»`,
  yourAct: { confirm: 'Вы подтвердили', withdraw: 'Вы отозвали', files: 'Ваши файлы', rate: 'Ваша оценка' },
  refusedEntry: (why: string) => `Не\u00a0приняли: ${why}`,
  sentNow: (n: number) => `Отправлено: ${countRu(n, 'сообщение', 'сообщения', 'сообщений')}`,
  newAnswer: (by: string) => (by ? `${by} ответил(а)` : 'Новый ответ'),
  unread: (n: number) => `Поддержка, ${countRu(n, 'новый ответ', 'новых ответа', 'новых ответов')}`,
  somethingNew: 'Обращение обновилось',
  readAgain: 'Прочитать снова',
  notOpened: 'Не\u00a0получилось открыть. Повторите',
  fault: (id: string) => `У\u00a0нас что-то сломалось, мы разберёмся. Повторите позже, код ${id}`,
  noAnswer: 'Нет связи. Повторите, когда она вернётся',
  fileNotSent: 'нет связи, файл не\u00a0загрузился',
  fileNotNow: 'сейчас не\u00a0принимаем, попробуйте чуть позже',
  attach: {
    label: 'Файлы',
    hint: 'можно вставить снимок из\u00a0буфера',
    add: 'Добавить',
    remove: (name: string) => `Убрать ${name}`,
    size: (bytes: number) =>
      bytes < 1_048_576
        ? `${Math.max(1, Math.round(bytes / 1024))}\u00a0КБ`
        : `${(bytes / 1_048_576).toFixed(1).replace('.', ',')}\u00a0МБ`,
    uploading: 'загружаем…',
    again: 'Повторить',
    tooMany,
    unfinished: 'Дождитесь, пока загрузятся файлы',
    failed: 'Уберите файлы, которые не\u00a0загрузились, или повторите',
  },
  needWords,
  tooLong,
  product: 'Продукт',
  part: 'Раздел',
  anyPart: 'не\u00a0важно',
  sendWish: 'Отправить пожелание',
  refusal: (refusal: Refusal): string => {
    switch (refusal.code) {
      case 'not_signed_in':
        return 'Вход закончился. Войдите на\u00a0сайте ещё раз, написанное сохранится';
      case 'identity_required':
        return 'Здесь пишут только те, кто вошёл на\u00a0сайт. Войдите, написанное сохранится';
      case 'identity_refused':
        return 'Сайт не\u00a0смог подтвердить, кто вы. Обновите страницу или войдите ещё раз';
      case 'origin_refused':
        return 'С\u00a0этого адреса поддержка не\u00a0принимает: сайт не\u00a0внесён в\u00a0список';
      case 'not_found':
        return 'Такого нет, или оно не\u00a0ваше';
      case 'not_allowed':
        return 'Так нельзя';
      case 'act_not_allowed':
      case 'ticket_moved_on':
        return 'Пока вы писали, обращение изменилось. Ваш текст здесь';
      case 'act_needs':
      case 'field_wrong':
        if (refusal.code === 'field_wrong' && refusal.problem === 'too_long')
          return tooLong(refusal.max ?? 0);
        return needWords;
      case 'id_reused':
        return 'Это уже отправили с\u00a0другим текстом. Нажмите ещё раз';
      case 'file_too_large':
        return `${megabytes(refusal.bytes)}, а\u00a0можно до\u00a0${megabytes(refusal.maxBytes)}: обрежьте или пришлите ссылку`;
      case 'file_empty':
        return 'файл пустой, выберите другой';
      case 'file_infected':
        return 'в\u00a0нём вирус, не\u00a0отправляем';
      case 'too_many_files':
        return tooMany(refusal.max);
      case 'too_many_requests':
        return `Слишком часто. Повторите через ${refusal.retryAfterSeconds}\u00a0с`;
      case 'reopening_over':
        return 'Срок, чтобы открыть снова, прошёл. Напишите новое обращение';
      case 'rating_over':
      case 'rating_not_open':
        return 'Оценить уже нельзя';
      case 'product_not_licensed':
        return 'Об\u00a0этом продукте здесь не\u00a0пишут';
      case 'consent_needed':
        return 'Без согласия отправить нельзя: поставьте отметку, если согласны';
      case 'consent_outdated':
        return 'Текст согласия изменился. Прочитайте его и поставьте отметку, если согласны; всё написанное на месте';
      default:
        return 'Так не\u00a0получится';
    }
  },
};
export type WidgetDeskWords = typeof widgetDeskRu;
