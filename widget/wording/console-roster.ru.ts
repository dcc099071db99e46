import type { AbsenceKind } from '../../shared/roster.ts';
import { countRu } from './time.ru.ts';

const days = (n: number) => countRu(n, 'день', 'дня', 'дней');
const people = (n: number) => countRu(n, 'человек', 'человека', 'человек');
const technical = (n: number) =>
  n === 1
    ? 'технический специалист'
    : `${countRu(n, 'технический специалист', 'технических специалиста', 'технических специалистов')}`;

/** The roster: what arrives when somebody goes there. */
export const rosterRu = {
  title: 'Смены',
  readOnly: 'График меняют руководители',
  weekdays: ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'],
  period: { label: 'Показать', week: 'Неделя', month: 'Месяц' },
  previous: { week: 'Неделя раньше', month: 'Месяц раньше' },
  next: { week: 'Неделя позже', month: 'Месяц позже' },
  toToday: 'Сегодня',
  today: 'сегодня',
  rule: (minimum: number, specialists: number) =>
    `По регламенту (§\u00a02) на\u00a0смене не\u00a0меньше ${minimum}${specialists > 0 ? `, среди них ${technical(specialists)}` : ''}`,
  noRoster:
    'График ещё не\u00a0ведётся: обращения получает любой, кто на\u00a0месте. С\u00a0первой смены их будут получать только те, кто на\u00a0смене',
  allGood: 'В\u00a0ближайшие две недели людей хватает каждый день',
  ahead: 'Не\u00a0хватает людей',
  short: {
    people: (planned: number, required: number) => `${planned} из\u00a0${required}`,
    onShift: (planned: number, required: number) => `на\u00a0смене ${planned} из\u00a0${required}`,
    noTechnical: 'нет технического специалиста',
    technical: (planned: number, required: number) =>
      `технических специалистов ${planned} из\u00a0${required}`,
    between: (from: string, to: string) => `с\u00a0${from} до\u00a0${to}`,
  },
  mend: (name: string) => `Поставить: ${name}`,
  counts: 'На\u00a0смене',
  technicalRow: 'Из\u00a0них технических',
  technical: 'технический специалист',
  technicalMark: 'тех',
  person: 'Сотрудник',
  grid: 'Кто в\u00a0какой день работает',
  gridHelp:
    'Стрелки ведут по\u00a0клеткам, пробел ставит смену и\u00a0снимает её. Мышью можно провести по\u00a0нескольким',
  cell: {
    on: 'на\u00a0смене',
    part: (from: string, to: string) => `на\u00a0смене с\u00a0${from} до\u00a0${to}`,
    off: 'нет смены',
    closed: 'не\u00a0работаем',
    past: 'день прошёл',
  },
  brush: {
    label: 'Ставить',
    whole: 'Весь день',
    part: 'Часть дня',
    from: 'с',
    to: 'до',
  },
  copyWeek: 'Скопировать на\u00a0следующую неделю',
  copyMonth: 'Скопировать на\u00a0следующий месяц',
  copied: (filled: number, kept: number, empty: number) =>
    [
      filled === 0 ? 'Ничего не\u00a0скопировано' : `Заполнено: ${days(filled)}`,
      kept === 0 ? '' : `уже были смены, не\u00a0тронуто: ${days(kept)}`,
      empty === 0 ? '' : `копировать не\u00a0с\u00a0чего: ${days(empty)}`,
    ]
      .filter(Boolean)
      .join('; '),
  onShift: (n: number) => `на\u00a0смене ${people(n)}`,
  nobody: 'Никого',
  edit: 'Изменить',
  absences: 'Отсутствуют',
  noAbsences: 'В\u00a0эти дни все на\u00a0месте',
  absent: 'Записать отсутствие',
  kind: { vacation: 'отпуск', sick: 'болезнь', other: 'другое' } satisfies Record<AbsenceKind, string>,
  kindShort: { vacation: 'отп', sick: 'бол', other: 'отс' } satisfies Record<AbsenceKind, string>,
  who: 'Кто',
  from: 'С\u00a0какого дня',
  to: 'По\u00a0какой день включительно',
  why: 'Почему',
  choose: 'Выберите сотрудника',
  chooseWho: 'Выберите, кто отсутствует',
  wrongDates: 'Последний день раньше первого или уже прошёл',
  handBack: (n: number) => `Вернуть открытые обращения в\u00a0очередь:\u00a0${n}`,
  handBackNow: 'Раздадим сразу тем, кто на\u00a0смене',
  handBackLater: 'Раздадим в\u00a0первый день отсутствия тем, кто на\u00a0смене',
  record: 'Записать',
  recorded: 'Отсутствие записано',
  returned: (n: number) => `Вернули в\u00a0очередь: ${countRu(n, 'обращение', 'обращения', 'обращений')}`,
  remove: 'Убрать',
  reallyRemove: 'Убрать отсутствие?',
  removed: 'Отсутствие убрано',
};

export type RosterWords = typeof rosterRu;
