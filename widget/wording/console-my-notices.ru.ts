import type { NoticeWay, StaffNotice } from '../../shared/notice.ts';

export const myNoticesRu = {
  title: 'Мои уведомления',
  ways: { mattermost: 'Mattermost', email: 'Почта', none: 'Не\u00a0сообщать' } satisfies Record<
    NoticeWay,
    string
  >,
  kinds: {
    assigned_to_you: 'Обращение назначено мне',
    client_answered: 'Клиент ответил',
    due_soon: 'Прошло три четверти срока',
    breached: 'Срок истёк',
    team: 'О\u00a0работе всех: истёкшие сроки, смены, вторая линия',
  } satisfies Record<StaffNotice, string>,
  atNight:
    'Ночью и\u00a0в\u00a0выходные молчим: всё ждёт открытия, кроме того, что касается критических ошибок.',
  language: 'Язык сообщений',
  languages: { ru: 'Русский', en: 'English' },
  mattermost: 'Ваш id в\u00a0Mattermost',
  mattermostHint: '26\u00a0букв и\u00a0цифр: Профиль\u00a0→ «Скопировать id»; без него пишем на\u00a0почту',
  mattermostWrong: 'Это не\u00a0id: в\u00a0нём 26\u00a0строчных латинских букв и\u00a0цифр',
  email: (address: string) => `Почта уходит на\u00a0${address}`,
};
export type MyNoticesWords = typeof myNoticesRu;
