import type { Criticality, TicketKind } from '../../shared/ticket.ts';

/** What the panel and its forms say before anything has come from the desk. */
export const widgetRu = {
  support: 'Поддержка',
  close: 'Закрыть поддержку',
  back: 'Назад',
  ways: {
    consultation: ['Задать вопрос', 'Как устроено или настраивается'],
    bug: ['Сообщить об\u00a0ошибке', 'Что-то работает не\u00a0так, как должно'],
    feature: ['Предложить улучшение', 'Чего не\u00a0хватает в\u00a0вашей работе'],
  } satisfies Record<TicketKind, readonly [string, string]>,
  field: {
    question: 'Ваш вопрос',
    happened: 'Что произошло',
    expected: 'Что должно было произойти',
    missing: 'Что изменить или добавить',
    purpose: 'Для чего это вам',
  },
  placeholder: { purpose: 'Что станет быстрее, дешевле или возможнее' } as Partial<Record<string, string>>,
  impactAsked: 'Насколько это мешает',
  impact: {
    critical: 'Работа стоит',
    high: 'Работаем, но\u00a0с\u00a0большим трудом',
    normal: 'Есть обходной путь',
    low: 'Мелочь, но\u00a0заметили',
  } satisfies Record<Criticality, string>,
  send: 'Отправить',
  sending: 'Отправляем…',
  missing: 'Напишите, хватит одной фразы',
  chooseOne: 'Выберите, что ближе',
  tooLong: (max: number, now: number) => `Слишком длинно: ${now}\u00a0знаков, а\u00a0можно до\u00a0${max}`,
  noDesk: 'Не\u00a0загрузилось: нет связи. Написанное здесь. Повторите',
  notKept: 'Этот браузер не\u00a0даёт ничего сохранить: не\u00a0закрывайте страницу, пока не\u00a0отправите',
};
export type WidgetWords = typeof widgetRu;
