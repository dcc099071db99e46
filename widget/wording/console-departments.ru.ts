const counted = (n: number, one: string, few: string, many: string): string => {
  const tens = n % 100;
  const last = n % 10;
  const word = tens > 10 && tens < 20 ? many : last === 1 ? one : last > 1 && last < 5 ? few : many;
  return `${n}\u00a0${word}`;
};

export const departmentsRu = {
  open: {
    title: 'Вторая линия',
    count: (n: number) => counted(n, 'открытый вопрос', 'открытых вопроса', 'открытых вопросов'),
    department: 'Отдел',
    allDepartments: 'Все отделы',
    waits: 'Ждут ответа отдела',
    answered: 'Отдел ответил, вопрос не закрыт',
    ticket: 'Обращение',
    due: 'Ответ до',
    topic: 'Тема и отдел',
    question: 'Вопрос',
    state: 'Состояние',
    number: (n: number) => `№\u00a0${n}`,
    overdue: 'просрочено',
    half: 'прошло больше половины срока',
    none: 'Открытых вопросов к отделам нет. Вопрос отделу задают из обращения: «Во вторую линию»',
    noneOf: 'К этому отделу открытых вопросов нет',
  },
  departments: {
    title: 'Отделы второй линии',
    lead: 'Отделы, темы и сроки берутся из регламента. Здесь задают, куда уходит вопрос и кто отвечает от имени отдела',
    topics: 'Темы',
    answers: (days: number) => `ответ за ${counted(days, 'рабочий день', 'рабочих дня', 'рабочих дней')}`,
    by: { mattermost: 'Mattermost', email: 'почта' },
    channels: 'Куда уходит вопрос',
    noChannels: 'Адрес не задан: вопросы никуда не уйдут',
    kind: {
      mattermost_channel: 'Mattermost, канал',
      mattermost_webhook: 'Mattermost, входящий вебхук',
      email: 'Почта',
    },
    target: {
      mattermost_channel: 'Идентификатор канала',
      mattermost_webhook: 'Адрес вебхука',
      email: 'Адрес',
    },
    targetHint: {
      mattermost_channel: '26 знаков, в сведениях о канале',
      mattermost_webhook: 'после сохранения виден только сервер',
      email: 'общий ящик отдела',
    },
    channel: 'Канал',
    language: 'Язык писем и сообщений',
    languages: { ru: 'русский', en: 'английский' },
    add: 'Добавить',
    addChannel: 'Добавить канал',
    remove: 'Убрать',
    reallyRemove: (what: string) => `Убрать «${what}»? Вопросы туда больше не пойдут`,
    test: 'Послать проверочное',
    testing: 'Отправляем проверочное сообщение…',
    testSent: 'Проверочное сообщение ушло',
    testFailed: (why: string) => (why ? `Не ушло: ${why}` : 'Не ушло'),
    testWaits: (why: string) => `Пока не ушло${why ? `: ${why}` : ''}. Попытки продолжаются, см. «Доставка»`,
    notConfigured: {
      mattermost: 'Бот Mattermost на сервере не настроен: MATTERMOST_URL и\u00a0MATTERMOST_TOKEN',
      email: 'Почта на сервере не настроена: SMTP_URL и\u00a0MAIL_FROM',
    },
    members: 'Кто отвечает от имени отдела',
    noMembers: 'Никто не назван: кнопки в Mattermost никого не послушаются',
    name: 'Имя',
    mattermostUser: 'Пользователь Mattermost',
    mattermostUserHint: 'его идентификатор, 26 знаков',
    email: 'Почта',
    addMember: 'Добавить человека',
    off: 'отключён',
    turnOff: 'Отключить',
    turnOn: 'Вернуть',
    readOnly: 'Менять здесь может администратор',
  },
};

export type DepartmentsWords = typeof departmentsRu;
