const counted = (n: number, one: string, few: string, many: string): string => {
  const tens = n % 100;
  const last = n % 10;
  const word = tens > 10 && tens < 20 ? many : last === 1 ? one : last > 1 && last < 5 ? few : many;
  return `${n}\u00a0${word}`;
};
const by = (name: string | null): string => (name ? `: ${name}` : '');

export const secondLineRu = {
  escalate: 'Во вторую линию',
  send: 'Отправить отделу',
  form: {
    topic: 'Тема',
    chooseTopic: 'Выберите тему',
    question: 'Вопрос отделу',
    answers: (department: string, days: number, due: string) =>
      `${department}, ответ за ${counted(days, 'рабочий день', 'рабочих дня', 'рабочих дней')}: до ${due}`,
    channel: { mattermost: 'Mattermost', email: 'почта' },
    notReady: (channel: string) => `${channel}: адрес отдела не задан`,
    show: 'Что показать из переписки',
    showHint: 'заметки не уходят никогда',
    nothingToShow: 'В переписке пока ничего нет',
    preview: 'Что уйдёт отделу',
    attached: 'Приложено к вопросу',
    nothingShown: 'Из переписки ничего не уходит',
    side: { client: 'клиент', desk: 'поддержка', department: 'отдел' },
    missing: { topic: 'Выберите тему', question: 'Напишите вопрос, хватит и одной фразы' },
    tooLong: (max: number) => `Слишком длинно, не больше ${max}\u00a0знаков`,
  },
  ask: { title: 'Спросить ещё', label: 'Ещё вопрос отделу', send: 'Отправить отделу' },
  close: { title: 'Отозвать', label: 'Почему, если нужно', send: 'Отозвать вопрос' },
  quote: {
    title: 'Процитировать клиенту',
    label: 'Ответ клиенту',
    send: 'Отправить клиенту',
    files: 'Файлы отдела, которые увидит клиент',
    empty: 'Напишите ответ или выберите файл',
  },
  section: {
    title: 'Вторая линия',
    loading: 'Загружаем…',
    due: (at: string) => `ответ до ${at}`,
    clock: {
      running: 'идёт',
      overdue: 'просрочено',
      met: 'в срок',
      missed: 'с опозданием',
      dropped: 'без ответа',
    },
    state: {
      waiting: 'никто не взял',
      taken: 'в работе',
      answered: 'есть ответ',
      asked_again: 'спросили ещё',
      handed_back: 'вернули',
      closed: 'отозвано',
      ticket_closed: 'обращение закрыто',
    },
    takenBy: (name: string) => `взято: ${name}`,
    ledger: 'Расчёт',
    unofficial: (year: number) => `Календарь на ${year} год ещё не опубликован, срок может сдвинуться.`,
  },
  ledger: {
    title: 'Почему такой срок',
    due: (at: string) => `Ответ отдела: до ${at}`,
    why: (days: number) =>
      `На ответ ${counted(days, 'рабочий день', 'рабочих дня', 'рабочих дней')}, день вопроса не считается.`,
    is: {
      counted: 'прошёл',
      to_count: 'впереди',
      spare: 'в запасе',
      over: 'опоздание',
      not_counted: 'не считается',
    },
    reason: {
      day_zero: 'день вопроса',
      weekend: 'выходной',
      holiday: 'праздник',
      other: 'закрыто',
    },
    total: (days: number) => `Всего ${counted(days, 'рабочий день', 'рабочих дня', 'рабочих дней')}`,
    under: (paragraph: string, version: string) => `§\u00a0${paragraph} регламента\u00a0${version}`,
  },
  suggest: 'Спросить',
  story: {
    topic: {
      legal: 'Правовые вопросы',
      settlements: 'Вопросы по взаиморасчетам',
      promotion: 'Помощь в продвижении продуктов',
      development: 'Развитие продуктов, доработка',
      system_errors: 'Системные ошибки',
      data_editing: 'Редактирование данных',
      joint_events: 'Совместные мероприятия',
      joint_pr: 'Совместный PR в СМИ',
    },
    escalate: (topic: string) => `Вопрос во вторую линию: ${topic}`,
    shown: (entries: number, files: number) =>
      [
        entries > 0 && counted(entries, 'запись', 'записи', 'записей'),
        files > 0 && counted(files, 'файл', 'файла', 'файлов'),
      ]
        .filter(Boolean)
        .join(', '),
    shows: (what: string) => (what ? `показано: ${what}` : 'из переписки ничего не показано'),
    ask_department: 'Отделу задан ещё вопрос',
    take: (name: string | null) => `Отдел взял вопрос${by(name)}`,
    answer_desk: (name: string | null) => `Отдел ответил${by(name)}`,
    interim: (name: string | null) => `Промежуточный ответ отдела${by(name)}`,
    unverified: 'отправитель не подтверждён, срок не закрыт',
    hand_back: (name: string | null) => `Отдел вернул вопрос${by(name)}`,
    close_escalation: 'Вопрос второй линии отозван',
    remind: {
      half: 'Отделу напомнили: прошла половина срока',
      end: 'Отделу напомнили: срок вышел',
      managers: 'Руководителям сообщили: отдел не ответил в срок',
    },
    seen: 'Видят сотрудники и отдел',
  },
};

export type SecondLineWords = typeof secondLineRu;
